//! Means of periods that have not ended.

use domain::{
    device::NoticeKind,
    measurement::DataFlag,
    time::{MINUTE, Stamp},
};
use hj212::Qn;

use super::{Interpreted, NewNotice};

/// How far a clock may be out without a word, in milliseconds.
pub const DRIFT: i64 = MINUTE;
/// How far a logger's clock may be ahead and its values are taken, in milliseconds. Values beyond that would stand on the
/// live board as the newest.
pub const AHEAD: i64 = 10 * MINUTE;

/// Marks what claims to be the mean of a period that still runs: an hour's mean at half past is none, and nobody may be
/// judged by it once the hour is over. The figure stays as evidence. The mark is the only thing that says so: whoever asks
/// later asks [`DataFlag::UNFINISHED`], and so it takes the place of the logger's own.
pub(super) fn mark(interpreted: &mut Interpreted, sent: Option<Qn>, now: Stamp) {
    let clock = by_its_clock(sent.and_then(Qn::time).map(Stamp::from_beijing), now);
    for value in &mut interpreted.values {
        if value.interval.is_running(value.at, clock) {
            value.figures.flag = DataFlag::UNFINISHED;
            let begun = value.at.rfc3339();
            interpreted.notices.push(NewNotice::new(NoticeKind::Unfinished, &value.pollutant, &begun));
        }
    }
}

/// What time it is for the logger, as far as it is let be ahead of us. Its periods end by its own clock: one that is five
/// minutes fast sends the mean of a whole hour five minutes before ours is over, and never again. A packet that does not
/// say when it was sent may come from a clock that is as far ahead as any is allowed to be.
fn by_its_clock(sent: Option<Stamp>, now: Stamp) -> Stamp {
    sent.unwrap_or(now.plus(AHEAD)).clamp(now.plus(DRIFT), now.plus(AHEAD))
}

#[cfg(test)]
mod tests {
    use domain::time::SECOND;

    use super::*;

    #[test]
    fn a_logger_is_let_be_ahead_as_far_as_its_values_are_taken() {
        let now = Stamp(0);
        for (sent, want) in [
            (Some(0), DRIFT),
            (Some(-8 * 60 * MINUTE), DRIFT),
            (Some(61 * SECOND), 61 * SECOND),
            (Some(AHEAD), AHEAD),
            (Some(AHEAD + 1), AHEAD),
            (None, AHEAD),
        ] {
            assert_eq!(by_its_clock(sent.map(Stamp), now), Stamp(want), "{sent:?}");
        }
    }
}
