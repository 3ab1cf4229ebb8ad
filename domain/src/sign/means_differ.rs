//! A logger's own hourly means that are others than those worked out from what it sent (自报均值与计算均值不符): it averages otherwise
//! than it says, has another clock, or sends one thing and reports another.
//!
//! How far two means of one hour may be apart is the means' own rule ([`crate::means::differs`]): rounding, sampling, the last digit near
//! nothing. A single hour is no sign; one that agrees ends a stretch.

use rust_decimal::Decimal;

use super::{
    Evidence, Figures, Found, SignKind,
    rules::MeansDifferRule,
    series::{Outlet, count, ends, step_of, stretches},
    share::apart,
};
use crate::time::Stamp;

/// The two means of an hour, of one kind: both converted, or both as measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The start of the hour.
    pub at: Stamp,
    /// The portal's.
    pub own: Decimal,
    /// The logger's.
    pub sent: Decimal,
    /// Whether they are further apart than the rule of means bears.
    pub differs: bool,
}

/// Stretches in which the means of a code differ hour by hour; `hours` oldest first. Hours whose mean a mark has taken away are
/// left out.
pub fn means_differ(outlet: &Outlet<'_>, code: &str, hours: &[Compared], rule: &MeansDifferRule) -> Vec<Found> {
    let Some(series) = outlet.series.get(code).filter(|series| series.is_limited(code)) else { return Vec::new() };
    let standing: Vec<&Compared> = hours.iter().filter(|hour| series.at(hour.at).is_some()).collect();
    // What one step of the last digit explains is rounding.
    let step = step_of(standing.iter().map(|hour| hour.sent));
    let differs =
        |hour: &Compared| hour.differs && hour.own.checked_sub(hour.sent).is_none_or(|apart| apart.abs() > step);
    let runs = standing.chunk_by(|one, other| differs(one) == differs(other)).filter(|run| differs(run[0]));
    let found = runs.flat_map(|run| {
        let far: Vec<(Stamp, Decimal)> = run.iter().map(|hour| (hour.at, percent(hour))).collect();
        let of = |stretch: &[(Stamp, Decimal)]| {
            let (from, to) = ends(stretch)?;
            let (at, off) = *stretch.iter().max_by_key(|(_, percent)| *percent)?;
            let worst = run.iter().find(|hour| hour.at == at)?;
            let figures = Figures::MeansDiffer {
                hours: count(stretch.len()),
                least_hours: rule.hours,
                at,
                own: worst.own,
                sent: worst.sent,
                off: off.round_dp(1),
            };
            let evidence = Evidence { figures, series: vec![code.to_owned()] };
            let goes_on = outlet.goes_on(to);
            Some(Found { kind: SignKind::MeansDiffer, pollutant: code.to_owned(), from, to, goes_on, evidence })
        };
        stretches(&far, rule.hours, |_, _| true).into_iter().filter_map(of).collect::<Vec<_>>()
    });
    found.collect()
}

/// How far the two are apart, in percent of the larger.
fn percent(hour: &Compared) -> Decimal {
    apart(hour.own.min(hour.sent), hour.own.max(hour.sent))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::super::testing::{Made, at, hour_of, rule};
    use super::*;

    /// COD that the logger reports at half of what its ten-minute means make, in some of 48 hours.
    fn found(halved: impl Fn(i64) -> bool, made: &Made) -> Vec<(i64, i64, u32)> {
        let hour = |hour: i64| {
            let (own, is_halved) = (dec!(40) + Decimal::from(hour % 5), halved(hour));
            Compared { at: at(hour), own, sent: if is_halved { own / dec!(2) } else { own }, differs: is_halved }
        };
        let hours: Vec<_> = (0..48).map(hour).collect();
        let found = means_differ(&made.outlet(), "w01018", &hours, &rule().means_differ);
        let hours = |one: &Found| one.evidence.figures.hours().unwrap();
        found.iter().map(|one| (hour_of(one.from), hour_of(one.to), hours(one))).collect()
    }

    fn water() -> Made {
        Made::water(48).with("w01018", |_| Some(dec!(40)))
    }

    #[test]
    fn hours_in_a_row_are_a_sign_and_single_ones_are_none() {
        assert_eq!(found(|_| false, &water()), []);
        assert_eq!(found(|hour| hour % 3 == 0, &water()), [], "now and then");
        assert_eq!(found(|hour| (10..13).contains(&hour), &water()), [(10, 13, 3)]);
        assert_eq!(found(|hour| (10..12).contains(&hour), &water()), [], "two");
        assert_eq!(
            found(|hour| hour >= 10 && hour != 20, &water()),
            [(10, 20, 10), (21, 48, 27)],
            "one that agrees ends it"
        );
    }

    #[test]
    fn hours_without_a_mean_that_stands_are_left_out() {
        let gap = Made::water(48).with("w01018", |hour| (!(12..18).contains(&hour)).then_some(dec!(40)));
        assert_eq!(found(|hour| (10..20).contains(&hour), &gap), [], "two before and two after a marked stretch");
        assert_eq!(found(|_| true, &Made::water(48)), [], "nothing is known of it");
    }

    #[test]
    fn the_hour_that_is_farthest_off_is_told() {
        let hours = [(0, dec!(40), dec!(20)), (1, dec!(40), dec!(10)), (2, dec!(0), dec!(5))];
        let hours = hours.map(|(hour, own, sent)| Compared { at: at(hour), own, sent, differs: true });
        let found = means_differ(&water().outlet(), "w01018", &hours, &rule().means_differ);
        let Figures::MeansDiffer { at: worst, own, sent, off, .. } = found[0].evidence.figures else {
            panic!("{found:?}")
        };
        assert_eq!((hour_of(worst), own, sent, off), (2, dec!(0), dec!(5), dec!(100)));
    }
}
