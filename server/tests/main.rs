//! The portal over HTTP and TCP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cli;
mod gateway;
mod http;
