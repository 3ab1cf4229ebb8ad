//! What an act costs (`data/law/penalties.toml`), by which law it is judged (`data/law/laws.toml`), by which rules the amount
//! is weighed (`data/law/discretion.toml`), and how grave a breach of trust it is (`data/law/gravity.toml`).

use std::sync::LazyLock;

use domain::case::{DiscretionRules, GravityRules, Laws, Penalties};

use super::read::{Unreadable, or_nothing, read};

/// What an act costs, with the days on which each provision is law.
pub fn penalties() -> &'static Penalties {
    static PENALTIES: LazyLock<Penalties> = LazyLock::new(|| or_nothing(read_penalties()));
    &PENALTIES
}

/// The laws that took the place of others, with their days.
pub fn laws() -> &'static Laws {
    static LAWS: LazyLock<Laws> = LazyLock::new(|| or_nothing(read_laws()));
    &LAWS
}

/// By which rules the amount of a fine is weighed.
pub fn discretion_rules() -> &'static DiscretionRules {
    static RULES: LazyLock<DiscretionRules> = LazyLock::new(|| or_nothing(read_rules()));
    &RULES
}

/// Which penalties make which class of a breach of trust, and how long each is public.
pub fn gravity_rules() -> &'static GravityRules {
    static RULES: LazyLock<GravityRules> = LazyLock::new(|| or_nothing(read_gravity()));
    &RULES
}

/// Whether the four files can be read.
pub(super) fn check() -> Result<(), Unreadable> {
    read_penalties()?;
    read_laws()?;
    read_gravity()?;
    read_rules().map(|_| ())
}

fn read_penalties() -> Result<Penalties, Unreadable> {
    read("penalties.toml", include_str!("../../../data/law/penalties.toml"))
}

fn read_laws() -> Result<Laws, Unreadable> {
    read("laws.toml", include_str!("../../../data/law/laws.toml"))
}

fn read_gravity() -> Result<GravityRules, Unreadable> {
    read("gravity.toml", include_str!("../../../data/law/gravity.toml"))
}

fn read_rules() -> Result<DiscretionRules, Unreadable> {
    read("discretion.toml", include_str!("../../../data/law/discretion.toml"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::NaiveDate;
    use domain::case::{Judged, Law, Measures, Named, Provision, ViolationKind};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_provision_is_whole_and_stands_once() {
        let mut seen = HashSet::new();
        for own in penalties().provisions() {
            let range = own.range();
            assert!(range.least.0 > 0 && range.least < range.most, "{own:?}");
            assert!(own.law().starts_with('《') && own.law().ends_with('》'), "{own:?}");
            assert!(!own.kinds().is_empty(), "about nothing: {own:?}");
            for kind in own.kinds() {
                assert!(seen.insert((*kind, own.basis(), own.tier().to_owned())), "twice: {own:?}");
            }
        }
    }

    /// What of it is sourced says nothing of the rest: each part has a mark of its own, and what is not there has none.
    #[test]
    fn every_part_of_a_provision_says_how_sure_it_is() {
        for own in penalties().provisions() {
            let source = own.source();
            let parts = [
                ("fine", &source.fine, true),
                ("clause", &source.clause, !own.clause().is_empty()),
                ("tier", &source.tier, !own.tier().is_empty()),
                ("obliges", &source.obliges, !own.obliges().is_empty()),
                ("breaks", &source.breaks, !own.breaks().is_empty()),
            ];
            for (part, mark, is_there) in parts {
                let is_marked = mark.starts_with("sourced: ") || mark.starts_with("from memory, verify");
                assert_eq!((is_marked, mark.is_empty()), (is_there, !is_there), "{part}: {mark:?} of {own:?}");
            }
        }
    }

    /// What does not fit a law among its provisions: that there are none, that none begins with it, or that one begins
    /// before it or outlasts it.
    fn misfits(law: &Law, provisions: &[Provision]) -> Vec<String> {
        let own: Vec<_> = provisions.iter().filter(|own| own.law().contains(&law.name)).collect();
        let outlived = |own: &Provision| law.to.is_none_or(|to| own.last_day().is_some_and(|last| last <= to));
        let mut found: Vec<_> = own
            .iter()
            .filter(|own| own.first_day() < Some(law.from) || !outlived(own))
            .map(|own| own.basis())
            .collect();
        let begins = own.iter().any(|own| own.first_day() == Some(law.from));
        found.extend((!begins).then(|| law.name.clone()));
        found
    }

    /// A law that took the place of others and its provisions hold on the same days.
    #[test]
    fn a_law_and_its_provisions_begin_together() {
        for law in laws().all() {
            assert_eq!(misfits(law, penalties().provisions()), [""; 0], "{law:?}");
            assert!(law.to.is_none_or(|to| law.from <= to) && !law.source.is_empty(), "{law:?}");
            // The test can tell: the same provisions fit no law that begins a day later, or earlier.
            for from in [law.from.pred_opt(), law.from.succ_opt()] {
                let moved = Law { from: from.unwrap(), ..law.clone() };
                assert!(!misfits(&moved, penalties().provisions()).is_empty(), "{moved:?}");
            }
            let ended = Law { to: Some(law.from + chrono::Days::new(30)), ..law.clone() };
            assert!(!misfits(&ended, penalties().provisions()).is_empty(), "provisions that outlast {ended:?}");
        }
        assert!(!laws().all().is_empty());
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

    /// The Code took the place of what was there for the same acts: none of it is applied beside the Code, and both are shown
    /// for older acts only.
    #[test]
    fn nothing_is_applied_beside_the_law_that_took_its_place() {
        let stays: Vec<_> = penalties().outlived(laws()).into_iter().map(Provision::basis).collect();
        assert_eq!(stays, [""; 0]);
        for kind in [ViolationKind::Ledger, ViolationKind::Report] {
            let act = |acted_on, basis| Judged { kind, acted_on: day(acted_on), decided_on: day("2026-11-20"), basis };
            let old = "《排污许可管理条例》第三十七条";
            assert!(matches!(penalties().named(&act("2026-08-15", old)), Named::Nothing), "{kind}");
            assert!(matches!(penalties().named(&act("2026-08-14", old)), Named::WithoutClause(_)), "{kind}");
            assert_eq!(penalties().compared(&act("2026-08-15", ""), laws()), None, "{kind}");
            let both = penalties().compared(&act("2026-08-14", ""), laws()).unwrap();
            assert!(!both.old.is_empty() && !both.new.is_empty(), "{kind}: {both:?}");
        }
    }

    #[test]
    fn an_older_act_at_a_permit_holder_is_named_by_its_item() {
        let act = |basis| Judged {
            kind: ViolationKind::NewPermitDue,
            acted_on: day("2026-08-10"),
            decided_on: day("2026-08-14"),
            basis,
        };
        assert!(matches!(penalties().named(&act("《排污许可管理条例》第三十三条第（四）项")), Named::Exactly(_)));
        assert!(matches!(penalties().named(&act("《排污许可管理条例》第三十三条第一项")), Named::WithoutClause(_)));
        assert_eq!(penalties().broken(&act("")), ["《排污许可管理条例》第十五条"]);
    }

    #[test]
    fn each_class_of_trust_says_what_it_is_for_on_every_day_of_the_measures() {
        for on in ["2026-04-01", "2026-11-20"] {
            let found: Vec<_> = gravity_rules().on(day(on)).into_iter().map(|rule| rule.gravity).collect();
            assert_eq!(found, domain::case::Gravity::ALL, "{on}");
        }
        assert!(gravity_rules().on(day("2026-03-31")).is_empty(), "the measures begin in April");
    }

    /// Or a case of a day without one would be public for ever.
    #[test]
    fn each_class_of_trust_has_a_term_on_every_day() {
        for on in ["2020-01-01", "2026-04-01", "2026-11-20", "2036-01-01"] {
            for &gravity in domain::case::Gravity::ALL {
                let term = gravity_rules().term(gravity, day(on)).unwrap();
                assert!(term.least_months < Some(term.most_months), "{on} {term:?}");
            }
        }
    }

    #[test]
    fn an_act_must_be_found_within_years_on_every_day() {
        for on in ["2022-01-01", "2026-08-14", "2026-08-15"] {
            let rule = penalties().limitation(day(on)).unwrap();
            assert!(rule.last_day_without_harm(day(on)) < rule.last_day(day(on)), "{rule:?}");
            assert_eq!(rule.basis.contains("法典"), on >= "2026-08-15", "{on}");
        }
    }

    /// Each line is the text of the law, in ten thousand yuan (Code, Arts 1086, 1088, 1102 to 1104, 1107, 1108, 1110).
    #[test]
    fn the_code_in_figures() {
        use ViolationKind as V;
        #[rustfmt::skip]
        let cases: &[(V, &str, &[&str])] = &[
            (V::NoPermit,       "第一千一百零二条",       &["20-100"]),
            (V::NoPermit,       "第一千一百零二条（工业噪声）", &["2-20"]),
            (V::OverLimit,      "第一千一百零三条",       &["10-100"]),
            (V::OverLimit,      "第一千一百零三条，排放工业噪声", &["2-20"]),
            (V::OverLimit,      "第一千一百零七条",       &["10-100"]),
            (V::OverLoad,       "第一千一百零七条",       &["10-100"]),
            (V::Evasion,        "第一千一百零八条",       &["10-100"]),
            (V::Falsification,  "第一千零八十八条",       &["10-100"]),
            (V::MonitorMissing, "第一千零八十六条第一款第二项", &["2-20"]),
            (V::MonitorMissing, "第一千零八十六条第二款", &["5-50", "50-100"]),
            (V::TreatmentIdle,  "第一千一百零四条第一款", &["2-5", "5-20"]),
            (V::TreatmentIdle,  "第一千一百零四条第二款", &["10-100"]),
            (V::Disclosure,     "第一千一百一十条",       &["2-20"]),
            (V::NewPermitDue,   "第一千一百零二条",       &["20-100"]),
            (V::Ledger,         "第一千零八十六条第一款第一项", &["2-20"]),
            (V::Report,         "第一千零八十六条第一款第一项", &["2-20"]),
            (V::SelfMonitoring, "第一千零八十六条第一款第一项", &["2-20"]),
        ];
        for (kind, place, want) in cases {
            let basis = format!("《中华人民共和国生态环境法典》{place}");
            let (acted_on, decided_on) = (day("2026-08-20"), day("2026-10-20"));
            let ranges = penalties().ranges(&Judged { kind: *kind, acted_on, decided_on, basis: &basis });
            let wan = ranges.iter().map(|range| format!("{}-{}", range.least.in_wan(), range.most.in_wan()));
            assert_eq!(wan.collect::<Vec<_>>(), *want, "{basis}");
        }
    }

    /// Whoever breaks the Code breaks an article.
    #[test]
    fn what_the_code_punishes_is_named_by_its_article() {
        let code = |own: &&Provision| own.law().contains("法典") && !own.breaks().is_empty();
        for own in penalties().provisions().iter().filter(code) {
            let named = own.breaks().contains("第") && own.breaks().contains('条');
            assert!(named, "{own:?}");
        }
        let broken = |kind, basis: &str| {
            let day = day("2026-10-20");
            let basis = format!("《中华人民共和国生态环境法典》{basis}");
            penalties().broken(&Judged { kind, acted_on: day, decided_on: day, basis: &basis }).join("")
        };
        assert!(broken(ViolationKind::OverLimit, "第一千一百零三条").ends_with("第一百七十九条第二款"));
        assert!(broken(ViolationKind::OverLimit, "第一千一百零七条").ends_with("第一百五十一条"));
        assert!(broken(ViolationKind::OverLoad, "第一千一百零七条").ends_with("第一百五十七条"));
        assert!(broken(ViolationKind::NoPermit, "第一千一百零二条").ends_with("第一百七十四条第二款"));
    }

    /// A range for noise is meant where the basis says noise, on every day, and is nobody else's lighter law.
    #[test]
    fn noise_has_its_range_and_nothing_else_has_it() {
        let ranges = |acted_on: &str, basis: &str| {
            let act = Judged {
                kind: ViolationKind::OverLimit,
                acted_on: day(acted_on),
                decided_on: day("2026-10-20"),
                basis,
            };
            let found = penalties().ranges(&act).into_iter();
            found.map(|range| format!("{}-{}", range.least.in_wan(), range.most.in_wan())).collect::<Vec<_>>()
        };
        for acted_on in ["2026-08-10", "2026-08-20"] {
            for basis in ["", "有关法律规定", "《中华人民共和国生态环境法典》第一千一百零三条"]
            {
                assert!(!ranges(acted_on, basis).contains(&"2-20".to_owned()), "{acted_on} {basis}");
            }
        }
        assert_eq!(ranges("2026-08-10", "《中华人民共和国噪声污染防治法》第七十五条"), ["2-20"]);
        assert_eq!(ranges("2026-08-20", "生态环境法典第一千一百零三条（工业噪 声）"), ["2-20"]);
        let water = Judged {
            kind: ViolationKind::OverLimit,
            acted_on: day("2026-08-10"),
            decided_on: day("2026-10-20"),
            basis: "",
        };
        let compared = penalties().compared(&water, laws()).unwrap();
        assert!(compared.new.iter().all(|range| range.least >= domain::money::Fen::yuan(100_000)), "{compared:?}");
    }

    /// Noise and waste plants have ranges of their own, told apart by their words.
    #[test]
    fn a_range_of_its_own_says_for_whom_it_is() {
        let own = |found: &&Provision| {
            let yuan = (found.range().least.0 / 100, found.range().most.0 / 100);
            found.tier().contains("噪声") && yuan == (20_000, 200_000)
        };
        let articles: Vec<_> = penalties().provisions().iter().filter(own).map(Provision::place).collect();
        assert_eq!(articles, ["第一千一百零二条", "第一千一百零三条", "第一千一百零七条"]);
    }

    #[test]
    fn a_suspected_crime_need_not_be_handed_over_for_detention_too() {
        let basis = "生态环境法典第一千一百零八条";
        let act =
            Judged { kind: ViolationKind::Evasion, acted_on: day("2026-08-20"), decided_on: day("2026-10-20"), basis };
        let ordered = Measures::of([domain::case::Measure::StopProduction, domain::case::Measure::CriminalTransfer]);
        assert!(penalties().owed(&act, &ordered).is_empty());
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
