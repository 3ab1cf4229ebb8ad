//! Everything a person sees.
//!
//! A page is a server component: an axum handler in [`pages`] reads through `services`, renders HTML and never
//! reaches the browser as code. What moves is an island (`islands`), which compiles to WebAssembly, and asks the server by
//! a function that both know ([`functions`]). `ui` holds the
//! pieces that both are made of, `web` what a page knows of its request and of the site, `shell` the document around
//! a page. The texts come from `texts/*.toml` through `build.rs`.
#![allow(clippy::needless_pass_by_value)] // a component owns its properties, whatever it does with them
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(feature = "desk")]
mod filing_form;
#[cfg(feature = "desk")]
pub mod functions;
pub mod islands;
pub mod number;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "desk")]
mod texts;
#[cfg(feature = "ssr")]
pub mod web;

#[cfg(test)]
#[path = "../build/texts/mod.rs"]
mod text_generator;
