//! Duplicates (重复登记): one site that the register has twice, under two credit codes. Here are the reasons why two
//! enterprises may be one, what they weigh together, and which of the two should stay. Nothing here merges anybody: a person
//! decides, with a reason.

mod find;
mod forms;
mod proposal;
mod reason;

pub use find::{Pair, pairs};
pub use proposal::{Proposal, Record, Side, Why, is_sound, propose};
pub use reason::{ENOUGH, Reason, reasons, weight};

use crate::{credit_code::CreditCode, fixed::Micro};

/// What the register says of who and where an enterprise is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particulars {
    /// Credit code.
    pub credit_code: CreditCode,
    /// Registered name.
    pub name: String,
    /// Key of its town.
    pub town: i64,
    /// Address in words.
    pub address: String,
    /// Latitude, WGS-84 degrees.
    pub lat: Micro,
    /// Longitude, WGS-84 degrees.
    pub lng: Micro,
    /// Number of its permit or registration.
    pub permit_no: Option<String>,
}
