//! The unified identity (统一身份) of an account: who its owner is for the provider that the portal trusts, and coming in
//! by it.
//!
//! An account is linked by its own owner, who proves to be both: by a sign-in at the provider, and by the account's password
//! and second factor. Nobody else can link it, nothing is linked by an address of mail, and no account is ever made.

mod attempt;
mod back;
mod begin;
mod enter;
mod failure;
mod identity;
mod link;
mod remove;

pub use attempt::AttemptToken;
pub use back::{Answer, Back, back};
pub use begin::{Begun, begin, begin_link};
pub use enter::{Waiting, enter, waiting};
pub use failure::Failure;
pub use identity::{Identity, identities, own};
pub use link::link_and_enter;
pub use remove::{remove, unlink};
