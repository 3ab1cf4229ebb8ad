//! The portal `mingjian`: its doors (pages, REST, the gateway for data loggers) and its command line.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod cli;
mod connections;
pub mod gateway;
pub mod http;
pub mod rest;
