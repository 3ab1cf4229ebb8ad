//! Cases on the strip of quarters.

use services::{
    public::enterprise::{self, QuarterState},
    testing::Bench,
};

use super::rows::{case, put, works};

#[tokio::test]
async fn a_violation_marks_the_quarter_of_the_act_even_after_its_publication_has_ended() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let mut over = case("over");
    over.withdraw_on = Some("2026-10-01".parse().unwrap());
    put(&bench, over).await;
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    let violated: Vec<_> = view.quarters.iter().filter(|mark| mark.state == QuarterState::Violation).collect();
    assert_eq!(violated.len(), 1);
    assert_eq!((violated[0].quarter.to_string().as_str(), violated[0].violations), ("2026Q3", 1));
    assert_eq!((view.cases.len(), view.withdrawn_cases), (0, 1));
}
