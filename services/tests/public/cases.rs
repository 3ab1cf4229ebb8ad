//! The exposure board.

use domain::{case::CaseStatus, time::Stamp};
use services::{
    Error,
    public::{Paging, cases, home},
};
use testing::Bench;

use super::rows::{case, put, works};

#[tokio::test]
async fn a_case_is_public_from_its_publication_to_the_end_of_its_last_day() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let mut row = case("A");
    row.published_at = Some(Stamp::parse("2026-09-25T10:00").unwrap());
    row.public_until = Some("2026-11-22".parse().unwrap());
    put(&bench, row).await;
    for (moment, public) in [
        ("2026-09-25T09:59:59", false),
        ("2026-09-25T10:00:00", true),
        ("2026-11-22T23:59:59", true),
        ("2026-11-23T00:00:00", false),
    ] {
        bench.set_clock(Stamp::parse(moment).unwrap());
        let shown = cases::show(&bench.ctx, "A").await;
        assert_eq!(shown.is_ok(), public, "{moment}");
        assert!(public || matches!(shown, Err(Error::NotFound)), "{moment}");
        let gone = (moment > "2026-11-22T23:59:59").then_some(cases::Gone::Over);
        assert_eq!(cases::gone(&bench.ctx, "A").await.unwrap(), gone, "{moment}");
    }
}

#[tokio::test]
async fn a_withdrawn_case_is_counted_and_an_undecided_one_is_not() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    put(&bench, case("shown")).await;
    let mut over = case("over");
    over.public_until = Some("2026-11-21".parse().unwrap());
    put(&bench, over).await;
    let mut secret = case("secret");
    secret.status = CaseStatus::Filed;
    put(&bench, secret).await;
    let mut later = case("later");
    later.published_at = None;
    put(&bench, later).await;

    let board = cases::board(&bench.ctx, Paging::default()).await.unwrap();
    let numbers: Vec<_> = board.cases.items.iter().map(|case| case.case_no.as_str()).collect();
    assert_eq!(numbers, ["shown"]);
    assert_eq!((board.totals.published, board.totals.withdrawn), (1, 1));
    assert_eq!(board.cases.items[0].enterprise.credit_code, works());
    assert_eq!(home::overview(&bench.ctx).await.unwrap().cases.len(), 1);
}

#[tokio::test]
async fn a_number_of_nonsense_is_not_found() {
    let bench = Bench::new().await;
    for number in ["", "\0", "' or 1=1", "../secret"] {
        assert!(matches!(cases::show(&bench.ctx, number).await, Err(Error::NotFound)), "{number:?}");
    }
}

#[tokio::test]
async fn the_newest_publication_comes_first() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for (number, day) in [("1", "2026-09-01"), ("2", "2026-11-01"), ("3", "2026-10-01")] {
        let mut row = case(number);
        row.published_at = Some(Stamp::parse(day).unwrap());
        put(&bench, row).await;
    }
    let second = cases::board(&bench.ctx, Paging::new(2, 2)).await.unwrap().cases;
    let first = cases::board(&bench.ctx, Paging::new(1, 2)).await.unwrap().cases;
    let numbers: Vec<_> = first.items.iter().chain(&second.items).map(|case| case.case_no.as_str()).collect();
    assert_eq!(numbers, ["2", "3", "1"]);
    assert_eq!((first.total, first.pages()), (3, 2));
}
