//! Which law an act falls under: `data/penalties.toml`.

use chrono::NaiveDate;
use domain::case::ViolationKind;
use serde::Deserialize;

use crate::{Error, Result};

const FILE: &str = include_str!("../../../data/penalties.toml");

/// Rules, each with the days on which it was law.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laws {
    rule: Vec<Rule>,
}

/// What an act cost.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    kind: ViolationKind,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    /// Law and article.
    pub basis: String,
    /// Least fine, yuan.
    pub least: i64,
    /// Greatest fine, yuan.
    pub most: i64,
    /// How sure the rule is.
    #[serde(rename = "source")]
    _source: String,
}

impl Rule {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Laws {
    /// Reads the file that is part of the program.
    pub fn load() -> Result<Self> {
        toml::from_str(FILE).map_err(|error| Error::invalid("penalties.toml", error))
    }

    /// The rule for an act: the law of its day, unless the law of the day of decision is lighter (Code, Art 1057).
    /// The flag tells whether it is the newer, lighter one.
    pub fn rule(&self, kind: ViolationKind, acted_on: NaiveDate, decided_on: NaiveDate) -> Result<(&Rule, bool)> {
        let on = |day| {
            let found = self.rule.iter().find(|rule| rule.kind == kind && rule.holds(day));
            found.ok_or_else(|| Error::invalid("penalties.toml", format!("no rule for `{kind}` on {day}")))
        };
        let (old, new) = (on(acted_on)?, on(decided_on)?);
        let lighter = (new.least, new.most) != (old.least, old.most) && new.least <= old.least && new.most <= old.most;
        Ok(if lighter { (new, true) } else { (old, false) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_law_on_every_day() {
        let laws = Laws::load().unwrap();
        for &kind in ViolationKind::ALL {
            for day in ["2025-01-01", "2026-08-14", "2026-08-15", "2027-01-01"] {
                let day = day.parse().unwrap();
                let (rule, newer) = laws.rule(kind, day, day).unwrap();
                assert!(rule.least < rule.most && !newer);
                assert_eq!(rule.basis.contains("生态环境法典"), day.to_string().as_str() >= "2026-08-15");
            }
        }
    }

    #[test]
    fn the_lighter_law_applies_to_an_older_act() {
        let laws = Laws::load().unwrap();
        let rule = |kind| {
            let (rule, newer) = laws.rule(kind, "2026-08-10".parse().unwrap(), "2026-09-21".parse().unwrap()).unwrap();
            (rule.least, rule.most, newer)
        };
        // Dossier, section 0: the Code is lighter at the bottom for limits, heavier for ledgers.
        assert_eq!(rule(ViolationKind::OverLimit), (100_000, 1_000_000, true));
        assert_eq!(rule(ViolationKind::Ledger), (5_000, 20_000, false));
        assert_eq!(rule(ViolationKind::NoPermit), (200_000, 1_000_000, false));
    }
}
