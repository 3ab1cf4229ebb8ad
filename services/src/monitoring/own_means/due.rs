//! Which periods have to be worked out.

use std::collections::HashMap;

use domain::{
    measurement::Interval,
    time::{HOUR, Stamp},
};
use entities::mean_due;

/// The hours of which a commit brings values, each with the newest frame that does.
#[derive(Debug, Default)]
pub struct Due(HashMap<(i64, Stamp), i64>);

impl Due {
    /// Takes note of a value. Means of an hour or a day are the logger's own, of which nothing is made here.
    pub fn note(&mut self, outlet_id: i64, interval: Interval, at: Stamp, frame_id: i64) {
        if matches!(interval, Interval::Realtime | Interval::Minute) {
            let newest = self.0.entry((outlet_id, at.floor(HOUR))).or_insert(frame_id);
            *newest = frame_id.max(*newest);
        }
    }

    /// The rows, in the order of their key: two that write them at once never wait for one another crosswise.
    pub fn rows(self) -> Vec<mean_due::Model> {
        let row = |((outlet_id, at), touched)| mean_due::Model { outlet_id, interval: Interval::Hour, at, touched };
        let mut rows: Vec<_> = self.0.into_iter().map(row).collect();
        rows.sort_unstable_by_key(|row| (row.outlet_id, row.at));
        rows
    }
}

#[cfg(test)]
mod tests {
    use domain::time::MINUTE;

    use super::*;

    #[test]
    fn an_hour_is_due_once_by_its_newest_frame() {
        let mut due = Due::default();
        let at = |minute: i64| Stamp(minute * MINUTE);
        for (outlet, interval, minute, frame) in [
            (2, Interval::Minute, 10, 5),
            (1, Interval::Realtime, 59, 6),
            (2, Interval::Realtime, 20, 9),
            (2, Interval::Minute, 0, 7),
            (2, Interval::Minute, 60, 8),
            (3, Interval::Hour, 0, 10),
            (3, Interval::Day, 0, 11),
        ] {
            due.note(outlet, interval, at(minute), frame);
        }
        let rows: Vec<_> = due.rows().into_iter().map(|row| (row.outlet_id, row.at, row.touched)).collect();
        assert_eq!(rows, [(1, at(0), 6), (2, at(0), 9), (2, at(60), 8)]);
    }
}
