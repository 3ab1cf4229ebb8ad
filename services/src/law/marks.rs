//! For how long marks of working condition count (`data/law/marks.toml`).

use std::sync::LazyLock;

use domain::mark::MarkRules;

use super::read::{Unreadable, or_nothing, read};

/// The rules for marks.
pub fn mark_rules() -> &'static MarkRules {
    static RULES: LazyLock<MarkRules> = LazyLock::new(|| or_nothing(read_rules()));
    &RULES
}

/// Whether the file can be read.
pub(super) fn check() -> Result<(), Unreadable> {
    read_rules().map(|_| ())
}

fn read_rules() -> Result<MarkRules, Unreadable> {
    read("marks.toml", include_str!("../../../data/law/marks.toml"))
}

#[cfg(test)]
mod tests {
    use domain::mark::MarkKind;

    use super::*;

    #[test]
    fn every_rule_speaks_of_works_and_never_of_devices() {
        assert!(!mark_rules().all().is_empty());
        for rule in mark_rules().all() {
            assert!(!rule.name.is_ascii() && !rule.name_en.is_empty(), "{}", rule.id);
            for (kind, minutes) in rule.times() {
                assert!(!kind.is_device() && minutes > 0, "{}: {kind}", rule.id);
            }
            let day = "2026-11-22".parse().unwrap();
            assert!(rule.minutes(MarkKind::ColdStart) >= rule.minutes(MarkKind::HotStart), "{}", rule.id);
            assert!(mark_rules().on(&[rule.standard()], day).is_some_and(|found| found.id == rule.id), "{}", rule.id);
        }
    }

    #[test]
    fn the_standards_of_the_citys_limits_lead_to_their_rules() {
        let day = "2026-11-22".parse().unwrap();
        for (basis, id) in [
            ("DB44/765-2019 表2（燃气锅炉）", Some("boiler")),
            ("GB 18485-2014 表4", Some("waste-incinerator")),
            ("GB 13223-2011 表2", Some("power-station")),
            ("GB 21900-2008 表3", None),
        ] {
            assert_eq!(mark_rules().on(&[basis], day).map(|rule| rule.id.as_str()), id, "{basis}");
        }
    }
}
