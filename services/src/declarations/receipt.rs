//! What the enterprise takes away from filing.

use domain::{quarter::Quarter, time::Stamp};
use entities::declaration_version;

use crate::{
    owed::{InUse, Timing},
    public::Party,
};

/// The receipt of a signed version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Whose.
    pub enterprise: Party,
    /// For which quarter.
    pub quarter: Quarter,
    /// 1, 2, …
    pub number: i32,
    /// The receipt's number, `SB2026Q3-000123-3`.
    pub receipt_no: String,
    /// When it was signed.
    pub submitted_at: Stamp,
    /// Whether that was after the due day.
    pub late: bool,
    /// Who signed, by the name of the account.
    pub signed_by: Option<String>,
    /// Why it was corrected; empty for the first version.
    pub reason: String,
    /// SHA-256 of the canonical text, hexadecimal.
    pub hash: String,
}

impl Receipt {
    pub(super) fn of(
        enterprise: Party,
        (quarter, in_use): (Quarter, InUse),
        version: &declaration_version::Model,
        signed_by: Option<String>,
    ) -> Self {
        Self {
            enterprise,
            quarter,
            number: version.number,
            receipt_no: version.receipt_no.clone(),
            submitted_at: version.submitted_at,
            late: in_use.timing(quarter, version.submitted_at.day()) == Timing::Late,
            signed_by,
            reason: version.reason.clone(),
            hash: version.hash.clone(),
        }
    }
}
