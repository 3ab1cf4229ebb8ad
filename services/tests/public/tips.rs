//! Tip-offs in numbers.

use domain::{
    access::Role,
    case::ViolationKind,
    time::{DAY, Stamp},
    tip::TipStatus,
};
use entities::{audit, tip};
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

/// A step of the tip-off with a key, as the log keeps it.
async fn step(bench: &Bench, tip_id: usize, action: &str, day: &str) {
    let line = audit::Model {
        id: 0,
        at: Stamp::parse(day).unwrap(),
        account_id: None,
        role: Role::Intake,
        action: action.to_owned(),
        subject: format!("tip/{tip_id}"),
        detail: "{}".to_owned(),
    };
    put(bench, line).await;
}

fn month(found: &Statistics, month: &str) -> Count {
    found.months.iter().find(|(name, _)| name == month).unwrap().1
}

fn stood(found: &Statistics, status: Option<TipStatus>) -> Option<Count> {
    found.statuses.iter().find(|(one, _)| *one == status).map(|(_, count)| *count)
}

#[tokio::test]
async fn numbers_are_told_in_steps_and_speed_from_five_answers_on() {
    let bench = Bench::new().await;
    for number in 0..6 {
        file(&bench, number, Some(ViolationKind::OverLimit), "2026-09-05", Some(2)).await;
    }
    for number in 6..9 {
        file(&bench, number, None, "2026-10-05", None).await;
    }
    let found = statistics(&bench.ctx).await.unwrap();
    // Three in October are few: they wait for others, or the difference from a month before would be theirs alone.
    assert_eq!((found.as_of, found.total), (Some(Stamp::parse("2026-10-01T00:00").unwrap()), Count::From(5)));
    assert_eq!(
        (found.months.len(), month(&found, "2026-09"), month(&found, "2026-08")),
        (12, Count::From(5), Count::Few)
    );
    let october = Stamp::parse("2026-10-01T00:00").unwrap();
    let speed = found.speed.map(|speed| (speed.as_of, speed.answered, speed.median_days));
    assert_eq!(speed, Some((october, Count::From(5), 2)));
    let kinds: Vec<_> = found.kinds.iter().filter(|(_, count)| *count != Count::Few).collect();
    assert_eq!(kinds, [&(Some(ViolationKind::OverLimit), Count::From(5))]);
}

#[tokio::test]
async fn nothing_is_told_of_a_handful() {
    let bench = Bench::new().await;
    for number in 0..4 {
        file(&bench, number, Some(ViolationKind::Report), "2026-10-05", Some(1)).await;
    }
    let found = statistics(&bench.ctx).await.unwrap();
    assert_eq!((found.as_of, found.total, found.speed), (None, Count::Few, None));
    assert!(found.months.is_empty() && found.kinds.is_empty() && found.statuses.is_empty(), "{found:?}");
}

/// Reports and answers are counted up to moments of their own: five more of the one say nothing about the other.
#[tokio::test]
async fn how_fast_they_were_answered_has_a_moment_of_its_own() {
    let bench = Bench::new().await;
    for number in 0..5 {
        file(&bench, number, Some(ViolationKind::Evasion), "2026-08-05", Some(2)).await;
    }
    for number in 5..10 {
        file(&bench, number, Some(ViolationKind::Evasion), "2026-10-05", (number == 5).then_some(3)).await;
    }
    let found = statistics(&bench.ctx).await.unwrap();
    let month = |day: &str| Stamp::parse(day).unwrap();
    assert_eq!((found.as_of, found.total), (Some(month("2026-11-01T00:00")), Count::From(10)));
    assert_eq!(
        found.speed.map(|speed| (speed.as_of, speed.answered)),
        Some((month("2026-09-01T00:00"), Count::From(5)))
    );
}

/// That somebody reported what only those inside can see is told by no line of its own as long as they are few.
#[tokio::test]
async fn a_kind_that_is_not_seen_from_outside_has_a_line_with_its_number_only() {
    let bench = Bench::new().await;
    for number in 0..5 {
        let kind = if number == 0 { ViolationKind::Report } else { ViolationKind::Evasion };
        file(&bench, number, Some(kind), "2026-10-05", None).await;
    }
    let found = statistics(&bench.ctx).await.unwrap();
    assert_eq!(found.total, Count::From(5));
    assert!(found.kinds.iter().all(|(kind, _)| *kind != Some(ViolationKind::Report)), "{:?}", found.kinds);
}

/// Two readings of one month say the same: what one report changes cannot be told from the difference.
#[tokio::test]
async fn a_report_or_an_answer_of_this_month_changes_no_number() {
    let bench = Bench::new().await;
    for number in 0..9 {
        file(&bench, number, Some(ViolationKind::Evasion), "2026-10-05", None).await;
    }
    let before = statistics(&bench.ctx).await.unwrap();
    assert_eq!(before.as_of, Some(Stamp::parse("2026-11-01T00:00").unwrap()));
    assert!(before.months.iter().all(|(name, _)| name != "2026-11"), "{:?}", before.months);
    file(&bench, 20, Some(ViolationKind::Ledger), "2026-11-05", None).await;
    file(&bench, 21, Some(ViolationKind::NoPermit), "2026-11-06", Some(1)).await;
    for number in 22..28 {
        file(&bench, number, Some(ViolationKind::NoPermit), "2026-11-07", Some(1)).await;
    }
    assert_eq!(statistics(&bench.ctx).await.unwrap(), before);
}

/// Where they stood, by the steps in the log, and not where they stand.
#[tokio::test]
async fn states_are_those_of_the_moment_by_the_steps_in_the_log() {
    let bench = Bench::new().await;
    for number in 0..15 {
        file(&bench, number, Some(ViolationKind::Evasion), "2026-10-05", Some(40)).await;
    }
    for tip in 1..=10 {
        // Five were taken up in October and handed over, five in November; all are answered now.
        let (taken, handed) = if tip <= 5 { ("2026-10-06", "2026-10-20") } else { ("2026-11-02", "2026-11-03") };
        step(&bench, tip, "accept-tip", taken).await;
        step(&bench, tip, "hand-over-tip", handed).await;
        step(&bench, tip, "answer-tip", "2026-11-14").await;
    }
    let found = statistics(&bench.ctx).await.unwrap();
    let want = [
        (Some(TipStatus::Received), Some(Count::From(5))),
        (Some(TipStatus::Accepted), Some(Count::Few)),
        (Some(TipStatus::Investigating), Some(Count::From(5))),
        (Some(TipStatus::Answered), Some(Count::Few)),
        // Of five there is no line in the log, and the row says when they were answered and nothing before.
        (None, Some(Count::From(5))),
    ];
    for (status, count) in want {
        assert_eq!(stood(&found, status), count, "{status:?} of {:?}", found.statuses);
    }
    assert_eq!(found.speed, None, "none was answered before November");
}

/// Month after month one report comes, of one kind or another, and is answered: no number ever moves by less than five.
#[tokio::test]
async fn no_number_of_two_publications_differs_by_one_report() {
    let bench = Bench::new().await;
    for number in 0..16 {
        let (year, month) = (2025 + number / 12, number % 12 + 1);
        let kind = if number % 3 == 0 { ViolationKind::Ledger } else { ViolationKind::Evasion };
        file(&bench, number, Some(kind), &format!("{year}-{month:02}-10"), Some(3)).await;
    }
    let mut told = Vec::new();
    for month in 1..=11 {
        bench.set_clock(Stamp::parse(&format!("2026-{month:02}-02T09:00")).unwrap());
        told.push(statistics(&bench.ctx).await.unwrap());
    }
    let least = |count: Count| i64::try_from(count.range().0).unwrap();
    for pair in told.windows(2) {
        let of = |found: &Statistics| {
            let mut all = vec![least(found.total), found.speed.map_or(0, |speed| least(speed.answered))];
            for kind in [ViolationKind::Ledger, ViolationKind::Evasion] {
                let counts = found.kinds.iter().filter(|(one, _)| *one == Some(kind));
                all.push(counts.map(|(_, count)| least(*count)).sum());
            }
            all.extend(TipStatus::ALL.iter().map(|status| stood(found, Some(*status)).map_or(0, least)));
            all
        };
        let (before, after) = (of(&pair[0]), of(&pair[1]));
        assert!(before.iter().zip(&after).all(|(a, b)| a == b || (a - b).abs() >= 5), "{before:?} {after:?}");
    }
    assert!(told.windows(2).any(|pair| pair[0] != pair[1]), "and they move");
    assert_eq!(told.last().unwrap().total, Count::From(15));
}
