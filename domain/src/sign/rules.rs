//! From when on something is a sign: thresholds with their days.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::SignKind;

/// All rules, with their days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignRules {
    #[serde(rename = "rule")]
    rules: Vec<SignRule>,
}

/// The thresholds that hold on a day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignRule {
    /// The first day on which they hold.
    from: NaiveDate,
    /// The last one; none as long as they hold.
    to: Option<NaiveDate>,
    /// When hourly means hardly change.
    pub flat_line: FlatLineRule,
    /// When means stay close below their limit.
    pub flat_top: FlatTopRule,
    /// When pollutants change alike.
    pub together: TogetherRule,
    /// When oxygen does not move, or is that of air.
    pub oxygen_stands: OxygenRule,
    /// When a converted concentration does not fit.
    pub conversion: ConversionRule,
    /// When a logger's means are others than the portal's.
    pub means_differ: MeansDifferRule,
    /// When concentrations jump without flow.
    pub no_flow: NoFlowRule,
    /// When something flows under a mark that says it stands.
    pub halt: HaltRule,
    /// When a logger's clock is off.
    pub clock: ClockRule,
    /// When a logger starts too often.
    pub restarts: RestartsRule,
    /// When nothing comes.
    pub silence: SilenceRule,
    /// Where each is from, and how sure it is, by the words of the kinds.
    source: BTreeMap<SignKind, String>,
}

/// [`SignKind::FlatLine`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlatLineRule {
    /// From how many hours in a row on.
    pub hours: u32,
    /// How far the lowest and the highest may be apart, in percent of the highest.
    pub spread_percent: Decimal,
    /// From how many percent of the limit on a value is looked at: close to nothing everything is flat.
    pub least_of_limit: Decimal,
    /// How many steps of its last digit a value must be high: of fewer, rounding alone makes a line flat.
    pub steps: u32,
}

/// [`SignKind::FlatTop`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlatTopRule {
    /// How many days are looked at.
    pub days: u32,
    /// How many hours must be valid in them.
    pub least_hours: u32,
    /// From how many percent of the limit on a mean is close.
    pub from_percent: Decimal,
    /// Above how many percent of the hours.
    pub share: Decimal,
}

/// [`SignKind::Together`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TogetherRule {
    /// How many pollutants.
    pub pollutants: u32,
    /// How far their factors may be apart, in percent.
    pub tolerance: Decimal,
    /// By how many percent they must change at least.
    pub least_change: Decimal,
    /// How many steps of its last digit a value must be high to tell.
    pub steps: u32,
}

/// [`SignKind::OxygenStands`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OxygenRule {
    /// From how many hours on, where it does not move.
    pub hours: u32,
    /// How far apart a value that does not move may be, in percent of oxygen.
    pub spread: Decimal,
    /// From how many percent on it is air, …
    pub air: Decimal,
    /// … for how many hours, …
    pub air_hours: u32,
    /// … and from how many percent of its limit on a pollutant says that something is burnt.
    pub least_of_limit: Decimal,
}

/// [`SignKind::Conversion`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConversionRule {
    /// From how many hours in a row on.
    pub hours: u32,
    /// How many percent are borne.
    pub tolerance: Decimal,
    /// Up to how many percent of oxygen it is looked at: close to air a last digit of oxygen is many percent of the result.
    pub most_oxygen: Decimal,
    /// How many steps of its last digit a value must be high.
    pub steps: u32,
}

/// [`SignKind::MeansDiffer`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeansDifferRule {
    /// From how many hours in a row on; how far two means of an hour may be apart says the rule of means.
    pub hours: u32,
}

/// [`SignKind::NoFlow`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFlowRule {
    /// From how many hours without flow on.
    pub hours: u32,
    /// How many percent a mean must change from one hour to the next: standing water is measured again and again, and changes slowly.
    pub change_percent: Decimal,
    /// From how many percent of the limit on.
    pub least_of_limit: Decimal,
}

/// [`SignKind::Halt`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HaltRule {
    /// From how many hours on.
    pub hours: u32,
    /// Above how many percent of the usual flow.
    pub percent: Decimal,
    /// How many days before the mark say what is usual, …
    pub usual_days: u32,
    /// … and how many valid hours with flow there must be in them.
    pub usual_hours: u32,
}

/// [`SignKind::Clock`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// Beyond how many seconds.
    pub seconds: i64,
    /// How often it must have been noted.
    pub times: i64,
}

/// [`SignKind::Restarts`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestartsRule {
    /// From how many a day on.
    pub a_day: u32,
}

/// [`SignKind::Silence`]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilenceRule {
    /// From how many hours in a row on.
    pub hours: u32,
}

impl SignRules {
    /// The thresholds of a day.
    pub fn on(&self, day: NaiveDate) -> Option<&SignRule> {
        self.rules.iter().find(|rule| rule.from <= day && rule.to.is_none_or(|to| day <= to))
    }

    /// All of them.
    pub fn all(&self) -> &[SignRule] {
        &self.rules
    }
}

impl SignRule {
    /// Where the thresholds of a kind are from, and how sure that is.
    pub fn source(&self, kind: SignKind) -> &str {
        self.source.get(&kind).map_or("", String::as_str)
    }
}
