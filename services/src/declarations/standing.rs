//! Whether a draft may be changed.

use chrono::NaiveDate;
use domain::{
    declaration::{
        DeclarationStatus,
        deadline::{NotNow, Phase, allows, phase},
        state::Event,
    },
    life::runs_in,
    quarter::Quarter,
    time::Day,
};
use entities::declaration;

use super::refusal::{Locked, Refusal};
use crate::Error;

/// Goes on only with a quarter in which the enterprise ran: nothing is declared of one that began when it was closed.
pub(super) fn ran(quarter: Quarter, closed_on: Option<Day>) -> Result<(), NotNow> {
    match closed_on {
        Some(day) if !runs_in(quarter, closed_on) => Err(NotNow::Ceased(quarter, day)),
        _ => Ok(()),
    }
}

/// Whether a correction may begin today of what was signed.
pub(super) fn may_correct(quarter: Quarter, today: NaiveDate, row: &declaration::Model) -> bool {
    let is_signed = matches!(row.status, DeclarationStatus::Submitted | DeclarationStatus::Corrected);
    is_signed && row.correction.is_none() && allows(quarter, today, row.status, Event::Correct).is_ok()
}

/// Whether the enterprise can still put right by itself what it declared: in the draft that is open, or by a correction.
pub(crate) fn is_correctable(row: &declaration::Model, today: NaiveDate) -> bool {
    may_change(row.quarter, today, Some(row)).is_ok() || may_correct(row.quarter, today, row)
}

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
