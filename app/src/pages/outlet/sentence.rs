//! One sentence that says what the chart shows.

use domain::lang::Lang;
use domain::limit::Averaging;
use domain::time::Stamp;
use rust_decimal::Decimal;
use services::public::outlet::{DaySeries, Span};

use super::series::drawn;
use crate::pages::parts::{averaging_limit, count, interval_word, pollutant_name, range};
use crate::texts::outlet as texts;
use crate::ui::chart::Span as Gap;
use crate::ui::when;

/// The sentence, and a second one where the limit applies to another mean than the one drawn.
pub fn about(lang: Lang, day: &DaySeries) -> String {
    let missing = drawn(day).missing();
    let parts = [
        Some(extent(lang, day)),
        no_basis(lang, day, &day.summary.no_basis),
        over(lang, day),
        invalid(lang, day, &day.summary.invalid),
        gaps(lang, day, &missing),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let said = format!("{}{}", parts.join(lang.pick("；", "; ")), lang.pick("。", "."));
    match note(lang, day) {
        // English separates sentences by a space, Chinese does not.
        Some(note) => format!("{said}{}{note}", lang.pick("", " ")),
        None => said,
    }
}

/// A time of day, and that it is yesterday's.
fn clock(lang: Lang, now: Stamp, at: Stamp) -> String {
    let time = when::hour_minute(at);
    if at.day() == now.day() { time } else { texts::yesterday(lang, time) }
}

fn extent(lang: Lang, day: &DaySeries) -> String {
    let name = match lang {
        Lang::Zh => pollutant_name(lang, &day.pollutant),
        Lang::En => day.pollutant.name.en.clone(),
    };
    let (Some(min), Some(max)) = (day.summary.min, day.summary.max) else { return texts::none_counted(lang, name) };
    let unit = &day.pollutant.unit;
    let unit = if lang == Lang::Zh && !unit.is_empty() { format!("{unit} ") } else { unit.clone() };
    let digits = |value: Decimal| value.normalize();
    let said = texts::between(lang, name, interval_word(lang, day.interval), digits(min), digits(max), unit);
    said.trim_end().to_owned()
}

fn over(lang: Lang, day: &DaySeries) -> Option<String> {
    // Only means that the limit names are held against it.
    let limit = &day.limit.as_ref().filter(|_| day.deciding)?.limit;
    let ranged = limit.low.is_some();
    let value = range(lang, limit);
    let (spans, rest) = (&day.summary.over, !day.summary.no_basis.is_empty());
    Some(match (spans.as_slice(), ranged) {
        ([], _) if day.summary.max.is_none() => return None,
        ([], false) if rest => texts::rest_never_over(lang, value),
        ([], true) if rest => texts::rest_never_outside(lang, value),
        ([], false) => texts::never_over(lang, value),
        ([], true) => texts::never_outside(lang, value),
        ([Span { from, open: true, .. }], false) => texts::over_since(lang, clock(lang, day.to, *from), value),
        ([Span { from, open: true, .. }], true) => texts::outside_since(lang, clock(lang, day.to, *from), value),
        ([one], false) => texts::over_once(lang, clock(lang, day.to, one.from), clock(lang, day.to, one.to), value),
        ([one], true) => texts::outside_once(lang, clock(lang, day.to, one.from), clock(lang, day.to, one.to), value),
        ([.., Span { from, open: true, .. }], ranged) => {
            let say = if ranged { texts::outside_times_since } else { texts::over_times_since };
            say(lang, count(spans.len()), value, clock(lang, day.to, *from))
        }
        ([.., last], ranged) => {
            let say = if ranged { texts::outside_times } else { texts::over_times };
            say(lang, count(spans.len()), value, clock(lang, day.to, last.from), clock(lang, day.to, last.to))
        }
    })
}

fn no_basis(lang: Lang, day: &DaySeries, spans: &[Span]) -> Option<String> {
    // What is held against no limit, such as a flow, would be no basis of anything in any case.
    day.limit.as_ref().filter(|_| day.deciding)?;
    Some(match spans {
        [] => return None,
        [one] => texts::no_basis_once(lang, clock(lang, day.to, one.from), clock(lang, day.to, one.to)),
        many => texts::no_basis_times(lang, count(many.len())),
    })
}

fn invalid(lang: Lang, day: &DaySeries, spans: &[Span]) -> Option<String> {
    Some(match spans {
        [] => return None,
        [one] => texts::invalid_once(lang, clock(lang, day.to, one.from), clock(lang, day.to, one.to)),
        many => texts::invalid_times(lang, count(many.len())),
    })
}

fn gaps(lang: Lang, day: &DaySeries, gaps: &[Gap]) -> Option<String> {
    let longest = gaps.iter().max_by_key(|gap| gap.to - gap.from)?;
    let (from, to) = (clock(lang, day.to, Stamp(longest.from)), clock(lang, day.to, Stamp(longest.to)));
    let span = when::lasting(lang, longest.to - longest.from);
    // What is missing is what is drawn; a value of another kind may have come.
    let interval = interval_word(lang, day.interval);
    Some(match gaps.len() {
        1 => texts::missing_once(lang, from, to, interval, span),
        many => texts::missing_times(lang, count(many), interval, from, to, span),
    })
}

/// A value for another period than the limit's is an observation, not a judgement.
fn note(lang: Lang, day: &DaySeries) -> Option<String> {
    if day.deciding && !day.summary.over.is_empty() {
        return Some(texts::over_note(lang).to_owned());
    }
    let limit = &day.limit.as_ref().filter(|_| !day.deciding)?.limit;
    let averaging = match limit.averaging {
        Averaging::Day => texts::averaging_day(lang),
        Averaging::Hour => texts::averaging_hour(lang),
        Averaging::FiveMinutes => texts::averaging_five_minutes(lang),
        Averaging::Instant => texts::averaging_instant(lang),
    };
    Some(texts::mean_note(lang, averaging_limit(lang, limit), averaging, interval_word(lang, day.interval)))
}
