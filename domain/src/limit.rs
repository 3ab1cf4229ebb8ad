//! Discharge limits (排放限值): data with validity dates, never constants.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::time::Day;

text_enum! {
    /// The mean over which a limit is judged (domain dossier 2.9): water by the day, gas by the hour, waste
    /// incinerators by the day.
    pub enum Averaging {
        /// Each value.
        Instant = "instant",
        /// The mean of five minutes, of the temperature of a waste incinerator's furnace: so many of them a day may miss it before
        /// anything is said ([`crate::exceedance::FurnaceRule`]).
        FiveMinutes = "five-minutes",
        /// The hourly mean.
        Hour = "hour",
        /// The daily mean.
        Day = "day",
    }
}

/// The units in which standards set limits, but for what has none (pH): concentrations, colour by dilution (倍) or in
/// degrees (度), germs, radioactivity, temperature, shares, blackness of smoke (级), and rates (kg/h).
pub const UNITS: [&str; 15] =
    ["mg/L", "µg/L", "ng/L", "mg/m³", "µg/m³", "ng/m³", "倍", "度", "个/L", "MPN/L", "Bq/L", "°C", "%", "级", "kg/h"];

/// A limit at one outlet for one pollutant, in the unit that its permit names. A pollutant may have several, each for
/// another mean (GB 18485 has an hourly and a daily one); which value may be held against which says
/// [`judgement`](crate::judgement).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The lowest value allowed; pH has one.
    pub low: Option<Decimal>,
    /// The highest value allowed.
    pub high: Option<Decimal>,
    /// The mean over which a violation would be decided.
    pub averaging: Averaging,
    /// The first day on which it applies.
    pub valid_from: NaiveDate,
    /// The last day on which it applies; open when absent.
    pub valid_to: Option<NaiveDate>,
}

/// Where a value stands against a limit. A value beyond a limit is a datum, not a violation: that is decided by the
/// bureau on the right mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Within the limit, or exactly at it.
    Within,
    /// Above the highest value allowed.
    Above,
    /// Below the lowest value allowed.
    Below,
}

impl Standing {
    /// Above or below.
    pub fn is_over(self) -> bool {
        self != Self::Within
    }
}

impl Limit {
    /// Whether it applies on a day.
    pub fn applies(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Where a value stands.
    pub fn judge(&self, value: Decimal) -> Standing {
        if self.high.is_some_and(|high| value > high) {
            Standing::Above
        } else if self.low.is_some_and(|low| value < low) {
            Standing::Below
        } else {
            Standing::Within
        }
    }

    /// The multiple by which a value exceeds the upper limit, (value − limit) / limit; none when it does not.
    pub fn multiple(&self, value: Decimal) -> Option<Decimal> {
        let high = self.high.filter(|high| !high.is_zero() && value > *high)?;
        (value - high).checked_div(high)
    }
}

/// Days that a limit judges otherwise than before. As it stands in the audit log, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The key of the outlet.
    pub outlet: i64,
    /// Code in HJ 212.
    pub pollutant: String,
    /// The mean of the limit.
    pub averaging: Averaging,
    /// The first of the days.
    pub from: Day,
    /// The last of them, before today.
    pub to: Day,
    /// On how many of them there are values.
    pub days: u32,
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn limit(low: Option<Decimal>, high: Option<Decimal>) -> Limit {
        let valid_from = "2020-01-01".parse().unwrap();
        Limit { low, high, averaging: Averaging::Day, valid_from, valid_to: Some("2026-08-14".parse().unwrap()) }
    }

    #[test]
    fn a_value_at_its_limit_is_within() {
        let ph = limit(Some(dec!(6)), Some(dec!(9)));
        let cases = [
            (dec!(6.0), Standing::Within),
            (dec!(9.00), Standing::Within),
            (dec!(9.01), Standing::Above),
            (dec!(5.99), Standing::Below),
        ];
        for (value, want) in cases {
            assert_eq!(ph.judge(value), want, "{value}");
        }
    }

    #[test]
    fn validity_includes_both_end_days() {
        let limit = limit(None, Some(dec!(0.5)));
        for (day, want) in [("2019-12-31", false), ("2020-01-01", true), ("2026-08-14", true), ("2026-08-15", false)] {
            assert_eq!(limit.applies(day.parse().unwrap()), want, "{day}");
        }
    }

    #[test]
    fn multiple_of_exceedance() {
        let limit = limit(None, Some(dec!(0.5)));
        assert_eq!(limit.multiple(dec!(0.62)), Some(dec!(0.24)));
        assert_eq!(limit.multiple(dec!(0.5)), None);
    }
}
