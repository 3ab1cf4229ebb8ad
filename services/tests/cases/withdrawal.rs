//! A published case is taken down before its term ends.

use domain::case::{CaseStage, Withdrawal};
use services::{
    Error,
    cases::show,
    public::{Paging, cases as open, enterprise},
};

use super::{form, published, withdraw, world};
use crate::public::rows::works;

/// How many decided violations the strip of the works shows.
async fn on_strip(bench: &testing::Bench) -> usize {
    let file = enterprise::show(&bench.ctx, &works()).await.unwrap();
    file.quarters.iter().map(|mark| mark.violations).sum()
}

#[tokio::test]
async fn what_fell_leaves_its_reason_and_no_trace_in_the_numbers() {
    for withdrawal in [Withdrawal::Quashed, Withdrawal::Mistake] {
        let (bench, people) = world().await;
        let ctx = &bench.ctx;
        bench.set_clock(domain::time::Stamp::parse("2027-01-10T09:00").unwrap());
        let no = published(&bench, &people).await;
        assert_eq!(on_strip(&bench).await, 1);
        assert_eq!(open::gone(ctx, &no).await.unwrap(), None);
        withdraw(ctx, &people.publisher, &no, (withdrawal, "复议决定撤销原处罚决定。"), &form()).await.unwrap();
        assert!(matches!(open::show(ctx, &no).await, Err(Error::NotFound)), "gone at once");
        let totals = open::board(ctx, Paging::default()).await.unwrap().totals;
        assert_eq!((totals.published, totals.withdrawn), (0, 0));
        assert_eq!(on_strip(&bench).await, 0);
        let Some(open::Gone::TakenDown(withdrawn)) = open::gone(ctx, &no).await.unwrap() else { panic!("no reason") };
        assert_eq!((withdrawn.reason.as_str(), withdrawn.withdrawn_at), ("复议决定撤销原处罚决定。", ctx.now()));
    }
}

#[tokio::test]
async fn repaired_credit_leaves_the_count_and_nothing_else() {
    let (bench, people) = world().await;
    let ctx = &bench.ctx;
    let no = published(&bench, &people).await;
    let sent = form();
    for _ in 0..2 {
        let done = withdraw(ctx, &people.publisher, &no, (Withdrawal::Repaired, "信用修复已准予。"), &sent).await;
        done.unwrap();
    }
    let totals = open::board(ctx, Paging::default()).await.unwrap().totals;
    assert_eq!((totals.published, totals.withdrawn), (0, 1));
    assert_eq!(open::gone(ctx, &no).await.unwrap(), Some(open::Gone::Over), "why, nobody is told");
    assert_eq!(on_strip(&bench).await, 0);
    let file = show(ctx, &people.publisher, &no).await.unwrap();
    assert_eq!((file.line.stage, file.withdrawal), (CaseStage::Withdrawn, Some(Withdrawal::Repaired)));
    let again = withdraw(ctx, &people.publisher, &no, (Withdrawal::Mistake, "再撤一次"), &form()).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
}

#[tokio::test]
async fn the_reason_is_public_and_names_nobody() {
    let (bench, people) = world().await;
    let no = published(&bench, &people).await;
    let ctx = &bench.ctx;
    for reason in ["", "  ", "\0\u{200b}", "请致电 13800138000"] {
        let refused = withdraw(ctx, &people.publisher, &no, (Withdrawal::Mistake, reason), &form()).await;
        assert!(matches!(refused, Err(ref error) if error.is_about("withdrawal_reason")), "{reason}: {refused:?}");
    }
    assert_eq!(open::gone(ctx, "DH-0000\0").await.unwrap(), None);
    open::show(ctx, &no).await.unwrap();
}
