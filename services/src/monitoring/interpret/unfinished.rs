//! Means of periods that have not ended.

use domain::{
    device::NoticeKind,
    measurement::DataFlag,
    time::{MINUTE, Stamp},
};

use super::{Interpreted, NewNotice};

/// How far a clock may be out without a word, in milliseconds.
pub const DRIFT: i64 = MINUTE;

/// Marks what claims to be the mean of a period that still runs by our clock: an hour's mean at half past is none, and
/// nobody may be judged by it once the hour is over. The figure stays as evidence.
pub(super) fn mark(interpreted: &mut Interpreted, now: Stamp) {
    for value in &mut interpreted.values {
        if !value.interval.is_running(value.at, now.plus(DRIFT)) {
            continue;
        }
        if value.figures.flag.says_nothing() {
            value.figures.flag = DataFlag::UNFINISHED;
        }
        let begun = value.at.rfc3339();
        interpreted.notices.push(NewNotice::new(NoticeKind::Unfinished, &value.pollutant, &begun));
    }
}
