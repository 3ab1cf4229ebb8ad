//! A part above its whole, where the means of both stand on one page.

use domain::lang::Lang;
use domain::pollutant::parts_above;
use services::public::{Decided, Pollutant, Reading};

use crate::pages::parts::pollutant_name;
use crate::texts::terms as texts;

/// A remark for each part whose mean is above that of its whole in the same period.
pub fn above(lang: Lang, readings: &[Reading]) -> Vec<String> {
    let mean = |code: &str| -> Option<Decided> {
        let reading = readings.iter().find(|reading| &*reading.pollutant.code == code)?;
        reading.judged.iter().find_map(|judged| judged.mean.filter(|mean| mean.flag.is_valid()))
    };
    let period = |code: &str| mean(code).map(|mean| (mean.interval, mean.at));
    let name = |code: &str| pollutant_name(lang, &Pollutant::of(code));
    let found = parts_above(|code| mean(code)?.value).into_iter();
    let of_one_period = found.filter(|(part, whole)| period(part) == period(whole));
    of_one_period.map(|(part, whole)| texts::part_above(lang, name(part), name(whole))).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::judgement::{Unjudged, Verdict};
    use domain::limit::{Averaging, Limit};
    use domain::measurement::{DataFlag, Interval};
    use domain::time::Stamp;
    use services::monitoring::registry::KnownLimit;
    use services::public::Judged;

    use super::*;

    fn reading(code: &str, value: i64, at: i64) -> Reading {
        let pollutant = Pollutant::of(code);
        let mean =
            Decided { interval: Interval::Day, at: Stamp(at), value: Some(value.into()), flag: DataFlag::NORMAL };
        let valid_from = "2020-01-01".parse().unwrap();
        let limit = Limit { low: None, high: None, averaging: Averaging::Day, valid_from, valid_to: None };
        let limit = Arc::new(KnownLimit { limit, unit: "mg/L".into(), at_reference_oxygen: false });
        let verdict = Verdict::Unjudged(Unjudged::NoLimit);
        let judged = vec![Judged { pollutant: pollutant.clone(), limit, verdict, mean: Some(mean) }];
        Reading { pollutant, limits: vec![], newest: None, judged }
    }

    #[test]
    fn only_means_of_one_period_are_compared() {
        let said = |part: (i64, i64), whole: (i64, i64)| {
            above(Lang::Zh, &[reading("w20117", part.0, part.1), reading("w20116", whole.0, whole.1)]).len()
        };
        assert_eq!(said((2, 0), (1, 0)), 1);
        assert_eq!(said((2, 0), (1, 86_400_000)), 0);
        assert_eq!(said((1, 0), (1, 0)), 0);
    }
}
