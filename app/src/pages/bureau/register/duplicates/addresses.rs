//! Where the pages about duplicates stand.

use domain::credit_code::CreditCode;

/// The queue.
pub const QUEUE: &str = "/bureau/register/duplicates";

/// Two beside each other.
pub fn pair_address(one: CreditCode, other: CreditCode) -> String {
    format!("{QUEUE}/{one}/{other}")
}

/// Undoing the merging in which an enterprise went.
pub fn unmerge_address(gone: CreditCode) -> String {
    format!("{}/unmerge", super::super::enterprise_address(gone))
}
