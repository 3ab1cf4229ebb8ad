//! The pages of the bureau.

pub mod admin;
