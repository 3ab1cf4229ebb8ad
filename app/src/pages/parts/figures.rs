//! Figures beside their limits.

use domain::lang::Lang;
use domain::limit::{Averaging, Limit};
use domain::measurement::Interval;
use domain::message::percent;
use domain::money::Fen;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    number::{grouped, grouped_decimal},
    texts::terms as texts,
};

/// A decimal as a plain number, for drawing only.
pub fn number(value: Decimal) -> Option<f64> {
    value.to_f64()
}

/// Digits after the point of a figure for reading.
const SHOWN: u32 = 3;

/// A figure for reading, with thousands apart.
pub fn quantity(value: Decimal) -> String {
    grouped_decimal(&value.round_dp(SHOWN).normalize().to_string())
}

/// Digits of a mean that mean anything.
const DIGITS: u32 = 4;

/// A mean for reading.
pub fn significant(value: Decimal) -> String {
    let rounded = value.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value);
    rounded.normalize().to_string()
}

/// The same beside a limit: what stands above it is not rounded down to it.
pub fn significant_beside(value: Decimal, limit: &Limit) -> String {
    let rounded = value.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value);
    let told = if limit.judge(rounded) == limit.judge(value) { rounded } else { value };
    told.normalize().to_string()
}

/// A figure with its unit, where it has one.
pub fn with_unit(figure: String, unit: &str) -> String {
    if unit.is_empty() { figure } else { format!("{figure} {unit}") }
}

/// A share of one in percent: `12.5%`.
pub fn share(share: Decimal) -> String {
    format!("{}%", percent(share))
}

/// A fine as a figure: in ten thousand yuan (万元) in Chinese, as penalties are published; in yuan in English.
pub fn fine_figure(lang: Lang, fine: Fen) -> String {
    match lang {
        Lang::Zh => fine.in_wan().to_string(),
        Lang::En => grouped(u64::try_from(fine.0 / 100).unwrap_or_default()),
    }
}

/// The allowed values without a word before them: `0.5`, `6 至 9`.
pub fn range(lang: Lang, limit: &Limit) -> String {
    match (limit.low, limit.high) {
        (Some(low), Some(high)) => texts::range(lang, low.normalize(), high.normalize()),
        (None, Some(high)) => high.normalize().to_string(),
        (Some(low), None) => texts::at_least(lang, low.normalize()),
        (None, None) => texts::limit_none(lang).to_owned(),
    }
}

/// The limit with the mean on which it is judged: `日均限值 80`.
pub fn averaging_limit(lang: Lang, limit: &Limit) -> String {
    let value = range(lang, limit);
    match limit.averaging {
        Averaging::Instant => texts::limit(lang, value),
        Averaging::FiveMinutes => texts::limit_five_minutes(lang, value),
        Averaging::Hour => texts::limit_hour(lang, value),
        Averaging::Day => texts::limit_day(lang, value),
    }
}

/// The period that a value stands for.
pub fn interval_word(lang: Lang, interval: Interval) -> &'static str {
    match interval {
        Interval::Realtime => texts::realtime(lang),
        Interval::Minute => texts::minute(lang),
        Interval::FiveMinutes => texts::five_minutes(lang),
        Interval::Hour => texts::hour(lang),
        Interval::Day => texts::day(lang),
    }
}
