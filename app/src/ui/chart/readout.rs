//! The values of a drawing in a short text, for the island that reads them out under a finger.

use std::fmt::Write as _;

use super::Series;

/// Milliseconds in a minute.
const MINUTE: i64 = 60_000;

impl Series {
    /// `MINUTES;VALUE|…`: how many minutes of the clock from that of the left edge, and the value, after a `~` where it
    /// does not count. Points without a value are left out.
    pub fn readout(&self) -> String {
        let mut text = String::with_capacity(self.points.len() * 10);
        for point in &self.points {
            let Some(value) = point.value else { continue };
            let gap = if text.is_empty() { "" } else { "|" };
            let mark = if point.valid { "" } else { "~" };
            let _ = write!(text, "{gap}{};{mark}{value}", point.at.div_euclid(MINUTE) - self.from.div_euclid(MINUTE));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::Point;
    use super::*;

    #[test]
    fn values_are_told_with_their_minutes_and_marks() {
        let point = |minute: i64, value: Option<f64>, valid| Point { at: minute * MINUTE, value, valid, over: false };
        let points = vec![point(10, Some(0.21), true), point(20, None, false), point(30, Some(7.0), false)];
        let (from, to) = (10 * MINUTE, 100 * MINUTE);
        let series = Series { points, from, to, step: 10, low: None, high: None, floating: false, deciding: false };
        assert_eq!(series.readout(), "0;0.21|20;~7");
        // A drawing rarely begins on a full minute: an hour's mean is told at the hour all the same.
        let series = Series { from: from + 42_000, to: to + 42_000, ..series };
        assert_eq!(series.readout(), "0;0.21|20;~7");
    }
}
