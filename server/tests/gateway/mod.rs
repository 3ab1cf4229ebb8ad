//! The gateway on a real socket.

mod crash;
mod hostile;
mod support;
mod traffic;
