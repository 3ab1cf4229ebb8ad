//! What can be said about a series in one sentence.

use domain::time::Stamp;
use rust_decimal::Decimal;

use super::point::Point;

/// The figures of a sentence about a series. Only values that count enter the extremes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The lowest value that counts.
    pub min: Option<Decimal>,
    /// The highest value that counts.
    pub max: Option<Decimal>,
    /// The newest value that counts.
    pub last: Option<Decimal>,
    /// Stretches of means beyond the limit that names them. A value that does not count in between neither ends nor starts one.
    pub over: Vec<Span>,
    /// Stretches of values that do not count.
    pub invalid: Vec<Span>,
    /// Stretches of means that are no basis for saying anything, though they count: by marks, or by what the bureau found.
    pub no_basis: Vec<Span>,
}

/// A stretch of neighbouring points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The moment of its first point.
    pub from: Stamp,
    /// The moment at which what its last point stands for ends: of hourly means from 05:00 to 09:00 it is 10:00.
    pub to: Stamp,
    /// Whether it reaches the series' end, so that it may go on.
    pub open: bool,
}

/// What a sentence would say of points, each of which stands for so many milliseconds from its moment on.
pub(super) fn summarise(points: &[Point], lasts: i64) -> Summary {
    let counting = || points.iter().filter(|p| p.valid).filter_map(|p| p.value);
    Summary {
        min: counting().min(),
        max: counting().max(),
        last: counting().next_back(),
        over: spans(points.iter().filter(|p| p.valid).map(|p| (p.at, p.verdict.is_over())), lasts),
        invalid: spans(points.iter().map(|p| (p.at, !p.valid)), lasts),
        no_basis: spans(points.iter().map(|p| (p.at, p.valid && p.no_basis.is_some())), lasts),
    }
}

/// The stretches of neighbours that are marked.
fn spans(marked: impl Iterator<Item = (Stamp, bool)>, lasts: i64) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut running = false;
    for (at, is_marked) in marked {
        match (running, is_marked) {
            (false, true) => spans.push(Span { from: at, to: at.plus(lasts), open: true }),
            (true, true) => spans.iter_mut().next_back().into_iter().for_each(|span| span.to = at.plus(lasts)),
            (true, false) => spans.iter_mut().next_back().into_iter().for_each(|span| span.open = false),
            (false, false) => {}
        }
        running = is_marked;
    }
    spans
}

#[cfg(test)]
mod tests {
    use domain::{judgement::Verdict, limit::Standing, measurement::DataFlag, time::MINUTE};
    use rust_decimal::dec;

    use super::*;

    fn series(values: &[(Decimal, char)]) -> Vec<Point> {
        let limit = dec!(0.5);
        let point = |(minute, (value, flag)): (i64, &(Decimal, char))| {
            let flag = DataFlag::new(*flag).unwrap();
            let over = flag.is_valid() && *value > limit;
            let standing = if over { Standing::Above } else { Standing::Within };
            let verdict = Verdict::Judged(standing);
            Point {
                at: Stamp(minute * MINUTE),
                value: Some(*value),
                flag,
                valid: flag.is_valid(),
                verdict,
                no_basis: None,
            }
        };
        (0..).zip(values).map(point).collect()
    }

    #[test]
    fn a_calibration_counts_for_nothing_and_does_not_break_an_exceedance() {
        let points = series(&[
            (dec!(0.21), 'N'),
            (dec!(0.55), 'N'),
            (dec!(9.99), 'C'),
            (dec!(0.62), 'N'),
            (dec!(0.40), 'N'),
            (dec!(0.70), 'N'),
        ]);
        let summary = summarise(&points, 0);
        assert_eq!((summary.min, summary.max, summary.last), (Some(dec!(0.21)), Some(dec!(0.70)), Some(dec!(0.70))));
        let span = |from: i64, to: i64, open| Span { from: Stamp(from * MINUTE), to: Stamp(to * MINUTE), open };
        assert_eq!(summary.over, [span(1, 3, false), span(5, 5, true)]);
        assert_eq!(summary.invalid, [span(2, 2, false)]);
    }

    #[test]
    fn of_nothing_nothing_is_said() {
        assert_eq!(summarise(&[], 0), Summary::default());
    }

    /// The hours of 05:00 to 09:00 are over at 10:00, and that is when the last of them ends.
    #[test]
    fn a_stretch_of_means_ends_where_its_last_period_does() {
        let points =
            series(&[(dec!(0.4), 'N'), (dec!(0.6), 'N'), (dec!(0.6), 'N'), (dec!(0.4), 'C'), (dec!(0.4), 'N')]);
        let summary = summarise(&points, MINUTE);
        let ends =
            |spans: &[Span]| spans.iter().map(|span| (span.from.0 / MINUTE, span.to.0 / MINUTE)).collect::<Vec<_>>();
        assert_eq!((ends(&summary.over), ends(&summary.invalid)), (vec![(1, 3)], vec![(3, 4)]));
    }
}
