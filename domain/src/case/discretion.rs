//! By which rules a bureau weighs the amount of a fine (裁量权规定), and on which days.

use chrono::NaiveDate;
use serde::Deserialize;

/// All rules that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscretionRules {
    #[serde(rename = "rule")]
    rules: Vec<DiscretionRule>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscretionRule {
    /// Its title with its marks.
    pub title: String,
    /// Its number: `粤环发〔2021〕7号`.
    pub number: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// How circumstances become an amount.
    pub formula: Formula,
    /// Where it is from, and how sure it is.
    pub source: String,
}

/// How circumstances become an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Formula {
    /// Percentages, the start included, are added up and taken of the greatest fine.
    Sum,
}

impl DiscretionRules {
    /// The rule that holds on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&DiscretionRule> {
        self.rules.iter().find(|rule| (rule.from..=rule.to).contains(&day))
    }

    /// The rule that held last before a day: the one whose successor is wanted where none holds.
    pub fn before(&self, day: NaiveDate) -> Option<&DiscretionRule> {
        self.rules.iter().filter(|rule| rule.to < day).max_by_key(|rule| rule.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_ends_and_its_successor_is_wanted() {
        let text = r#"{"rule": [{"title": "《规定》", "number": "粤环发〔2021〕7号", "from": "2022-01-01",
            "to": "2026-12-31", "formula": "sum", "source": "test"}]}"#;
        let rules: DiscretionRules = serde_json::from_str(text).unwrap();
        let known =
            |day: &str| (rules.on(day.parse().unwrap()).is_some(), rules.before(day.parse().unwrap()).is_some());
        assert_eq!(known("2021-12-31"), (false, false));
        assert_eq!(known("2026-12-31"), (true, false));
        assert_eq!(known("2027-01-01"), (false, true));
    }
}
