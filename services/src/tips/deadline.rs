//! By when a tip-off moves.

use domain::time::{DAY, Stamp};

/// Days until the reporter is told whether it is taken up (环保举报热线工作管理办法, order 15).
const ACCEPT_DAYS: i64 = 15;
/// Days until it is settled, from its arrival (the same).
const SETTLE_DAYS: i64 = 60;

/// By when the reporter is told whether it is taken up.
pub(super) const fn accept_by(received_at: Stamp) -> Stamp {
    received_at.plus(ACCEPT_DAYS * DAY)
}

/// By when the reporter is told what came out.
pub(super) const fn settle_by(received_at: Stamp) -> Stamp {
    received_at.plus(SETTLE_DAYS * DAY)
}
