//! What became of a declaration: in time, late, missing, returned, corrected.

use chrono::{Days, NaiveDate};
use domain::quarter::Quarter;

use crate::demo::{city::Enterprise, random::Chance, stories::Story};

/// The course of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Never begun.
    Missing,
    /// Begun, last saved on this day.
    Draft(NaiveDate),
    /// Signed on this day.
    Submitted(NaiveDate),
    /// Signed on this day, accepted since.
    Accepted(NaiveDate),
    /// Signed on this day, returned with comments.
    Returned(NaiveDate),
    /// Signed on the first day, corrected on the second.
    Corrected(NaiveDate, NaiveDate),
}

/// The course of an enterprise's declaration, as it stands on `today`.
pub fn course(e: &Enterprise, quarter: Quarter, newest: bool, today: NaiveDate) -> Course {
    let mut chance = Chance::of(&format!("declaration {quarter}"), e.number);
    let opened = quarter.next().first_day() + Days::new(1);
    let in_time = opened + Days::new(chance.below(14) as u64);
    let planned = written(e, quarter).unwrap_or_else(|| chance.below(100));
    let day = match planned {
        90..=93 => quarter.due_day() + Days::new(2 + chance.below(8) as u64),
        _ => in_time,
    };
    let corrected = day + Days::new(12);
    if day >= today {
        return if in_time < today { Course::Draft(opened) } else { Course::Missing };
    }
    match planned {
        RETURNED if newest => Course::Returned(day),
        CORRECTED if corrected < today => Course::Corrected(day, corrected),
        97..100 if newest => Course::Missing,
        94..97 if newest => Course::Draft(opened),
        98..100 => Course::Missing,
        _ if newest && chance.below(3) > 0 => Course::Submitted(day),
        _ => Course::Accepted(day),
    }
}

/// One in a hundred is corrected by chance; nothing is returned but by hand.
const CORRECTED: usize = 89;
const RETURNED: usize = 100;

/// Courses that are written by hand: the first enterprise corrected its first quarter; the plater that declared a
/// stop had its newest declaration returned; everybody else with a story declares in time.
fn written(e: &Enterprise, quarter: Quarter) -> Option<usize> {
    match e.story? {
        Story::NickelCreep if quarter.number() == 1 => Some(CORRECTED),
        Story::StoppedWithPower => Some(RETURNED),
        _ => Some(0),
    }
}
