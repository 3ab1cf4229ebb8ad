//! The portal over HTTP and TCP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod backup;
mod cli;
mod doctor;
mod evidence;
mod export;
mod gateway;
mod http;
mod killed_import;
