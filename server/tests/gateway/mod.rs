//! The gateway on a real socket.

mod content;
mod crash;
mod hostile;
mod support;
mod traffic;
