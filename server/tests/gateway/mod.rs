//! The gateway on a real socket.

mod content;
mod crash;
mod hostile;
pub mod support;
mod traffic;
