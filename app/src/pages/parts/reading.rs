//! Readings as the pieces and islands show them.

use domain::judgement::Verdict;
use domain::lang::Lang;
use domain::limit::Averaging;
use domain::measurement::DataFlag;
use domain::pollutant;
use services::public::{Judged, PublishedLimit, Reading};

use super::judgement::mean_line;
use super::{averaging_limit, number, pollutant_name};
use crate::texts::{live, marks, terms as texts};
use crate::ui::figure::{Figure, Words};

/// The limits of a reading in words: `小时限值 300，日均限值 250`; where there are none, why.
fn limits(lang: Lang, code: &str, limits: &[PublishedLimit]) -> String {
    let words: Vec<_> = limits.iter().map(|published| averaging_limit(lang, &published.limit)).collect();
    if !words.is_empty() {
        return words.join(lang.pick("，", ", "));
    }
    match code {
        pollutant::FURNACE => texts::limit_furnace(lang),
        code if pollutant::is_auxiliary(code) => texts::limit_auxiliary(lang),
        _ => texts::limit_none(lang),
    }
    .to_owned()
}

/// A reading as the pieces and islands show it: the real-time value, and what may be said of the means.
pub fn figure(lang: Lang, reading: &Reading) -> Figure {
    let drawn = drawn(&reading.judged);
    let limit = drawn.map(|judged| &judged.limit.limit);
    let newest = reading.newest.as_ref();
    Figure {
        code: reading.pollutant.code.to_string(),
        name: pollutant_name(lang, &reading.pollutant),
        text: newest.and_then(|newest| newest.value).map(|value| value.normalize().to_string()),
        unit: match newest {
            Some(newest) if newest.converted => texts::converted(lang, &reading.pollutant.unit),
            _ => reading.pollutant.unit.clone(),
        },
        limit: limits(lang, &reading.pollutant.code, &reading.limits),
        mean: drawn.and_then(|judged| judged.mean?.value).and_then(number),
        bar: limit.map(|limit| bar(lang, limit.averaging).to_owned()).unwrap_or_default(),
        low: limit.and_then(|limit| limit.low).and_then(number),
        high: limit.and_then(|limit| limit.high).and_then(number),
        valid: newest.is_some_and(|newest| newest.valid),
        flag: newest.map(|newest| newest.flag.to_string()).unwrap_or_default(),
        at: newest.map(|newest| newest.at.rfc3339()).unwrap_or_default(),
        means: reading.judged.iter().map(|judged| mean_line(lang, judged)).collect(),
    }
}

/// Of several judged means the one that comes nearest to its limit, or goes farthest beyond it: the milder one would hide it.
fn drawn(judged: &[Judged]) -> Option<&Judged> {
    let share = |judged: &&Judged| {
        let (value, high) = (judged.mean.as_ref()?.value?, judged.limit.limit.high?);
        value.checked_div(high)
    };
    judged.iter().filter(|judged| matches!(judged.verdict, Verdict::Judged(_))).max_by_key(share)
}

/// What the bar shows.
fn bar(lang: Lang, averaging: Averaging) -> &'static str {
    match averaging {
        Averaging::Instant => texts::bar_instant(lang),
        Averaging::FiveMinutes => texts::bar_five_minutes(lang),
        Averaging::Hour => texts::bar_hour(lang),
        Averaging::Day => texts::bar_day(lang),
    }
}

/// The words around figures.
pub fn reading_words(lang: Lang) -> Words {
    let flag = |letter: &str, meaning: &str| (letter.to_owned(), marks::not_judged(lang, meaning));
    Words {
        nothing: marks::nothing(lang).to_owned(),
        doubt: marks::doubt(lang).to_owned(),
        moment: live::moment(lang, "{year}", "{month}", "{day}", "{clock}"),
        flags: vec![
            flag("F", marks::f(lang)),
            flag("M", marks::m(lang)),
            flag("S", marks::s(lang)),
            flag("D", marks::d(lang)),
            flag("C", marks::c(lang)),
            ("T".to_owned(), marks::above_range(lang).to_owned()),
            flag("B", marks::b(lang)),
            flag(&DataFlag::POWER_FAILURE.to_string(), marks::power(lang)),
            flag(&DataFlag::UNFINISHED.to_string(), marks::unfinished(lang)),
            flag(&DataFlag::OTHER_KIND.to_string(), marks::other_kind(lang)),
            flag(&DataFlag::SOURCE_STOPPED.to_string(), marks::source_stopped(lang)),
            flag(&DataFlag::IMPLAUSIBLE.to_string(), marks::implausible(lang)),
            flag(&DataFlag::UNMARKED.to_string(), marks::unmarked(lang)),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_limit_says_why() {
        assert_eq!(limits(Lang::Zh, "a00000", &[]), "辅助参数，不设限值");
        assert_eq!(limits(Lang::Zh, "a19001", &[]), "辅助参数，不设限值");
        assert_eq!(limits(Lang::Zh, "w01018", &[]), "未登记限值");
        let furnace = limits(Lang::Zh, "a01901", &[]);
        assert!(furnace.contains("五分钟均值") && furnace.contains("850 ℃"), "{furnace}");
    }
}
