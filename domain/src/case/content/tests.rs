//! What is wrong with a case: one table a rule.

use super::*;
use crate::case::{Personal, classed::tests::rules as classes};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One provision for one kind, and one that obliges to more than a fine.
fn law() -> Penalties {
    let text = r#"{"provision": [
        {"kinds": ["over-limit"], "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
         "article": "第一千一百零三条", "least": 100000, "most": 1000000, "source": {"fine": "test"}},
        {"kinds": ["evasion"], "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
         "article": "第一千一百零八条", "least": 100000, "most": 1000000, "source": {"fine": "test"},
         "obliges": [["limit-production", "stop-production"], ["police", "criminal-transfer"]]},
        {"kinds": ["falsification"], "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
         "article": "第一千零八十八条", "least": 100000, "most": 1000000, "source": {"fine": "test"},
         "obliges": [["persons-fined"]]},
        {"kinds": ["over-limit"], "to": "2026-08-14", "law": "《排污许可管理条例》", "article": "第三十四条",
         "clause": "第一项", "least": 200000, "most": 1000000, "source": {"fine": "test"}}
    ], "limitation": [{"basis": "《法》第一条", "years": 2, "years_with_harm": 5, "harm": "危害后果", "source": "test"}]}"#;
    serde_json::from_str(text).unwrap()
}

fn content() -> CaseContent {
    CaseContent {
        kind: ViolationKind::OverLimit,
        acted_on: day("2026-08-20"),
        acted_until: None,
        found_on: None,
        decided_on: Some(day("2026-10-20")),
        transferred_on: None,
        returned_on: None,
        document_no: "示环罚字〔2026〕123号".into(),
        authority: "示范市生态环境局".into(),
        facts: "总镍日均值 0.63 毫克/升，高于限值。".into(),
        breached: "生态环境法典关于按照排污许可证排放污染物的规定".into(),
        basis: "生态环境法典第一千一百零三条".into(),
        discretion: "起点 10%，超标倍数 5%。".into(),
        fine: Fen::yuan(325_000),
        measures: Measures::default(),
        gravity: Some(Gravity::Ordinary),
        gravity_basis: "普通程序作出的罚款".into(),
        rectification: String::new(),
        statement: String::new(),
    }
}

#[test]
fn a_whole_case_has_no_problem() {
    assert_eq!(content().problems(day("2026-11-22"), &law(), &classes()), []);
}

#[test]
fn a_draft_may_have_gaps_and_a_case_for_review_may_not() {
    use CaseField as F;
    let (facts, document_no) = (" ".into(), String::new());
    let (authority, breached, gravity_basis) = (String::new(), String::new(), String::new());
    let draft = CaseContent { document_no, authority, facts, breached, gravity_basis, ..content() };
    let draft = CaseContent { decided_on: None, gravity: None, ..draft };
    assert_eq!(draft.slips(day("2026-11-22"), &law()), []);
    let gaps: Vec<_> =
        draft.problems(day("2026-11-22"), &law(), &classes()).into_iter().map(|(field, _)| field).collect();
    assert_eq!(gaps, [F::DecidedOn, F::DocumentNo, F::Authority, F::Facts, F::Breached, F::Gravity, F::GravityBasis]);
}

#[test]
fn days_amounts_and_numbers_of_persons() {
    let today = day("2026-11-22");
    let first = |content: CaseContent| content.slips(today, &law()).first().cloned();
    let phone = "负责人电话 13800138000".to_owned();
    let cases = [
        (CaseContent { acted_on: day("2026-11-23"), ..content() }, Some((CaseField::ActedOn, CaseSlip::Future))),
        (
            CaseContent { decided_on: Some(day("2026-11-23")), ..content() },
            Some((CaseField::DecidedOn, CaseSlip::Future)),
        ),
        (
            CaseContent { decided_on: Some(day("2026-08-19")), ..content() },
            Some((CaseField::DecidedOn, CaseSlip::BeforeAct)),
        ),
        (CaseContent { fine: Fen(-1), ..content() }, Some((CaseField::Fine, CaseSlip::NoAmount))),
        (CaseContent { fine: Fen(i64::MAX), ..content() }, Some((CaseField::Fine, CaseSlip::NoAmount))),
        (
            CaseContent { facts: "长".repeat(LONGEST_TEXT + 1), ..content() },
            Some((CaseField::Facts, CaseSlip::Long(LONGEST_TEXT))),
        ),
        (
            CaseContent { statement: phone, ..content() },
            Some((CaseField::Statement, CaseSlip::Personal(Personal::Mobile, "13800138000".into()))),
        ),
        (content(), None),
    ];
    for (content, want) in cases {
        assert_eq!(first(content), want);
    }
}

#[test]
fn a_fine_lies_in_what_the_provision_allows() {
    let today = day("2026-11-22");
    #[rustfmt::skip]
    let cases = [
        (0,         true),   // no fine
        (99_999,    false),
        (100_000,   true),
        (1_000_000, true),
        (1_000_001, false),
    ];
    for (yuan, fits) in cases {
        let slips = CaseContent { fine: Fen::yuan(yuan), ..content() }.slips(today, &law());
        assert_eq!(slips.is_empty(), fits, "{yuan}: {slips:?}");
        assert!(fits || matches!(&slips[..], [(CaseField::Fine, CaseSlip::Range(ranges))] if ranges.len() == 1));
    }
}

#[test]
fn the_review_before_publication_wants_a_provision_and_what_it_obliges_to() {
    let today = day("2026-11-22");
    let vague = CaseContent { basis: "有关法律规定".into(), ..content() };
    assert_eq!(vague.slips(today, &law()), []);
    assert!(matches!(&vague.problems(today, &law(), &classes())[..], [(CaseField::Basis, CaseSlip::Provision(_))]));
    let basis = "生态环境法典第一千一百零八条".to_owned();
    let evasion = CaseContent { kind: ViolationKind::Evasion, basis, ..content() };
    assert_eq!(evasion.slips(today, &law()), []);
    let owed: Vec<_> = evasion.problems(today, &law(), &classes()).into_iter().map(|(field, _)| field).collect();
    assert_eq!(owed, [CaseField::Measures; 2]);
    let measures = Measures::of([Measure::Police, Measure::LimitProduction]);
    assert_eq!(CaseContent { measures, ..evasion }.problems(today, &law(), &classes()), []);
}

#[test]
fn what_is_over_is_not_published_any_more() {
    let old = CaseContent { gravity: Some(Gravity::Minor), ..content() };
    assert_eq!(old.last_day(&classes()), Some(day("2027-01-20")));
    assert_eq!(old.problems(day("2027-01-20"), &law(), &classes()), []);
    let over = (CaseField::Gravity, CaseSlip::TermOver(day("2027-01-20")));
    assert_eq!(old.problems(day("2027-01-21"), &law(), &classes()), [over]);
}

/// A case that is with the police: as long as it is, nobody is fined; what was decided before, and what is decided after it
/// came back, stands.
#[test]
fn no_fine_is_decided_while_the_case_is_with_the_police() {
    use {CaseField as F, Measure as M};
    let today = day("2026-11-22");
    let basis = "生态环境法典第一千零八十八条".to_owned();
    let falsified = |transferred: &str, returned: &str, fine: i64, measures: &[Measure]| {
        CaseContent {
            kind: ViolationKind::Falsification,
            basis: basis.clone(),
            transferred_on: transferred.parse().ok(),
            returned_on: returned.parse().ok(),
            fine: Fen::yuan(fine),
            measures: Measures::of(measures.iter().copied()),
            ..content()
        }
        .problems(today, &law(), &classes())
    };
    let with_police = CaseSlip::OpenTransfer(day("2026-09-01"));
    // The decision is of 2026-10-20.
    let both = [M::CriminalTransfer, M::PersonsFined];
    assert_eq!(
        falsified("2026-09-01", "", 325_000, &both),
        [(F::Fine, with_police.clone()), (F::Measures, with_police.clone())]
    );
    assert_eq!(falsified("2026-09-01", "", 0, &[M::CriminalTransfer]), [], "what cannot be ordered now is not owed");
    assert_eq!(falsified("2026-09-01", "2026-10-10", 325_000, &both), [], "it came back before the decision");
    assert_eq!(falsified("2026-09-01", "2026-10-21", 325_000, &[M::CriminalTransfer]).len(), 1, "it came back later");
    assert_eq!(falsified("2026-10-21", "", 325_000, &both), [], "the fine was decided before");
    assert_eq!(falsified("", "", 325_000, &both), [(F::TransferredOn, CaseSlip::Missing)]);
    assert_eq!(
        falsified("2026-09-01", "", 0, &[]),
        [(F::Measures, CaseSlip::Owed(vec![M::CriminalTransfer]))],
        "what was handed over is said"
    );
    // A draft of which nothing is decided yet would be decided today.
    let open = CaseContent { decided_on: None, transferred_on: "2026-09-01".parse().ok(), ..content() };
    assert_eq!(open.slips(today, &law()), [(F::Fine, with_police)]);
}

/// What began under the old law and lasted until the new one is judged by the new one, and its terms run from its end.
#[test]
fn an_act_that_lasted_is_judged_by_its_end() {
    let today = day("2026-11-22");
    let lasted = |until: &str, found: &str| CaseContent {
        acted_on: day("2026-08-01"),
        acted_until: until.parse().ok(),
        found_on: found.parse().ok(),
        ..content()
    };
    let by = |one: &CaseContent| law().ranges(&one.judged(today)).into_iter().map(|own| own.least).collect::<Vec<_>>();
    let code = lasted("2026-08-20", "2026-08-10");
    assert_eq!((code.ended_on(), by(&code)), (day("2026-08-20"), vec![Fen::yuan(100_000)]));
    assert_eq!(code.problems(today, &law(), &classes()), []);
    assert!(code.laws_compared(today, &law(), &crate::case::law::tests::laws()).is_none());
    let before = CaseContent { basis: String::new(), ..lasted("2026-08-14", "") };
    assert_eq!(
        by(&before),
        [Fen::yuan(200_000), Fen::yuan(100_000)],
        "the old law, and the new one where it is lighter"
    );
    assert!(before.laws_compared(today, &law(), &crate::case::law::tests::laws()).is_some());

    let found_late = |until: &str| {
        let acted_on = day("2020-01-01");
        let problems = CaseContent { acted_on, ..lasted(until, "2026-10-01") }.problems(today, &law(), &classes());
        problems.into_iter().filter(|(field, _)| *field == CaseField::FoundOn).collect::<Vec<_>>()
    };
    assert_eq!(found_late(""), [(CaseField::FoundOn, CaseSlip::Barred(day("2025-01-01")))]);
    assert_eq!(found_late("2021-10-01"), [], "five years from its end");
    assert_eq!(found_late("2021-09-30"), [(CaseField::FoundOn, CaseSlip::Barred(day("2026-09-30")))]);
    let law = law();
    let rule = law.limitation(day("2024-01-01")).unwrap();
    assert_eq!(rule.last_day_without_harm(day("2024-02-29")), day("2026-02-28"));
}

#[test]
fn nobody_discharges_without_a_permit_who_holds_one() {
    use ViolationKind as V;
    let held = |kind, acted: &str, until: &str, to: &str| {
        let own = CaseContent { kind, acted_on: day(acted), acted_until: until.parse().ok(), ..content() };
        own.permit_held(to.parse().ok()).is_some()
    };
    #[rustfmt::skip]
    let cases = [
        (V::NoPermit,     "2026-08-20", "",           "2028-06-30", true),
        (V::NoPermit,     "2026-08-20", "",           "2026-08-20", true),
        (V::NoPermit,     "2026-08-20", "",           "2026-08-19", false),
        (V::NoPermit,     "2026-08-10", "2026-08-20", "2026-08-19", false),
        // It may have been given after the act.
        (V::NoPermit,     "2026-08-20", "",           "2031-08-20", false),
        (V::NoPermit,     "2026-08-20", "",           "",           false),
        (V::NewPermitDue, "2026-08-20", "",           "2028-06-30", false),
    ];
    for (kind, acted, until, to, want) in cases {
        assert_eq!(held(kind, acted, until, to), want, "{kind} {acted} {until} {to}");
    }
}
