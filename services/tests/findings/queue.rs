//! The bureau's queue.

use domain::{
    access::Role,
    finding::{
        FindingStatus::{self, Asked, Closed, Explained, Inspected, Open},
        Severity::{self, Inform, Red, Warning},
    },
    time::{DAY, Stamp},
};
use services::{
    findings::{Counts, Filter, Show, counts, queue},
    public::Paging,
};
use testing::{Bench, CREDIT_CODE};

use super::{neighbour, row, world};
use crate::public::rows::put;

/// Findings in every state; returns their keys.
async fn fill(bench: &Bench) -> Vec<i64> {
    let rows = [
        (Inform, Open, "08:00"),
        (Red, Open, "11:00"),
        (Warning, Explained, "10:00"),
        (Red, Explained, "10:00"),
        (Red, Asked, "09:00"),
        (Warning, Closed, "07:00"),
        (Red, Inspected, "07:00"),
    ];
    let mut ids = Vec::new();
    for (severity, status, clock) in rows {
        let due = Stamp::parse("2026-11-24T23:59:59").unwrap();
        let mut finding = row(severity, status, clock);
        finding.asked_at = (status == Asked).then_some(finding.created_at);
        finding.answer_due = (status == Asked).then_some(due);
        ids.push(put(bench, finding).await.id);
    }
    ids
}

#[tokio::test]
async fn the_gravest_first_and_of_alike_ones_the_oldest() {
    let bench = world().await;
    let (ids, reviewer) = (fill(&bench).await, bench.actor(Role::Reviewer).await);
    let seen = |page: services::public::PageOf<services::findings::FindingRow>| {
        page.items.iter().map(|row| ids.iter().position(|id| *id == row.id).unwrap()).collect::<Vec<_>>()
    };
    let waiting = queue(&bench.ctx, &reviewer, &Filter::default()).await.unwrap();
    assert_eq!(
        waiting.items[0].said.zh,
        "自来水取水量申报 18,420 立方米，供水公司账单合计 21,300 立方米，相差 13.5%（容许 3%）。"
    );
    assert!(waiting.items[0].said.en.starts_with("Municipal water: 18,420 m³ declared"));
    assert_eq!(seen(waiting), [3, 1, 2, 0]);
    bench.advance(3 * DAY);
    let waiting = queue(&bench.ctx, &reviewer, &Filter::default()).await.unwrap();
    assert!(waiting.items[0].overdue, "an answer that did not come in time is the bureau's to act on");
    assert_eq!(seen(waiting), [4, 3, 1, 2, 0]);
    let all = Filter { show: Show::All, paging: Paging::new(2, 5), ..Filter::default() };
    let rest = queue(&bench.ctx, &reviewer, &all).await.unwrap();
    assert_eq!((rest.total, seen(rest)), (7, vec![2, 0]));
}

#[tokio::test]
async fn of_one_grade_the_farthest_apart_comes_first() {
    let bench = world().await;
    let mut ids = Vec::new();
    for (severity, distance, clock) in
        [(Warning, 29_000, "08:00"), (Warning, 210_000, "10:00"), (Red, 1_000, "11:00"), (Red, 96_000, "12:00")]
    {
        let mut finding = row(severity, Open, clock);
        finding.distance = distance;
        ids.push(put(&bench, finding).await.id);
    }
    let reviewer = bench.actor(Role::Reviewer).await;
    let seen: Vec<_> =
        queue(&bench.ctx, &reviewer, &Filter::default()).await.unwrap().items.into_iter().map(|row| row.id).collect();
    assert_eq!(seen, [ids[3], ids[2], ids[1], ids[0]]);
}

#[tokio::test]
async fn filters_narrow_together() {
    let bench = world().await;
    neighbour(&bench).await;
    fill(&bench).await;
    let mut other = row(Severity::Red, FindingStatus::Open, "06:00");
    (other.enterprise_id, other.version_id, other.rule) = (2, 2, "X04".into());
    put(&bench, other).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let all = || Filter { show: Show::All, ..Filter::default() };
    let cases = [
        (all(), 8),
        (Filter { severity: Some(Red), ..all() }, 5),
        (Filter { show: Show::Only(Inspected), ..all() }, 1),
        (Filter { rule: Some("X04".into()), ..all() }, 1),
        (Filter { rule: Some("X04\0".into()), ..all() }, 1),
        (Filter { town: Some("441900101".into()), ..all() }, 7),
        (Filter { town: Some("441900102".into()), severity: Some(Warning), ..all() }, 0),
        (Filter { town: Some("' or 1=1 --".into()), ..all() }, 0),
        (Filter { enterprise: Some(CREDIT_CODE.parse().unwrap()), ..all() }, 7),
    ];
    for (filter, want) in cases {
        let found = queue(&bench.ctx, &reviewer, &filter).await.unwrap();
        assert_eq!((found.total, found.items.len()), (want, usize::try_from(want).unwrap()), "{filter:?}");
    }
}

#[tokio::test]
async fn the_counts_say_what_waits() {
    let bench = world().await;
    fill(&bench).await;
    let auditor = bench.actor(Role::Auditor).await;
    let now = counts(&bench.ctx, &auditor).await.unwrap();
    assert_eq!(now, Counts { open: 2, red: 2, explained: 2, asked: 1, overdue: 0, inspected: 1 });
    bench.advance(3 * DAY);
    let later = counts(&bench.ctx, &auditor).await.unwrap();
    assert_eq!((later.asked, later.overdue, later.to_do()), (0, 1, 5));
}
