//! What became of a declaration: in time, late, missing, returned, corrected.

use chrono::{Days, NaiveDate};
use domain::quarter::Quarter;

use crate::{city::Enterprise, random::Chance, stories::Story};

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

/// The course of an enterprise's declaration for the quarter that is `age` quarters older than the newest, as it stands
/// on `today`.
pub fn course(e: &Enterprise, quarter: Quarter, age: usize, today: NaiveDate) -> Course {
    let mut chance = Chance::of(&format!("declaration {quarter}"), e.number);
    let newest = age == 0;
    let opened = quarter.next().first_day() + Days::new(1);
    let in_time = opened + Days::new(chance.below(14) as u64);
    let planned = written(e, quarter, age).unwrap_or_else(|| chance.below(100));
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
        WAITING => Course::Submitted(day),
        _ if newest && chance.below(3) > 0 => Course::Submitted(day),
        _ => Course::Accepted(day),
    }
}

/// One in a hundred is corrected by chance; nothing is returned but by hand.
const CORRECTED: usize = 89;
const RETURNED: usize = 100;
/// Not accepted yet.
const WAITING: usize = 101;
/// Among those whose newest declaration is a draft.
const UNFINISHED: usize = 94;

/// Courses that are written by hand: the first enterprise corrected its first quarter and has not finished its newest,
/// the one before being under review; the plater that declared a stop had its newest declaration returned; everybody
/// else with a story declares in time.
fn written(e: &Enterprise, quarter: Quarter, age: usize) -> Option<usize> {
    match e.story? {
        Story::NickelCreep if age == 0 => Some(UNFINISHED),
        Story::NickelCreep if age == 1 => Some(WAITING),
        Story::NickelCreep if quarter.number() == 1 => Some(CORRECTED),
        Story::StoppedWithPower => Some(RETURNED),
        _ => Some(0),
    }
}
