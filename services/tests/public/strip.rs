//! Cases on the strip of quarters.

use domain::case::{CaseStage, Withdrawal};
use services::public::enterprise::{self, QuarterState, Unfiled};
use testing::Bench;

use super::rows::{case, put, works};

#[tokio::test]
async fn a_public_case_marks_the_quarter_of_the_act_and_one_that_is_over_marks_nothing() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    put(&bench, case("shown")).await;
    let mut over = case("over");
    over.acted_on = "2026-03-10".parse().unwrap();
    over.public_until = Some("2026-10-01".parse().unwrap());
    put(&bench, over).await;
    let mut repaired = case("repaired");
    repaired.acted_on = "2025-12-10".parse().unwrap();
    (repaired.stage, repaired.withdrawal) = (CaseStage::Withdrawn, Some(Withdrawal::Repaired));
    repaired.withdrawn_at = Some(bench.ctx.now());
    put(&bench, repaired).await;
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    let violated: Vec<_> = view.quarters.iter().filter(|mark| mark.state == QuarterState::Violation).collect();
    assert_eq!(violated.len(), 1);
    assert_eq!((violated[0].quarter.to_string().as_str(), violated[0].violations), ("2026Q3", 1));
    let numbers: Vec<_> = view.cases.iter().map(|case| case.case_no.as_str()).collect();
    assert_eq!(numbers, ["shown"]);
}

#[tokio::test]
async fn an_act_that_lasted_marks_each_quarter_of_it() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let mut lasted = case("lasted");
    (lasted.acted_on, lasted.acted_until) = ("2026-03-16".parse().unwrap(), "2026-08-10".parse().ok());
    put(&bench, lasted).await;
    let quarters = enterprise::show(&bench.ctx, &works()).await.unwrap().quarters;
    let violated = quarters.iter().filter(|mark| mark.violations == 1).map(|mark| mark.quarter.to_string());
    assert_eq!(violated.collect::<Vec<_>>(), ["2026Q1", "2026Q2", "2026Q3"]);
}

#[tokio::test]
async fn the_quarter_that_runs_is_the_last_of_thirteen() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let mut fresh = case("fresh");
    fresh.acted_on = "2026-10-20".parse().unwrap();
    put(&bench, fresh).await;
    let quarters = enterprise::show(&bench.ctx, &works()).await.unwrap().quarters;
    let last = quarters.last().unwrap();
    assert_eq!(
        (quarters.len(), last.quarter.to_string().as_str(), last.state),
        (13, "2026Q4", QuarterState::Violation)
    );
    let (late, before) = (quarters[11], quarters[10]);
    assert_eq!((late.state, late.unfiled), (QuarterState::Unfiled, Some(Unfiled::Late("2027-01-15".parse().unwrap()))));
    assert_eq!((before.state, before.unfiled), (QuarterState::NoRecord, Some(Unfiled::BeforePortal)));
}
