//! A flat top under the limit (贴限平顶, rule X21): many hourly means close below the limit, and none above.

use rust_decimal::Decimal;

use super::{
    Evidence, Figures, Found, SignKind,
    rules::FlatTopRule,
    series::{HourValue, Outlet, count, in_order},
    share::percent_of,
};
use crate::time::{DAY, HOUR};

/// Pollutants whose means of the last days stay under the limit as if it were a lid. Of hours in which nothing flows nothing is said.
pub(super) fn flat_top(outlet: &Outlet<'_>, rule: &FlatTopRule) -> Vec<Found> {
    let from = outlet.to.minus(i64::from(rule.days) * DAY).max(outlet.from);
    let found = outlet.limited().filter_map(|(code, series)| {
        // A limit at reference oxygen is compared with converted concentrations only.
        let held = |hour: &HourValue| series.high(hour.at).filter(|(_, at)| at.is_none() || hour.converted);
        let hours = series.hours.iter().filter(|hour| from <= hour.at && outlet.flows(hour.at) != Some(false));
        let hours: Vec<(&HourValue, Decimal)> = hours.filter_map(|hour| Some((hour, held(hour)?.0))).collect();
        let ((first, _), (last, limit)) = (hours.first()?, hours.last()?);
        let near = hours.iter().filter(|(hour, high)| hour.value >= percent_of(*high, rule.from_percent)).count();
        let is_above = hours.iter().any(|(hour, high)| hour.value > *high);
        let share = Decimal::from(near) * Decimal::ONE_HUNDRED / Decimal::from(hours.len());
        if is_above || count(hours.len()) < rule.least_hours || share <= rule.share {
            return None;
        }
        let figures = Figures::FlatTop {
            hours: count(hours.len()),
            near: count(near),
            limit: *limit,
            from_percent: rule.from_percent,
            share: rule.share,
            high: hours.iter().map(|(hour, _)| hour.value).max()?,
        };
        let to = last.at.plus(HOUR);
        Some(Found {
            kind: SignKind::FlatTop,
            pollutant: code.to_owned(),
            from: first.at,
            to,
            goes_on: outlet.goes_on(to),
            evidence: Evidence { figures, series: vec![code.to_owned()] },
        })
    });
    in_order(found.collect())
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::super::testing::{Made, rule};
    use super::*;

    /// Means by the hour, from a limit of 80.
    fn told(figure: impl Fn(usize) -> Option<Decimal>) -> Option<(u32, u32)> {
        let found = flat_top(&Made::water(192).with("w01018", figure).outlet(), &rule().flat_top);
        match found.first().map(|one| &one.evidence.figures) {
            Some(Figures::FlatTop { hours, near, .. }) => Some((*hours, *near)),
            _ => None,
        }
    }

    #[test]
    fn a_lid_is_told_from_a_treatment_that_works() {
        let usual = |hour: usize| dec!(40) + Decimal::from(hour % 13);
        let near =
            |every: usize| move |hour: usize| Some(if hour.is_multiple_of(every) { dec!(79) } else { usual(hour) });
        assert_eq!(told(near(4)), Some((168, 42)), "a quarter of a week");
        assert_eq!(told(near(5)), Some((168, 34)), "one in five, and one more hour");
        assert_eq!(told(near(6)), None);
        // One mean above: it is no lid.
        assert_eq!(told(|hour| if hour == 100 { Some(dec!(80.1)) } else { near(3)(hour) }), None);
        assert_eq!(told(|hour| if hour == 100 { Some(dec!(80)) } else { near(3)(hour) }).map(|told| told.0), Some(168));
        // What lies before the week is not looked at.
        assert_eq!(told(|hour| Some(if hour < 24 { dec!(79) } else { usual(hour) })), None);
        // Three days of a week say nothing of the week.
        assert_eq!(told(|hour| if hour > 120 { near(2)(hour) } else { None }), None);
    }

    #[test]
    fn gas_is_held_against_its_limit_where_it_is_converted() {
        // Measured 79 of 150 is far below; converted 148 is close.
        let close = Made::gas(192).converted("a21002", |_| (dec!(79), dec!(148)));
        assert_eq!(flat_top(&close.outlet(), &rule().flat_top).len(), 1);
        let raw = Made::gas(192).with("a21002", |_| Some(dec!(148)));
        assert_eq!(flat_top(&raw.outlet(), &rule().flat_top), []);
    }
}
