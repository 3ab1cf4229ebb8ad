//! Which periods have to be held against the limits, because something new is known of them.

use std::collections::HashMap;

use domain::{
    measurement::Interval,
    time::{DAY, HOUR, Stamp},
};
use entities::exceedance_due;
use sea_orm::ConnectionTrait;

use crate::{Result, store::bulk};

/// The periods of which something new is known, each with the newest frame that brought it.
#[derive(Debug, Default)]
pub struct ToJudge(HashMap<(i64, Interval, Stamp), i64>);

impl ToJudge {
    /// Takes note of a mean of an hour or day, or of an instant or five minutes that have a limit of their own.
    pub fn note(&mut self, (outlet_id, interval, at): (i64, Interval, Stamp), has_own_limit: bool, frame_id: i64) {
        let at = match interval {
            Interval::Hour | Interval::Day => at,
            Interval::Realtime if has_own_limit => at.floor(HOUR),
            Interval::FiveMinutes if has_own_limit => at.floor(DAY),
            Interval::Realtime | Interval::FiveMinutes | Interval::Minute => return,
        };
        let newest = self.0.entry((outlet_id, interval, at)).or_insert(frame_id);
        *newest = frame_id.max(*newest);
    }

    /// The rows, in the order of their key: two that write them at once never wait for one another crosswise.
    pub fn rows(self) -> Vec<exceedance_due::Model> {
        let row = |((outlet_id, interval, at), touched)| exceedance_due::Model { outlet_id, interval, at, touched };
        let mut rows: Vec<_> = self.0.into_iter().map(row).collect();
        rows.sort_unstable_by_key(|row| (row.outlet_id, row.interval, row.at));
        rows
    }
}

/// Makes the means due that begin within a stretch, as far as they have begun: a mark came into force, or ceased to be.
/// `touched` is larger than any frame that came before, so that what comes later makes them due again.
pub(crate) async fn judge_again(
    tx: &impl ConnectionTrait,
    outlet_id: i64,
    (from, to): (Stamp, Stamp),
    touched: i64,
) -> Result<()> {
    let mut due = ToJudge::default();
    for (interval, length) in
        [(Interval::Hour, HOUR), (Interval::Day, DAY), (Interval::Realtime, HOUR), (Interval::FiveMinutes, DAY)]
    {
        let mut at = from.floor(length);
        while at < to {
            due.note((outlet_id, interval, at), true, touched);
            at = at.plus(length);
        }
    }
    bulk::exceedances_due(tx, due.rows()).await
}

#[cfg(test)]
mod tests {
    use domain::time::MINUTE;

    use super::*;

    #[test]
    fn means_are_due_and_instants_only_where_they_have_a_limit() {
        let mut due = ToJudge::default();
        let at = |minute: i64| Stamp(minute * MINUTE);
        for (interval, minute, limited, frame) in [
            (Interval::Hour, 60, false, 7),
            (Interval::Hour, 60, false, 5),
            (Interval::Day, 0, false, 8),
            (Interval::Minute, 10, true, 9),
            (Interval::Realtime, 61, false, 10),
            (Interval::Realtime, 62, true, 11),
            (Interval::Realtime, 63, true, 12),
        ] {
            due.note((1, interval, at(minute)), limited, frame);
        }
        let rows: Vec<_> = due.rows().into_iter().map(|row| (row.interval, row.at, row.touched)).collect();
        let want = [(Interval::Realtime, at(60), 12), (Interval::Hour, at(60), 7), (Interval::Day, at(0), 8)];
        assert_eq!(rows, want);
    }
}
