//! Tip-offs in numbers.

use domain::{
    case::ViolationKind,
    time::{DAY, Stamp},
    tip::TipStatus,
};
use entities::tip;
use services::public::tips::{Count, Statistics, statistics};
use testing::Bench;

use super::rows::put;

async fn file(bench: &Bench, number: usize, kind: Option<ViolationKind>, day: &str, answered_after: Option<i64>) {
    let received_at = Stamp::parse(day).unwrap();
    let row = tip::Model {
        id: 0,
        tip_no: number.to_string(),
        receipt_index: number.to_string(),
        receipt_hash: String::new(),
        kind,
        enterprise_id: None,
        town_id: None,
        status: if answered_after.is_some() { TipStatus::Answered } else { TipStatus::Received },
        body: vec![1],
        contact: None,
        received_at,
        due_at: received_at,
        accepted_at: None,
        closed_at: answered_after.map(|days| received_at.plus(days * DAY)),
    };
    put(bench, row).await;
}

fn month(found: &Statistics, month: &str) -> Count {
    found.months.iter().find(|(name, _)| name == month).unwrap().1
}

#[tokio::test]
async fn small_cells_are_hidden_and_speed_is_told_from_five_answers_on() {
    let bench = Bench::new().await;
    for number in 0..6 {
        file(&bench, number, Some(ViolationKind::OverLimit), "2026-09-05", Some(2)).await;
    }
    for number in 6..9 {
        file(&bench, number, None, "2026-10-05", None).await;
    }
    let found = statistics(&bench.ctx).await.unwrap();
    assert_eq!((found.total, found.months.len()), (Count::Exactly(9), 12));
    // Three in October are few; September would give them away.
    assert_eq!((month(&found, "2026-10"), month(&found, "2026-09")), (Count::Hidden, Count::Hidden));
    assert_eq!(month(&found, "2026-08"), Count::Exactly(0));
    assert_eq!(found.speed.map(|speed| (speed.answered, speed.median_days)), Some((6, 2)));
}

#[tokio::test]
async fn nothing_is_told_of_a_handful() {
    let bench = Bench::new().await;
    file(&bench, 1, None, "2026-10-05", Some(1)).await;
    let found = statistics(&bench.ctx).await.unwrap();
    assert_eq!((found.total, found.speed), (Count::Hidden, None));
}

/// Two readings of one month say the same: what one report changes cannot be told from the difference.
#[tokio::test]
async fn a_report_or_an_answer_of_this_month_changes_no_number() {
    let bench = Bench::new().await;
    for number in 0..9 {
        file(&bench, number, Some(ViolationKind::Evasion), "2026-10-05", None).await;
    }
    let before = statistics(&bench.ctx).await.unwrap();
    assert_eq!(before.as_of, Stamp::parse("2026-11-01T00:00").unwrap());
    assert!(before.months.iter().all(|(name, _)| name != "2026-11"), "{:?}", before.months);
    file(&bench, 20, Some(ViolationKind::Ledger), "2026-11-05", None).await;
    file(&bench, 21, Some(ViolationKind::NoPermit), "2026-11-06", Some(1)).await;
    assert_eq!(statistics(&bench.ctx).await.unwrap(), before);
    // One of those counted is answered this month: it stands as it stood when the month began.
    let held = Bench::new().await;
    for number in 0..9 {
        let answered = (number == 0).then_some(40);
        file(&held, number, Some(ViolationKind::Evasion), "2026-10-05", answered).await;
    }
    assert_eq!(statistics(&held.ctx).await.unwrap(), before);
}
