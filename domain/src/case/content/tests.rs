//! What is wrong with a case: one table a rule.

use super::*;

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
         "obliges": [["limit-production", "stop-production"], ["police"]]}
    ]}"#;
    serde_json::from_str(text).unwrap()
}

fn content() -> CaseContent {
    CaseContent {
        kind: ViolationKind::OverLimit,
        acted_on: day("2026-08-20"),
        decided_on: Some(day("2026-10-20")),
        document_no: "示环罚字〔2026〕123号".into(),
        authority: "示范市生态环境局".into(),
        facts: "总镍日均值 0.63 毫克/升，高于限值。".into(),
        breached: "生态环境法典关于按照排污许可证排放污染物的规定".into(),
        basis: "生态环境法典第一千一百零三条".into(),
        discretion: "起点 10%，超标倍数 5%。".into(),
        fine: Fen::yuan(325_000),
        measures: Measures::default(),
        gravity: Some(Gravity::Ordinary),
        rectification: String::new(),
        statement: String::new(),
    }
}

#[test]
fn a_whole_case_has_no_problem() {
    assert_eq!(content().problems(day("2026-11-22"), &law()), []);
}

#[test]
fn a_draft_may_have_gaps_and_a_case_for_review_may_not() {
    use CaseField as F;
    let (facts, document_no) = (" ".into(), String::new());
    let (authority, breached) = (String::new(), String::new());
    let draft = CaseContent { decided_on: None, gravity: None, facts, document_no, authority, breached, ..content() };
    assert_eq!(draft.slips(day("2026-11-22"), &law()), []);
    let gaps: Vec<_> = draft.problems(day("2026-11-22"), &law()).into_iter().map(|(field, _)| field).collect();
    assert_eq!(gaps, [F::DecidedOn, F::DocumentNo, F::Authority, F::Facts, F::Breached, F::Gravity]);
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
fn a_day_is_judged_where_the_other_is_not_known() {
    let today = day("2026-11-22");
    let (late, early) = (Some(day("2026-11-23")), Some(day("2026-08-19")));
    let future = |field| (field, CaseSlip::Future);
    assert_eq!(wrong_days(None, late, today), [future(CaseField::DecidedOn)]);
    assert_eq!(wrong_days(late, None, today), [future(CaseField::ActedOn)]);
    assert_eq!(wrong_days(late, late, today), [future(CaseField::ActedOn), future(CaseField::DecidedOn)]);
    assert_eq!(wrong_days(Some(today), early, today), [(CaseField::DecidedOn, CaseSlip::BeforeAct)]);
    assert_eq!(wrong_days(None, early, today), []);
    assert_eq!(wrong_days(None, None, today), []);
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
    assert!(matches!(&vague.problems(today, &law())[..], [(CaseField::Basis, CaseSlip::Provision(_))]));
    let basis = "生态环境法典第一千一百零八条".to_owned();
    let evasion = CaseContent { kind: ViolationKind::Evasion, basis, ..content() };
    assert_eq!(evasion.slips(today, &law()), []);
    let owed: Vec<_> = evasion.problems(today, &law()).into_iter().map(|(field, _)| field).collect();
    assert_eq!(owed, [CaseField::Measures; 2]);
    let measures = Measures::of([Measure::Police, Measure::LimitProduction]);
    assert_eq!(CaseContent { measures, ..evasion }.problems(today, &law()), []);
}

#[test]
fn what_is_over_is_not_published_any_more() {
    let old = CaseContent { gravity: Some(Gravity::Minor), ..content() };
    assert_eq!(old.last_day(), Some(day("2027-01-20")));
    assert_eq!(old.problems(day("2027-01-20"), &law()), []);
    let over = (CaseField::Gravity, CaseSlip::TermOver(day("2027-01-20")));
    assert_eq!(old.problems(day("2027-01-21"), &law()), [over]);
}
