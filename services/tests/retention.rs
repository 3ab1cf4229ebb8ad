//! What is past its term goes, and nothing else.

use std::path::Path;

use domain::{
    access::Role,
    case::{CaseStage, CaseStatus},
    declaration::DeclarationStatus,
    measurement::Interval,
    retention::Class,
    time::{DAY, Stamp},
    tip::{TipAuthor, TipStatus},
};
use entities::{
    audit, declaration, measurement, raw_frame, retention_run, session, tip, tip_message, tip_photo, violation_case,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};
use services::{
    Error, FormKey,
    backup::Failure,
    export,
    retention::{self, Gone, Holding},
};
use testing::{Bench, CREDIT_CODE};

use crate::public::rows::{case, nickel, put, put_values};

fn day(text: &str) -> Stamp {
    Stamp::parse(text).unwrap()
}

fn frame(id: i64, at: Stamp, verdict: &str) -> raw_frame::Model {
    raw_frame::Model {
        id: (at.0 << 20) + id,
        device_id: (id != 9).then_some(1),
        received_at: at,
        verdict: verdict.into(),
        tolerated: String::new(),
        wire: b"##0000\r\n".to_vec(),
        digest: None,
        link: None,
        position: None,
    }
}

fn tip_of(id: i64, status: TipStatus, enterprise_id: Option<i64>, at: Stamp) -> tip::Model {
    tip::Model {
        id,
        tip_no: format!("JB2020-{id}"),
        receipt_index: format!("index {id}"),
        receipt_hash: "hash".into(),
        kind: None,
        enterprise_id,
        town_id: None,
        status,
        body: vec![1],
        contact: None,
        received_at: at,
        due_at: at,
        closed_at: (status == TipStatus::Answered).then_some(at),
        accepted_at: None,
    }
}

async fn insert<M, A>(bench: &Bench, row: M)
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let tx = bench.ctx.store.write().await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// The works with rows on both sides of every term; today is 22 November 2026.
async fn world() -> Bench {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (old, new) = (day("2021-11-21T23:59:59"), day("2021-11-22"));
    for row in [
        frame(1, old, "accepted"),
        frame(2, day("2021-09-01"), "accepted"),
        frame(3, old, "held"),
        frame(4, new, "accepted"),
        frame(9, old, "crc"),
    ] {
        insert(&bench, row).await;
    }
    let late = measurement::Model { received_at: bench.ctx.now(), ..nickel(Interval::Realtime, old.plus(-5), "0.4") };
    put_values(
        &bench,
        [
            nickel(Interval::Realtime, old, "0.4"),
            nickel(Interval::Minute, old, "0.4"),
            nickel(Interval::Hour, old, "0.4"),
            nickel(Interval::Day, old, "0.4"),
            nickel(Interval::Realtime, new, "0.4"),
            late,
        ],
    )
    .await;
    for (id, status, enterprise, at) in [
        (1, TipStatus::Declined, None, "2023-11-21"),
        (2, TipStatus::Declined, Some(1), "2023-11-21"),
        (3, TipStatus::Declined, None, "2023-11-22"),
        (4, TipStatus::Answered, Some(1), "2021-11-21"),
        (5, TipStatus::Investigating, Some(1), "2019-01-01"),
    ] {
        insert(&bench, tip_of(id, status, enterprise, day(at))).await;
        insert(&bench, tip_message::Model { id, tip_id: id, author: TipAuthor::Bureau, body: vec![2], at: day(at) })
            .await;
        insert(&bench, tip_photo::Model { id, tip_id: id, image: vec![3], width: 1, height: 1 }).await;
    }
    bench
}

async fn left(bench: &Bench) -> [u64; 4] {
    let db = bench.ctx.store.read();
    [
        raw_frame::Entity::find().count(db).await.unwrap(),
        measurement::Entity::find().count(db).await.unwrap(),
        tip::Entity::find().count(db).await.unwrap(),
        tip_photo::Entity::find().count(db).await.unwrap() + tip_message::Entity::find().count(db).await.unwrap(),
    ]
}

async fn due(bench: &Bench, class: Class) -> (i64, i64) {
    let all = retention::due(&bench.ctx).await.unwrap();
    let one = all.iter().find(|due| due.class == class).unwrap();
    (one.rows, one.held)
}

fn rows(gone: &[Gone], class: Class) -> i64 {
    gone.iter().find(|one| one.class == class).map_or(0, |one| one.rows)
}

#[tokio::test]
async fn what_is_past_its_term_goes_and_is_archived_before() {
    let (bench, place) = (world().await, tempfile::tempdir().unwrap());
    assert_eq!(left(&bench).await, [5, 6, 5, 10]);
    assert_eq!(due(&bench, Class::Frames).await, (3, 0), "held ones wait for a person");
    assert_eq!(due(&bench, Class::Values).await, (2, 0), "hourly and daily ones stay, and what came in just now");
    assert_eq!((due(&bench, Class::TipsDeclined).await, due(&bench, Class::TipsAnswered).await), ((2, 0), (1, 0)));
    assert_eq!(left(&bench).await, [5, 6, 5, 10], "looking removes nothing");

    // Without an archive only what is not archived goes.
    let gone = retention::remove(&bench.ctx, None, None).await.unwrap();
    assert_eq!(
        (rows(&gone, Class::TipsDeclined), rows(&gone, Class::TipsAnswered), rows(&gone, Class::Frames)),
        (2, 1, 0)
    );
    assert_eq!(left(&bench).await, [5, 6, 2, 4]);

    let gone = retention::remove(&bench.ctx, None, Some(place.path())).await.unwrap();
    assert_eq!((rows(&gone, Class::Frames), rows(&gone, Class::Values), gone.len()), (3, 2, 2));
    assert_eq!(left(&bench).await, [2, 4, 2, 4]);
    let folder = gone[0].archive.clone().unwrap();
    let (manifest, size) = export::check(&folder).unwrap();
    assert_eq!(size.rows, 5);
    let files: Vec<_> = manifest.tables.iter().map(|table| (table.file.place.as_str(), table.file.rows)).collect();
    assert_eq!(
        files,
        [
            ("raw_frame/2021-09.csv", 1),
            ("raw_frame/2021-10.csv", 0),
            ("raw_frame/2021-11.csv", 2),
            ("measurement/2021-11.csv", 2)
        ]
    );
    assert!(std::fs::read_to_string(folder.join("raw_frame/2021-11.csv")).unwrap().contains("23233030"));

    let log = retention_run::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let frames = log.iter().find(|row| row.class == Class::Frames).unwrap();
    assert_eq!(
        (frames.rows, frames.before.to_string(), frames.oldest.unwrap().to_string()),
        (3, "2021-11-22".into(), "2021-09-01".into())
    );
    let lines = audit::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(lines.len(), 4);
    assert!(lines.iter().all(|line| line.action == "apply-retention"), "{lines:?}");
    assert!(lines.iter().any(|line| line.detail.contains("\"rows\":3")), "{lines:?}");
    assert!(retention::remove(&bench.ctx, None, Some(place.path())).await.unwrap().is_empty(), "nothing is left to go");
    assert_eq!(place.path().read_dir().unwrap().count(), 1, "and nothing to archive");
}

#[tokio::test]
async fn nothing_goes_that_could_not_be_archived() {
    let (bench, place) = (world().await, tempfile::tempdir().unwrap());
    let nowhere = retention::remove(&bench.ctx, None, Some(&place.path().join("nowhere"))).await;
    assert!(matches!(nowhere, Err(Failure::NoFolder(_))), "{nowhere:?}");
    assert_eq!(left(&bench).await, [5, 6, 5, 10]);
}

#[tokio::test]
async fn a_hold_keeps_everything_of_an_enterprise() {
    let (bench, place) = (world().await, tempfile::tempdir().unwrap());
    let (admin, auditor) = (bench.actor(Role::Admin).await, bench.actor(Role::Auditor).await);
    let wanted = |enterprise: &str, case_no: &str, reason: &str| Holding {
        enterprise: enterprise.into(),
        case_no: case_no.into(),
        reason: reason.into(),
    };
    let hold = async |wanted: Holding| retention::place(&bench.ctx, &admin, &FormKey::generate(), &wanted).await;
    let nobody = hold(wanted("91350100M000100Y44", "x", "")).await.unwrap_err();
    assert!(["enterprise", "case_no", "reason"].iter().all(|field| nobody.is_about(field)), "{nobody}");
    assert!(hold(wanted("", "", "x")).await.unwrap_err().is_about("enterprise"));
    let refused = retention::place(&bench.ctx, &auditor, &FormKey::generate(), &wanted(CREDIT_CODE, "", "x")).await;
    assert!(matches!(refused, Err(Error::Forbidden)));

    hold(wanted(CREDIT_CODE, "", "法院来函")).await.unwrap();
    assert_eq!(due(&bench, Class::Frames).await, (1, 2), "the frame of no known logger goes");
    assert_eq!(due(&bench, Class::Values).await, (0, 2));
    assert_eq!((due(&bench, Class::TipsDeclined).await, due(&bench, Class::TipsAnswered).await), ((1, 1), (0, 1)));
    retention::remove(&bench.ctx, None, Some(place.path())).await.unwrap();
    assert_eq!(left(&bench).await, [4, 6, 4, 8]);

    let overview = retention::overview(&bench.ctx, &auditor).await.unwrap();
    let [one] = &overview.holds[..] else { panic!("{:?}", overview.holds) };
    assert_eq!((one.row.reason.as_str(), one.who.as_str(), one.lifted_at()), ("法院来函", "admin 甲", None));
    assert!(retention::lift(&bench.ctx, &admin, one.row.id, " ").await.unwrap_err().is_about("lift_reason"));
    assert!(matches!(retention::lift(&bench.ctx, &auditor, one.row.id, "x").await, Err(Error::Forbidden)));
    assert!(matches!(retention::lift(&bench.ctx, &admin, 999, "x").await, Err(Error::NotFound)));
    retention::lift(&bench.ctx, &admin, one.row.id, "已结案").await.unwrap();
    retention::lift(&bench.ctx, &admin, one.row.id, "again").await.unwrap();
    bench.advance(1_000);
    retention::remove(&bench.ctx, None, Some(place.path())).await.unwrap();
    // What had come in late has been there for a second run.
    assert_eq!(left(&bench).await, [2, 3, 2, 4], "what is in hand stays: a held frame, a tip-off under investigation");
    let lines = bench.audit().await;
    assert_eq!(lines.iter().filter(|line| line.starts_with("place-hold") || line.starts_with("lift-hold")).count(), 2);
}

#[tokio::test]
async fn what_is_in_hand_keeps_what_it_may_look_at() {
    let bench = world().await;
    let live =
        violation_case::Model { status: CaseStatus::Filed, stage: CaseStage::Draft, published_at: None, ..case("1") };
    let live = put(&bench, live).await;
    assert_eq!(due(&bench, Class::Values).await, (0, 2), "a case that is being worked");
    let change_to = async |row: violation_case::Model| {
        let tx = bench.ctx.store.write().await.unwrap();
        row.into_active_model().reset_all().update(&tx).await.unwrap();
        tx.commit().await.unwrap();
    };
    let shown = violation_case::Model {
        status: CaseStatus::Closed,
        published_at: Some(day("2026-01-01")),
        public_until: Some("2026-11-22".parse().unwrap()),
        ..live.clone()
    };
    change_to(shown.clone()).await;
    assert_eq!(due(&bench, Class::Values).await, (0, 2), "closed, and still on the board");
    change_to(violation_case::Model { public_until: Some("2026-11-21".parse().unwrap()), ..shown }).await;
    assert_eq!(due(&bench, Class::Values).await, (2, 0));

    let open = declaration::Model {
        id: 1,
        enterprise_id: 1,
        quarter: "2021Q4".parse().unwrap(),
        status: DeclarationStatus::Corrected,
        draft: "{}".into(),
        draft_revision: 1,
        updated_at: Stamp(0),
        updated_by: None,
        correction: Some("漏报".into()),
    };
    insert(&bench, open.clone()).await;
    assert_eq!(due(&bench, Class::Values).await, (0, 2), "a correction that has begun looks back over its year");
    let tx = bench.ctx.store.write().await.unwrap();
    let done = declaration::Model { correction: None, ..open };
    done.into_active_model().reset_all().update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(due(&bench, Class::Values).await, (2, 0));
}

#[tokio::test]
async fn sessions_go_when_they_have_ended_long_ago() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    for (id, expires_at) in [("old", bench.ctx.now().plus(-40 * DAY)), ("new", bench.ctx.now().plus(-5 * DAY))] {
        let at = Stamp(0);
        insert(
            &bench,
            session::Model { id: id.into(), account_id: admin.account_id, created_at: at, seen_at: at, expires_at },
        )
        .await;
    }
    let gone = retention::remove(&bench.ctx, Some(&admin), None::<&Path>).await.unwrap();
    assert_eq!((gone.len(), rows(&gone, Class::Sessions)), (1, 1));
    let left = session::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].id, "new");
}
