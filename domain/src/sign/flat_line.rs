//! A flat line (恒值): hourly means of a pollutant that hardly change while water or gas flows (after rule X18 of the dossier, which
//! speaks of laboratory reports, and archetype 9).
//!
//! What honest outlets send, and is no flat line: zeros and traces of what is not discharged; values of few digits, which rounding
//! alone makes flat; what is controlled (pH, temperature); whatever stands while nothing flows; an analyser that works in batches
//! and shows one sample for some hours.

use rust_decimal::Decimal;

use super::{
    Evidence, Figures, Found, SignKind,
    rules::FlatLineRule,
    series::{HourValue, Outlet, Series, bounds, count, ends, in_order, step_of, stretches},
    share::{apart, percent_of},
};
use crate::time::Stamp;

/// Flat lines among the hourly means. Where no flow is sent nothing is found: nobody can say that anything was discharged.
pub(super) fn flat_line(outlet: &Outlet<'_>, rule: &FlatLineRule) -> Vec<Found> {
    if outlet.flow().is_none() {
        return Vec::new();
    }
    let found = outlet.limited().flat_map(|(code, series)| {
        // Of gas both are looked at: the one as measured, and the one made of it.
        let measured = of_figures(outlet, (code, series), rule, HourValue::as_measured);
        if measured.is_empty() {
            of_figures(outlet, (code, series), rule, |hour| hour.converted.then_some(hour.value))
        } else {
            measured
        }
    });
    in_order(found.collect())
}

fn of_figures(
    outlet: &Outlet<'_>,
    (code, series): (&str, &Series),
    rule: &FlatLineRule,
    figure: impl Fn(&HourValue) -> Option<Decimal>,
) -> Vec<Found> {
    let flowing = series.hours.iter().filter(|hour| outlet.flows(hour.at) == Some(true));
    let hours: Vec<(Stamp, Decimal)> = flowing.filter_map(|hour| Some((hour.at, figure(hour)?))).collect();
    let least_figure = step_of(hours.iter().map(|(_, figure)| *figure)) * Decimal::from(rule.steps);
    let fits = |low, high| apart(low, high) <= rule.spread_percent && low >= least_figure;
    let found = stretches(&hours, rule.hours, fits).into_iter().filter_map(|stretch| {
        let ((low, high), (from, to)) = (bounds(stretch)?, ends(stretch)?);
        let (limit, _) = series.high(from)?;
        if low < percent_of(limit, rule.least_of_limit) {
            return None;
        }
        let others = outlet.others(code, from, to);
        let beside = others.iter().map(|span| span.code.clone());
        let figures = Figures::FlatLine {
            hours: count(stretch.len()),
            least_hours: rule.hours,
            low,
            high,
            spread: apart(low, high).round_dp(2),
            most_spread: rule.spread_percent,
            others: others.clone(),
        };
        let evidence = Evidence { figures, series: std::iter::once(code.to_owned()).chain(beside).collect() };
        let goes_on = outlet.goes_on(to);
        Some(Found { kind: SignKind::FlatLine, pollutant: code.to_owned(), from, to, goes_on, evidence })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::super::testing::{Made, hour_of, rule};
    use super::*;

    fn found(made: &Made) -> Vec<(i64, i64, bool)> {
        let found = flat_line(&made.outlet(), &rule().flat_line);
        found.iter().map(|one| (hour_of(one.from), hour_of(one.to), one.goes_on)).collect()
    }

    /// COD of 41.2 ± 0.1, nine days of which eight are looked at, while pH and flow move.
    #[test]
    fn archetype_nine() {
        let made = Made::water(192)
            .with("w01018", |hour| Some([dec!(41.2), dec!(41.1), dec!(41.3)][hour % 3]))
            .with("w01001", |hour| Some(dec!(7.1) + Decimal::from(hour % 5) * dec!(0.1)));
        let found = flat_line(&made.outlet(), &rule().flat_line);
        assert_eq!(found.len(), 1);
        let (from, to, goes_on) = (hour_of(found[0].from), hour_of(found[0].to), found[0].goes_on);
        assert_eq!((from, to, goes_on), (0, 192, true));
        let Figures::FlatLine { hours, low, high, spread, others, .. } = &found[0].evidence.figures else {
            panic!("{found:?}")
        };
        assert_eq!((*hours, *low, *high, *spread), (192, dec!(41.1), dec!(41.3), dec!(0.48)));
        let ph = others.iter().find(|span| span.code == "w01001").unwrap();
        assert_eq!((ph.low, ph.high), (dec!(7.1), dec!(7.5)));
        assert_eq!(found[0].evidence.series[0], "w01018");
    }

    #[test]
    fn what_honest_outlets_send_is_no_flat_line() {
        let cod = |figure: fn(usize) -> Option<Decimal>| Made::water(192).with("w01018", figure);
        for (what, made) in [
            ("it moves", cod(|hour| Some(dec!(41) + Decimal::from(hour % 7)))),
            ("nothing is discharged", cod(|_| Some(dec!(0)))),
            ("a trace", cod(|_| Some(dec!(1.5)))),
            ("few digits", cod(|hour| Some(if hour % 2 == 0 { dec!(9) } else { dec!(9.0) }))),
            ("nothing flows", cod(|_| Some(dec!(41.2))).flow(|_| Some(dec!(0)))),
            ("no flow is known", cod(|_| Some(dec!(41.2))).flow(|_| None)),
            ("a batch of four hours", cod(|hour| Some(dec!(41.2) + Decimal::from(hour / 4 % 5)))),
            (
                "a day less an hour",
                cod(|hour| Some(if hour < 23 { dec!(41.2) } else { dec!(50) + Decimal::from(hour % 9) })),
            ),
            ("controlled", Made::water(192).with("w01001", |_| Some(dec!(7.00)))),
            ("no limit", Made::water(192).with("w21011", |_| Some(dec!(0.400)))),
        ] {
            assert_eq!(found(&made), [], "{what}");
        }
    }

    #[test]
    fn a_line_ends_where_it_moves_and_goes_on_over_hours_of_which_nothing_is_known() {
        let flat =
            |hour: usize| if (50..80).contains(&hour) { dec!(41.2) } else { dec!(30) + Decimal::from(hour % 11) };
        assert_eq!(found(&Made::water(192).with("w01018", |hour| Some(flat(hour)))), [(50, 80, false)]);
        let gap = |from: usize, to: usize| {
            Made::water(192).with("w01018", move |hour| (!(from..to).contains(&hour)).then(|| flat(hour)))
        };
        assert_eq!(found(&gap(60, 64)), [(50, 80, false)], "four hours are bridged");
        assert_eq!(found(&gap(60, 66)), [], "six are not, and neither part is a day");
    }

    #[test]
    fn of_gas_the_measured_concentration_may_stand_while_the_converted_one_moves_and_the_other_way_round() {
        let oxygen = |hour: usize| dec!(5) + Decimal::from(hour % 6) * dec!(0.3);
        let measured = Made::gas(100).with("a19001", move |hour| Some(oxygen(hour))).converted("a21002", move |hour| {
            (dec!(80.25), (dec!(80.25) * dec!(17.5) / (dec!(21) - oxygen(hour))).round_dp(2))
        });
        assert_eq!(found(&measured), [(0, 100, true)]);
        let made = Made::gas(100).with("a19001", move |hour| Some(oxygen(hour))).converted("a21002", move |hour| {
            ((dec!(90.75) * (dec!(21) - oxygen(hour)) / dec!(17.5)).round_dp(2), dec!(90.75))
        });
        assert_eq!(found(&made), [(0, 100, true)]);
    }

    #[test]
    fn what_a_device_mark_covers_is_not_looked_at() {
        let made = Made::water(192).with("w01018", |_| Some(dec!(41.2)));
        let mark = Made::mark(crate::mark::MarkKind::InstrumentFault, 0, 192);
        let marks = [mark];
        let outlet = Outlet { marks: &marks, ..made.outlet() }.without_marked();
        assert_eq!(flat_line(&outlet, &rule().flat_line), []);
    }
}
