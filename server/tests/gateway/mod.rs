//! The gateway on a real socket.

mod commands;
mod content;
mod crash;
mod hostile;
pub mod support;
mod traffic;
