//! Codes of second factors: those of an authenticator, which change each half minute (RFC 6238), and those on paper for the
//! day on which the telephone is lost.

mod policy;
mod recovery;
mod shown;
mod totp;

pub use policy::{Policy, demo_code};
pub(super) use recovery::{left, remove_all, renew};
pub(super) use shown::{Shown, look};
pub use totp::{SECRET, code_at};
pub(super) use totp::{address, in_base32, new_secret, step_of};
