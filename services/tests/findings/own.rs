//! What an enterprise sees of findings.

use domain::{
    access::Role,
    finding::{EntryKind, FindingStatus, Outcome, Severity},
};
use services::{
    Error, FormKey,
    accounts::Actor,
    findings::{own, show, show_own},
};

use super::{ask, close, explain, found, neighbour, row};
use crate::public::rows::put;

#[tokio::test]
async fn nothing_is_seen_before_somebody_asks() {
    let (bench, id) = found().await;
    let (ctx, preparer) = (&bench.ctx, bench.actor(Role::Preparer).await);
    assert!(own(ctx, &preparer).await.unwrap().is_empty());
    assert!(matches!(show_own(ctx, &preparer, id).await, Err(Error::NotFound)));
    let unasked = explain(ctx, &preparer, id, "我们来说明一下", &FormKey::generate()).await;
    assert!(matches!(unasked, Err(Error::NotFound)), "{unasked:?}");
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let (bench, id) = found().await;
    let ctx = &bench.ctx;
    neighbour(&bench).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    ask(ctx, &reviewer, id, "请核对水表读数。", &FormKey::generate()).await.unwrap();
    let preparer = bench.actor(Role::Preparer).await;
    for enterprise_id in [Some(2), None] {
        let stranger = Actor { enterprise_id, ..preparer.clone() };
        assert!(own(ctx, &stranger).await.unwrap().is_empty());
        assert!(matches!(show_own(ctx, &stranger, id).await, Err(Error::NotFound)));
        let explained = explain(ctx, &stranger, id, "读数附后。", &FormKey::generate()).await;
        assert!(matches!(explained, Err(Error::NotFound)));
    }
    assert_eq!(own(ctx, &preparer).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_inspection_does_not_announce_itself() {
    let (bench, id) = found().await;
    let ctx = &bench.ctx;
    let (reviewer, preparer) = (bench.actor(Role::Reviewer).await, bench.actor(Role::Preparer).await);
    ask(ctx, &reviewer, id, "请核对水表读数。", &FormKey::generate()).await.unwrap();
    let before = show_own(ctx, &preparer, id).await.unwrap();
    close(ctx, &reviewer, id, Outcome::Inspection, "书面说明不足以核实。", &FormKey::generate()).await.unwrap();
    let after = show_own(ctx, &preparer, id).await.unwrap();
    assert_eq!((&after.row, &after.entries, after.is_open), (&before.row, &before.entries, true));
    assert_eq!(own(ctx, &preparer).await.unwrap(), [before.row]);
    explain(ctx, &preparer, id, "读数附后。", &FormKey::generate()).await.unwrap();
    assert_eq!(own(ctx, &preparer).await.unwrap()[0].status, FindingStatus::Explained);
    let seen = show(ctx, &reviewer, id).await.unwrap();
    assert_eq!((seen.row.status, seen.row.outcome), (FindingStatus::Inspected, Some(Outcome::Inspection)));
    assert_eq!(seen.entries.last().unwrap().kind, EntryKind::Explanation, "the bureau reads what came since");
}

#[tokio::test]
async fn what_is_due_first_stands_first() {
    use FindingStatus::{Asked, Closed};

    let (bench, first) = found().await;
    let (ctx, reviewer) = (&bench.ctx, bench.actor(Role::Reviewer).await);
    let preparer = bench.actor(Role::Preparer).await;
    let later = put(&bench, row(Severity::Red, FindingStatus::Open, "09:00")).await.id;
    let done = put(&bench, row(Severity::Red, FindingStatus::Open, "09:00")).await.id;
    for id in [done, first, later] {
        ask(ctx, &reviewer, id, "请核对水表读数。", &FormKey::generate()).await.unwrap();
        bench.advance(domain::time::DAY);
    }
    close(ctx, &reviewer, done, Outcome::Source, "账单有误，已由供水公司更正。", &FormKey::generate()).await.unwrap();
    let seen: Vec<_> = own(ctx, &preparer).await.unwrap().iter().map(|row| (row.id, row.status)).collect();
    assert_eq!(seen, [(first, Asked), (later, Asked), (done, Closed)]);
}
