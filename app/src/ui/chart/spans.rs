//! The series in pieces: runs of values that count, spans that do not, spans without any.

use super::{Point, Series};

/// A stretch of time, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its beginning.
    pub from: i64,
    /// Its end.
    pub to: i64,
}

impl Series {
    /// Longest distance between two values that still belong together.
    fn reach(&self) -> i64 {
        self.step * 5 / 2
    }

    /// Runs of values that count, each drawn as one line.
    pub(super) fn runs(&self) -> Vec<Vec<(i64, f64)>> {
        let mut runs: Vec<Vec<(i64, f64)>> = Vec::new();
        let mut last: Option<i64> = None;
        for point in &self.points {
            let Some(value) = point.value.filter(|_| point.valid) else {
                last = None;
                continue;
            };
            match (last, runs.last_mut()) {
                (Some(before), Some(run)) if point.at - before <= self.reach() => run.push((point.at, value)),
                _ => runs.push(vec![(point.at, value)]),
            }
            last = Some(point.at);
        }
        runs
    }

    /// Where values came that do not count.
    pub fn invalid(&self) -> Vec<Span> {
        let spans = self.points.iter().filter(|point| !point.valid && point.value.is_some());
        self.joined(spans.map(|point| Span { from: point.at, to: point.at + self.step }))
    }

    /// Where no value came at all.
    pub fn missing(&self) -> Vec<Span> {
        let known: Vec<i64> = self.points.iter().filter(|point| point.value.is_some()).map(|point| point.at).collect();
        let starts = std::iter::once(self.from).chain(known.iter().map(|at| at + self.step));
        let ends = known.iter().copied().chain([self.to]);
        let gap = |(from, to): (i64, i64)| (to - from > self.reach() - self.step).then_some(Span { from, to });
        starts.zip(ends).filter_map(gap).collect()
    }

    /// Values beyond a limit.
    pub(super) fn over(&self) -> impl Iterator<Item = (i64, f64)> {
        let counted = |point: &&Point| point.valid && point.over;
        self.points.iter().filter(counted).filter_map(|point| Some((point.at, point.value?)))
    }

    fn joined(&self, spans: impl Iterator<Item = Span>) -> Vec<Span> {
        let mut joined: Vec<Span> = Vec::new();
        for span in spans {
            match joined.last_mut() {
                Some(before) if span.from - before.to <= self.reach() => before.to = span.to,
                _ => joined.push(span),
            }
        }
        for span in &mut joined {
            span.to = span.to.min(self.to);
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten minutes a value, from 0 to 100; `values` at their moments.
    fn series(values: &[(i64, bool)]) -> Series {
        let point = |&(at, valid): &(i64, bool)| Point { at, value: Some(1.0), valid, over: false };
        Series {
            points: values.iter().map(point).collect(),
            from: 0,
            to: 100,
            step: 10,
            low: None,
            high: None,
            floating: false,
            deciding: true,
        }
    }

    #[test]
    fn a_gap_breaks_the_line_and_is_a_missing_span() {
        let series = series(&[(0, true), (10, true), (20, true), (60, true), (70, true), (80, true), (90, true)]);
        let lengths: Vec<usize> = series.runs().iter().map(Vec::len).collect();
        assert_eq!(lengths, [3, 4]);
        assert_eq!(series.missing(), [Span { from: 30, to: 60 }]);
    }

    #[test]
    fn one_lost_value_is_no_gap() {
        let series = series(&[(0, true), (20, true), (40, true), (60, true), (80, true), (95, true)]);
        assert_eq!(series.runs().len(), 1);
        assert_eq!(series.missing(), []);
    }

    #[test]
    fn values_that_do_not_count_are_a_span_and_not_a_line() {
        let series = series(&[(0, true), (10, false), (20, false), (30, true), (90, false)]);
        assert_eq!(series.runs().len(), 2);
        assert_eq!(series.invalid(), [Span { from: 10, to: 30 }, Span { from: 90, to: 100 }]);
    }

    #[test]
    fn silence_is_missing_from_edge_to_edge() {
        assert_eq!(series(&[]).missing(), [Span { from: 0, to: 100 }]);
        assert_eq!(series(&[]).runs().len(), 0);
    }
}
