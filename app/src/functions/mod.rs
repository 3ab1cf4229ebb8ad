//! Server functions: what an island asks the server for, as one function that both sides know.
//!
//! A function takes one struct, which says who may ask for it ([`Asking`]), and fails with a [`Failure`]. In between
//! stands [`Guarded`]: in the browser it sends the struct as JSON and says for whom the page was made; on the server it
//! finds out who asks and whether they may, then reads and judges what they sent, and only then does the function run.
//! Nothing here knows of pages or requests: who calls is found out by the
//! door (`crate::web::functions`). `docs/ARCHITECTURE.md` says how to add one.

mod asking;
#[cfg(feature = "hydrate")]
mod browser;
pub mod draft;
mod failure;
mod guarded;
#[cfg(feature = "ssr")]
mod server;

/// The header in which a browser says for whom the page was made, and the field in which a form says it.
pub const MADE_FOR: &str = "made-for";

pub use asking::Asking;
pub use failure::{Failure, FieldIssue, Overtaken};
pub use guarded::Guarded;
#[cfg(feature = "ssr")]
pub use server::Caller;
