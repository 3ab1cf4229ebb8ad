//! What an act costs (`data/law/penalties.toml`), and by which rules the amount is weighed (`data/law/discretion.toml`).

use std::sync::LazyLock;

use domain::case::{DiscretionRules, Penalties};

/// What an act costs, with the days on which each provision is law.
pub fn penalties() -> &'static Penalties {
    // A test reads the same text, so that a bad file never leaves the workshop.
    static PENALTIES: LazyLock<Penalties> =
        LazyLock::new(|| toml::from_str(include_str!("../../../data/law/penalties.toml")).unwrap_or_default());
    &PENALTIES
}

/// By which rules the amount of a fine is weighed.
pub fn discretion_rules() -> &'static DiscretionRules {
    static RULES: LazyLock<DiscretionRules> =
        LazyLock::new(|| toml::from_str(include_str!("../../../data/law/discretion.toml")).unwrap_or_default());
    &RULES
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::NaiveDate;
    use domain::case::{Judged, Measures, ViolationKind};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_files_that_come_along_are_right_in_form() {
        toml::from_str::<Penalties>(include_str!("../../../data/law/penalties.toml")).unwrap();
        toml::from_str::<DiscretionRules>(include_str!("../../../data/law/discretion.toml")).unwrap();
    }

    #[test]
    fn every_provision_is_whole_and_stands_once() {
        let mut seen = HashSet::new();
        for own in penalties().provisions() {
            let range = own.range();
            assert!(range.least.0 > 0 && range.least < range.most, "{own:?}");
            assert!(own.source().starts_with("sourced:") || own.source().starts_with("from memory, verify"), "{own:?}");
            assert!(own.law().starts_with('《') && own.law().ends_with('》'), "{own:?}");
            assert!(seen.insert((own.kind(), own.basis(), own.tier().to_owned())), "twice: {own:?}");
        }
    }

    #[test]
    fn every_kind_has_a_law_on_every_day_and_it_is_the_code_since_the_code() {
        for &kind in ViolationKind::ALL {
            for on in ["2025-01-01", "2026-08-14", "2026-08-15", "2027-01-01"] {
                let act = Judged { kind, acted_on: day(on), decided_on: day(on), basis: "" };
                let found = penalties().applicable(&act);
                assert!(!found.is_empty(), "{kind} {on}");
                let code = |own: &&domain::case::Provision| own.law() == "《中华人民共和国生态环境法典》";
                assert!(found.iter().all(|own| code(own) == (on >= "2026-08-15")), "{kind} {on}: {found:?}");
            }
        }
    }

    /// Each line is the text of the law, in ten thousand yuan (Code, Arts 1086, 1088, 1102 to 1104, 1107, 1108, 1110).
    #[test]
    fn the_code_in_figures() {
        use ViolationKind as V;
        #[rustfmt::skip]
        let cases: &[(V, &str, &[&str])] = &[
            (V::NoPermit,       "第一千一百零二条",       &["20-100"]),
            (V::OverLimit,      "第一千一百零三条",       &["10-100"]),
            (V::Evasion,        "第一千一百零八条",       &["10-100"]),
            (V::Falsification,  "第一千零八十八条",       &["10-100"]),
            (V::MonitorMissing, "第一千零八十六条",       &["2-20"]),
            (V::TreatmentIdle,  "第一千一百零四条第一款", &["2-5", "5-20"]),
            (V::TreatmentIdle,  "第一千一百零四条第二款", &["10-100"]),
            (V::Disclosure,     "第一千一百一十条",       &["2-20"]),
            (V::Ledger,         "第一千零八十六条第一项", &["2-20"]),
        ];
        for (kind, place, want) in cases {
            let basis = format!("《中华人民共和国生态环境法典》{place}");
            let (acted_on, decided_on) = (day("2026-08-20"), day("2026-10-20"));
            let ranges = penalties().ranges(&Judged { kind: *kind, acted_on, decided_on, basis: &basis });
            let wan = ranges.iter().map(|range| format!("{}-{}", range.least.in_wan(), range.most.in_wan()));
            assert_eq!(wan.collect::<Vec<_>>(), *want, "{basis}");
        }
    }

    #[test]
    fn evasion_and_falsification_oblige_to_more_than_a_fine() {
        for (kind, basis) in [
            (ViolationKind::Evasion, "生态环境法典第一千一百零八条"),
            (ViolationKind::Falsification, "生态环境法典第一千零八十八条、第一千一百零八条"),
        ] {
            let act = Judged { kind, acted_on: day("2026-08-20"), decided_on: day("2026-10-20"), basis };
            assert!(penalties().owed(&act, &Measures::default()).len() >= 2, "{kind}");
        }
    }
}
