//! How much of a period must be valid for its mean to count, and how far it may be from the logger's own.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::outlet::OutletKind;

/// All rules, with their days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeansRules {
    #[serde(rename = "rule")]
    rules: Vec<MeansRule>,
}

/// The rule for water or for gas.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeansRule {
    /// For what leaves through which kind of outlet.
    kind: OutletKind,
    /// The first day on which it holds; none where it is older than the portal.
    from: Option<NaiveDate>,
    /// The last one; none as long as it holds.
    to: Option<NaiveDate>,
    /// Minutes of an hour that must be valid.
    pub hour_minutes: u32,
    /// Hours of a day that must be valid, …
    day_hours: Option<u32>,
    /// … or the share of those on which something could be measured, in percent.
    day_percent: Option<u32>,
    /// How far a mean worked out from ten-minute means may be from the logger's own, in percent of the larger.
    pub tolerance_minutes: Decimal,
    /// The same for one worked out from real-time values, which are a sample of what the logger averages.
    pub tolerance_realtime: Decimal,
    /// What is never a difference, in percent of the limit: the last digits.
    pub tolerance_of_limit: Decimal,
    /// Where it is from, and how sure it is.
    pub source: String,
}

impl MeansRules {
    /// The rule for a kind of outlet on a day.
    pub fn on(&self, kind: OutletKind, day: NaiveDate) -> Option<&MeansRule> {
        let holds = |rule: &&MeansRule| {
            let begun = rule.from.is_none_or(|from| from <= day);
            rule.kind == kind && begun && rule.to.is_none_or(|to| day <= to)
        };
        self.rules.iter().find(holds)
    }

    /// All of them.
    pub fn all(&self) -> &[MeansRule] {
        &self.rules
    }
}

impl MeansRule {
    /// How many hours of a day must be valid, of those on which something could be measured.
    pub fn hours_needed(&self, due: u32) -> u32 {
        match (self.day_hours, self.day_percent) {
            (Some(hours), _) => hours,
            (None, Some(percent)) => (due * percent).div_ceil(100),
            (None, None) => due,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Gas by hours, water by its share; water's rule ends.
    pub fn rules() -> MeansRules {
        let tolerances = r#""tolerance_minutes": "2", "tolerance_realtime": "15", "tolerance_of_limit": "1""#;
        let text = format!(
            r#"{{"rule": [
                {{"kind": "air", "hour_minutes": 45, "day_hours": 20, {tolerances}, "source": "test"}},
                {{"kind": "water", "to": "2027-12-31", "hour_minutes": 45, "day_percent": 75, {tolerances}, "source": "test"}}
            ]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    pub fn rule(kind: OutletKind) -> MeansRule {
        rules().on(kind, "2026-11-22".parse().unwrap()).unwrap().clone()
    }

    #[test]
    fn hours_of_a_valid_day() {
        let (gas, water) = (rule(OutletKind::Air), rule(OutletKind::Water));
        assert_eq!((gas.hours_needed(24), water.hours_needed(24)), (20, 18));
        // A works that discharges on nine hours of a day: seven of them.
        assert_eq!(water.hours_needed(9), 7);
        assert_eq!(rules().on(OutletKind::Water, "2028-01-01".parse().unwrap()), None);
    }
}
