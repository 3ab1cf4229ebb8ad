//! The declarations, and what the cross-check finds in them.

use demo::{Options, stories::Story, story_of};
use domain::{
    crosscheck::again,
    declaration::{Content, DeclarationStatus, ReceiptNo, canonical, check::check, deadline::Phase},
    finding::FindingStatus,
};
use entities::{declaration, declaration_version, enterprise, finding};
use sea_orm::EntityTrait;
use services::{
    FormKey,
    accounts::{Actor, Proof, second_factor::code_at},
    declarations::{self, Known},
    findings::frozen,
};
use testing::Bench;

use super::{person, today};

#[tokio::test]
async fn what_was_signed_passes_the_rules_and_carries_a_receipt_that_can_be_read_out() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 40, ..Options::on(today()) }).await.unwrap();
    let db = bench.ctx.store.read();
    let rows = declaration_version::Entity::find().find_also_related(declaration::Entity).all(db).await.unwrap();
    assert!(rows.len() > 100, "{}", rows.len());
    for (version, row) in rows {
        let (row, receipt) = (row.unwrap(), version.receipt_no.parse::<ReceiptNo>().unwrap());
        assert_eq!(receipt.quarter(), row.quarter);
        let said: Content = serde_json::from_str(&version.content).unwrap();
        assert_eq!(canonical(&said), version.content);
        let reader = Actor { enterprise_id: Some(row.enterprise_id), ..person(&bench, "preparer").await };
        let context = declarations::draft(&bench.ctx, &reader, row.quarter).await.unwrap().context;
        let hindering: Vec<_> = check(&said, &context).into_iter().filter(|problem| problem.hinders(&said)).collect();
        assert!(hindering.is_empty(), "{} {}: {hindering:?}", row.enterprise_id, row.quarter);
    }
}

#[tokio::test]
async fn the_first_enterprise_has_a_quarter_to_finish_and_one_under_review() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today()) }).await.unwrap();
    let (preparer, certifier) = (person(&bench, "preparer").await, person(&bench, "certifier").await);
    let quarter = "2026Q3".parse().unwrap();
    let draft = declarations::draft(&bench.ctx, &preparer, quarter).await.unwrap();
    assert_eq!((draft.status, draft.phase), (Some(DeclarationStatus::Draft), Phase::Late { by: 38 }));
    let problems = draft.problems();
    let rules: Vec<_> = problems.iter().filter(|p| p.hinders(&draft.content)).map(|p| p.key.as_ref()).collect();
    assert_eq!(rules, ["D05.digit", "D01.empty", "D01.empty"], "a digit, the electricity, the hours");
    let mut content = draft.content.clone();
    for fact in &draft.facts {
        match fact.known {
            Known::Wastewater => content.water.discharged_m3 = Some(fact.value),
            Known::Electricity => content.electricity_kwh = Some(fact.value),
            _ => {}
        }
    }
    content.facilities[0].run_hours = Some(2_120.into());
    let saved = declarations::save(&bench.ctx, &preparer, quarter, draft.revision, &content).await.unwrap();
    let form = FormKey::generate();
    let code = code_at(&demo::SECOND_FACTOR, bench.ctx.now()).unwrap();
    let proof = Proof { password: demo::PASSWORD, code: &code };
    declarations::submit(&bench.ctx, &certifier, quarter, saved.revision, proof, &form).await.unwrap();
    bench.drain_jobs().await;
    let own = declarations::quarters(&bench.ctx, &preparer).await.unwrap();
    let seen = |quarter: &str| own.quarters.iter().find(|row| row.quarter.to_string() == quarter).unwrap();
    assert_eq!((seen("2026Q3").status, seen("2026Q3").findings), (Some(DeclarationStatus::Submitted), 0));
    assert_eq!((seen("2026Q2").status, seen("2026Q2").findings), (Some(DeclarationStatus::Submitted), 1));
}

#[tokio::test]
async fn the_cross_check_finds_what_was_planted_and_nothing_about_the_honest_firm() {
    let bench = Bench::new().await;
    let summary = demo::fill(&bench.ctx, &Options::on(today())).await.unwrap();
    let db = bench.ctx.store.read();
    let rows = finding::Entity::find().find_also_related(enterprise::Entity).all(db).await.unwrap();
    assert_eq!(rows.len(), summary.findings);
    assert!((25..60).contains(&rows.len()), "{}", rows.len());
    for rule in ["X03", "X04", "X05", "X17", "X19"] {
        assert!(rows.iter().filter(|(row, _)| row.rule == rule).count() >= 4, "{rule}");
    }
    for (row, owner) in &rows {
        let story = story_of(&owner.as_ref().unwrap().credit_code);
        assert!(!matches!(story, Some(Story::HonestFirm | Story::LostAcknowledgement)), "{story:?}: {row:?}");
        let of_a_stack = row.rule == "X05" && row.subject.starts_with("DA");
        assert!(!of_a_stack, "nobody's arithmetic slips at a stack: {row:?}");
        let made = frozen(row).unwrap();
        assert_eq!(again(&made).as_ref(), Some(&made), "it can be made again");
    }
    for status in [FindingStatus::Asked, FindingStatus::Explained, FindingStatus::Closed, FindingStatus::Inspected] {
        assert!(rows.iter().any(|(row, _)| row.status == status), "{status}");
    }
    assert!(rows.iter().filter(|(row, _)| row.status == FindingStatus::Open).count() >= 20);
}
