//! Enterprises' files at the bureau.

mod days;
mod event;
mod search;
mod show;
mod timeline;

pub use search::show as search;
pub use show::show;

use domain::credit_code::CreditCode;

/// The page of an enterprise's file.
pub fn file_address(credit_code: CreditCode) -> String {
    format!("/bureau/enterprises/{credit_code}")
}
