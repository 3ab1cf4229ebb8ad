//! Signing in, staying signed in, and who may manage accounts.

mod manage;
mod session;
mod sign_in;
