//! Signing in, staying signed in, and who may manage accounts.

mod change;
mod cover;
mod invitation;
mod manage;
mod second_factor;
mod session;
mod sign_in;
mod unified;
