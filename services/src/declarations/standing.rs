//! Whether a draft may be changed.

use chrono::NaiveDate;
use domain::{
    declaration::{
        DeclarationStatus,
        deadline::{NotNow, Phase, phase},
    },
    quarter::Quarter,
};
use entities::declaration;

use super::refusal::{Locked, Refusal};
use crate::Error;

/// Goes on only where the draft may be changed today. A quarter may be prepared while it runs; one that has not begun
/// does not exist yet.
pub(super) fn may_change(quarter: Quarter, today: NaiveDate, row: Option<&declaration::Model>) -> Result<(), Refusal> {
    use DeclarationStatus as S;
    if quarter > Quarter::of(today) {
        return Err(Error::NotFound.into());
    }
    match row.map_or(S::Draft, |row| row.status) {
        // What the bureau returned may come back at any time.
        S::Returned => return Ok(()),
        S::Accepted => return Err(Locked::Accepted.into()),
        S::Submitted | S::Corrected if row.is_none_or(|row| row.correction.is_none()) => {
            return Err(Locked::Signed.into());
        }
        S::Draft | S::Submitted | S::Corrected => {}
    }
    if phase(quarter, today) == Phase::Closed { Err(NotNow::Closed(quarter).into()) } else { Ok(()) }
}
