//! Enterprises' files at the bureau.

mod days;
mod declaration;
mod event;
mod search;
mod show;
mod timeline;

pub use declaration::{show as declaration, text as declaration_text};
pub use search::show as search;
pub use show::show;

use domain::credit_code::CreditCode;
use domain::quarter::Quarter;

/// The page of an enterprise's file.
pub fn file_address(credit_code: CreditCode) -> String {
    format!("/bureau/enterprises/{credit_code}")
}

/// The page of a signed version of its declaration.
pub fn declaration_address(credit_code: CreditCode, quarter: Quarter, version: i32) -> String {
    format!("{}/declarations/{quarter}/{version}", file_address(credit_code))
}
