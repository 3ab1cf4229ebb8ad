//! By when a tip-off moves on.

use domain::{
    calendar::Calendar,
    time::Stamp,
    tip::{Times, TipStatus, due},
};

/// The last moment for what is due next; nothing once it is declined or answered.
pub(super) fn due_at(status: TipStatus, received_at: Stamp, accepted_at: Option<Stamp>) -> Option<Stamp> {
    let times = Times { received_at, accepted_at, is_extended: false };
    // Its day is then the last day, and not the first one on which it is overdue.
    due(status, &times, &Calendar::built_in()).map(|due| due.at().minus(1))
}
