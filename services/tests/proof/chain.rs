//! The chain grows with each commit, and whoever changes what is stored is found.

use domain::{
    access::Role,
    chain::{Digest, Fault},
    retention::Class,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use entities::{frame_chain, raw_frame, retention_run};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use services::{
    FormKey, backup, devices, export,
    monitoring::record::{UNSTORABLE, start},
    proof::{self, What},
    retention, store,
};
use testing::{Bench, MN};

use super::{asked, checked, first, held, minute, record, strange, tamper, works};
use crate::record::poison;

async fn frames(bench: &Bench) -> Vec<raw_frame::Model> {
    let rows = raw_frame::Entity::find().order_by_asc(raw_frame::Column::Id);
    rows.all(bench.ctx.store.read()).await.unwrap()
}

/// Logger and place of each frame, in the order of arrival.
async fn places(bench: &Bench) -> Vec<(i64, i64)> {
    frames(bench).await.iter().map(|frame| (frame.device_id.unwrap_or(0), frame.position.unwrap())).collect()
}

async fn is_sound(bench: &Bench, frames: i64, chains: u64) {
    let (met, broken) = checked(bench, &asked("2026-11-19", "2026-11-23")).await;
    assert_eq!(broken, []);
    assert_eq!((met.frames, met.chains, met.broken), (frames, chains, 0));
}

#[tokio::test]
async fn loggers_and_strangers_of_one_commit_have_chains_of_their_own_and_a_restart_goes_on() {
    let (bench, one, other) = works().await;
    let at = |minutes: i64| first().plus(minutes * MINUTE);
    let together = [
        minute(&one, at(1), "0.1"),
        minute(&other, at(1), "0.2"),
        strange(at(1), b"\x00\xff garbage"),
        minute(&one, at(2), "0.3"),
    ];
    record(&bench, together).await;
    record(&bench, [minute(&one, at(3), "0.4"), strange(at(3), b"##")]).await;
    assert_eq!(places(&bench).await, [(1, 1), (2, 1), (0, 1), (1, 2), (1, 3), (0, 2)]);
    for frame in frames(&bench).await {
        assert_eq!(frame.digest.as_deref(), Some(&Digest::of(&frame.wire).0[..]));
    }
    is_sound(&bench, 6, 3).await;
    let heads = proof::heads(&bench.ctx, first().day()).await.unwrap();
    let counts: Vec<_> = heads.heads.iter().map(|(device, head)| (*device, head.frames)).collect();
    assert_eq!(counts, [(0, 2), (1, 3), (2, 1)]);
    assert_eq!(domain::chain::heads::Heads::read(&heads.text()), Ok(heads));
}

#[tokio::test]
async fn the_day_turns_within_a_commit_and_a_clock_that_is_set_back_goes_on_with_the_day_before() {
    let (bench, one, _) = works().await;
    let midnight = first().plus(DAY);
    let around = [-3, -1, 1, 2].map(|seconds| minute(&one, midnight.plus(seconds * 1_000), "0.1"));
    record(&bench, around).await;
    assert_eq!(
        places(&bench).await.iter().map(|(_, place)| *place).collect::<Vec<_>>(),
        [1, 1, 2, 3],
        "one came at midnight"
    );
    // The same process, and one that remembers nothing.
    let (recorder, writer) = start(bench.ctx.clone());
    for seconds in [60, -60, 61] {
        recorder.record(minute(&one, midnight.plus(seconds * 1_000), "0.2")).await.await.unwrap();
    }
    drop(recorder);
    writer.await.unwrap();
    record(&bench, [minute(&one, midnight.plus(-HOUR), "0.3")]).await;
    let ids: Vec<_> = frames(&bench).await.iter().map(|frame| frame.id).collect();
    assert!(ids.is_sorted(), "in the order of arrival");
    is_sound(&bench, 8, 2).await;
    // What came with the wrong time is looked at too.
    tamper(&bench, "UPDATE raw_frame SET verdict = 'crc' WHERE id = (SELECT max(id) FROM raw_frame)").await;
    let (_, broken) = checked(&bench, &asked("2026-11-20", "2026-11-20")).await;
    assert!(
        matches!(broken[..], [proof::Broken { what: What::Chain(Fault::Link { position: 3, .. }), .. }]),
        "{broken:?}"
    );
}

#[tokio::test]
async fn a_commit_that_is_halved_and_a_frame_that_is_refused_leave_the_chain_whole() {
    let (bench, one, _) = works().await;
    let mut bad = poison(&bench, &one, first().plus(5)).await;
    bad.received_at = first().plus(37 * MINUTE);
    let arrivals = (0..100).map(|n| if n == 37 { bad.clone() } else { minute(&one, first().plus(n * MINUTE), "0.1") });
    let recorded = record(&bench, arrivals.collect::<Vec<_>>()).await;
    assert_eq!(recorded[37].verdict, UNSTORABLE);
    is_sound(&bench, 100, 1).await;
}

/// Two processes at once are not meant to be; where they are, none overwrites the other's links.
#[tokio::test]
async fn a_second_writer_does_not_fork_a_chain() {
    let (bench, one, _) = works().await;
    let (first_one, writer) = start(bench.ctx.clone());
    let (second_one, other_writer) = start(bench.ctx.clone());
    for n in 0..6 {
        let recorder = if n % 2 == 0 { &first_one } else { &second_one };
        recorder.record(minute(&one, first().plus(n * MINUTE), "0.1")).await.await.unwrap();
    }
    drop((first_one, second_one));
    writer.await.unwrap();
    other_writer.await.unwrap();
    is_sound(&bench, 6, 1).await;
}

/// What somebody does to the database, and what is said of it. Five frames of one logger, one of another.
#[tokio::test]
async fn whoever_changes_the_database_is_found() {
    let of_one = "device_id = 1 AND position";
    let table: [(String, Vec<Fault>); 9] = [
        (format!("UPDATE raw_frame SET tolerated = 'lf_only' WHERE {of_one} = 3"), vec![]),
        (
            format!("UPDATE raw_frame SET verdict = 'duplicate' WHERE {of_one} = 3"),
            vec![Fault::Link { number: 3, position: 3 }],
        ),
        (
            format!("UPDATE raw_frame SET received_at = received_at + 1 WHERE {of_one} = 3"),
            vec![Fault::Link { number: 3, position: 3 }],
        ),
        (
            format!("UPDATE raw_frame SET digest = link WHERE {of_one} = 3"),
            vec![Fault::Bytes { number: 3, position: 3 }, Fault::Link { number: 3, position: 3 }],
        ),
        (format!("DELETE FROM raw_frame WHERE {of_one} = 3"), vec![Fault::Missing { from: 3, to: 3 }]),
        (format!("DELETE FROM raw_frame WHERE {of_one} > 3"), vec![Fault::Missing { from: 4, to: 5 }]),
        (
            "INSERT INTO raw_frame (id, device_id, received_at, verdict, tolerated, wire, digest, link, position) \
             SELECT id + 5, device_id, received_at, verdict, tolerated, wire, digest, link, position \
             FROM raw_frame WHERE device_id = 1 AND position = 3"
                .to_owned(),
            vec![Fault::Added { number: 0 }],
        ),
        (
            "INSERT INTO raw_frame (id, device_id, received_at, verdict, tolerated, wire) \
             SELECT id + 5, device_id, received_at, verdict, tolerated, wire \
             FROM raw_frame WHERE device_id = 1 AND position = 3"
                .to_owned(),
            vec![Fault::Added { number: 0 }],
        ),
        ("DELETE FROM frame_chain WHERE device_id = 1".to_owned(), vec![Fault::Headless]),
    ];
    for (sql, want) in table {
        let (bench, one, other) = works().await;
        let five = (0..5).map(|n| minute(&one, first().plus(n * MINUTE), "0.1"));
        record(&bench, five.chain([minute(&other, first(), "0.1")])).await;
        tamper(&bench, &sql).await;
        let (met, broken) = checked(&bench, &asked("2026-11-20", "2026-11-20")).await;
        // Numbers are made of the clock.
        let told: Vec<_> = broken
            .iter()
            .filter_map(|broken| match (broken.what, broken.mn.as_deref()) {
                (What::Chain(Fault::Link { position, .. }), Some(MN)) => {
                    Some(Fault::Link { number: position, position })
                }
                (What::Chain(Fault::Bytes { position, .. }), Some(MN)) => {
                    Some(Fault::Bytes { number: position, position })
                }
                (What::Chain(Fault::Added { .. }), Some(MN)) => Some(Fault::Added { number: 0 }),
                (What::Chain(other), Some(MN)) => Some(other),
                _ => None,
            })
            .collect();
        assert_eq!((told, met.broken), (want.clone(), u64::from(!want.is_empty())), "{sql}");
    }
}

/// A byte, on both databases: each has its own way to write bytes.
#[tokio::test]
async fn a_changed_byte_is_found() {
    let (bench, one, _) = works().await;
    record(&bench, (0..3).map(|n| minute(&one, first().plus(n * MINUTE), "0.1"))).await;
    let mut row = frames(&bench).await[1].clone();
    row.wire[20] ^= 1;
    let tx = bench.ctx.store.write().await.unwrap();
    let changed = raw_frame::ActiveModel { id: Set(row.id), wire: Set(row.wire), ..Default::default() };
    changed.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let (_, broken) = checked(&bench, &asked("2026-11-20", "2026-11-20")).await;
    let [broken] = &broken[..] else { panic!("{broken:?}") };
    assert_eq!(broken.what, What::Chain(Fault::Bytes { number: row.id, position: 2 }));
    assert_eq!(broken.mn.as_deref(), Some(MN));
}

/// Whoever takes a whole day away, with its head, leaves the counts; whoever makes it anew is found by a head that lies
/// elsewhere.
#[tokio::test]
async fn a_whole_chain_that_is_gone_or_made_anew_is_found() {
    let (bench, one, _) = works().await;
    let next = first().plus(DAY);
    let five = |from: Stamp| (0..5).map(move |n| from.plus(n * MINUTE));
    record(&bench, five(first()).chain(five(next)).map(|at| minute(&one, at, "0.1"))).await;
    let heads = proof::heads(&bench.ctx, next.day()).await.unwrap();
    let with_heads = proof::Asked { deposited: vec![heads], ..asked("2026-11-20", "2026-11-21") };
    let (met, broken) = checked(&bench, &with_heads).await;
    assert_eq!((met.deposited, met.frames, broken), (1, 10, vec![]));

    tamper(&bench, "DELETE FROM frame_chain WHERE day = '2026-11-21'").await;
    tamper(&bench, &format!("DELETE FROM raw_frame WHERE received_at >= {}", next.0)).await;
    let (_, broken) = checked(&bench, &asked("2026-11-20", "2026-11-21")).await;
    assert_eq!(broken.iter().map(|broken| broken.what).collect::<Vec<_>>(), [What::Counted { taken: 5, linked: 0 }]);
    let (_, broken) = checked(&bench, &with_heads).await;
    assert!(broken.iter().any(|broken| broken.what == What::Chain(Fault::Deposited { position: 5 })), "{broken:?}");

    // Other frames under the same counts: a whole chain, and not that one.
    tamper(&bench, "DELETE FROM frame_tally WHERE day = '2026-11-21'").await;
    record(&bench, five(next).map(|at| minute(&one, at, "0.2"))).await;
    assert_eq!(checked(&bench, &asked("2026-11-20", "2026-11-21")).await.1, []);
    let (_, broken) = checked(&bench, &with_heads).await;
    assert_eq!(
        broken.iter().map(|broken| broken.what).collect::<Vec<_>>(),
        [What::Chain(Fault::Deposited { position: 5 })]
    );
}

#[tokio::test]
async fn frames_of_before_there_were_chains_are_told_apart_from_added_ones() {
    let (bench, one, _) = works().await;
    record(&bench, (0..6).map(|n| minute(&one, first().plus(n * MINUTE), "0.1"))).await;
    // As after the step of the schema: two frames are from before it.
    tamper(&bench, "UPDATE raw_frame SET digest = NULL, link = NULL, position = NULL").await;
    tamper(&bench, "DELETE FROM frame_chain").await;
    let (met, broken) = checked(&bench, &asked("2026-11-20", "2026-11-20")).await;
    assert_eq!((met.before, met.frames, broken), (6, 0, vec![]));
    record(&bench, (6..9).map(|n| minute(&one, first().plus(n * MINUTE), "0.1"))).await;
    let (met, broken) = checked(&bench, &asked("2026-11-20", "2026-11-20")).await;
    assert_eq!((met.before, met.frames, broken), (6, 3, vec![]));
}

#[tokio::test]
async fn a_frame_that_was_held_keeps_its_place_when_somebody_releases_or_discards_it() {
    let (bench, one, other) = works().await;
    let old = |device, minutes: i64| held(minute(device, first().plus(minutes * MINUTE), "0.1"));
    record(&bench, [old(&one, 0), minute(&one, first().plus(MINUTE), "0.2"), old(&other, 2)]).await;
    let admin = bench.actor(Role::Admin).await;
    devices::release(&bench.ctx, &admin, MN, "the battery was flat", &FormKey::generate()).await.unwrap();
    devices::discard(&bench.ctx, &admin, &other.mn, "nonsense", &FormKey::generate()).await.unwrap();
    let verdicts: Vec<_> = frames(&bench).await.into_iter().map(|frame| frame.verdict).collect();
    assert_eq!(verdicts, ["released", "accepted", "discarded"]);
    is_sound(&bench, 3, 2).await;
}

#[tokio::test]
async fn what_was_removed_after_its_term_is_not_missing() {
    let (bench, one, _) = works().await;
    let (old, new) = (Stamp::parse("2021-11-20").unwrap(), Stamp::parse("2021-11-23").unwrap());
    let of = |from: Stamp| (0..4).map(move |n| from.plus(n * MINUTE));
    record(&bench, of(old).map(|at| minute(&one, at, "0.1"))).await;
    record(&bench, of(new).map(|at| minute(&one, at, "0.1"))).await;
    let place = tempfile::tempdir().unwrap();
    let gone = retention::remove(&bench.ctx, None, Some(place.path())).await.unwrap();
    assert!(gone.iter().any(|gone| gone.class == Class::Frames && gone.rows == 4), "{gone:?}");
    let all = asked("2021-11-20", "2021-11-23");
    let (met, broken) = checked(&bench, &all).await;
    assert_eq!((met.removed, met.frames, broken), (4, 4, vec![]));
    let heads = frame_chain::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(heads.len(), 2, "heads stay");
    tamper(&bench, &format!("DELETE FROM raw_frame WHERE received_at >= {} AND position = 2", new.0)).await;
    let (_, broken) = checked(&bench, &all).await;
    assert_eq!(
        broken.iter().map(|broken| broken.what).collect::<Vec<_>>(),
        [What::Chain(Fault::Missing { from: 2, to: 2 })]
    );
    assert_eq!(retention_run::Entity::find().all(bench.ctx.store.read()).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_backup_and_an_export_come_back_with_their_chains() {
    let (bench, one, other) = works().await;
    let arrivals = (0..40).map(|n| minute(if n % 3 == 0 { &other } else { &one }, first().plus(n * MINUTE), "0.1"));
    record(&bench, arrivals.chain([strange(first(), b"\x00\x01\xff")])).await;
    let heads = proof::heads(&bench.ctx, first().day()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (file, city) = (folder.path().join("a.backup"), folder.path().join("city"));
    backup::write(&bench.ctx.store, &file).await.unwrap();
    export::write(&bench.ctx.store, bench.ctx.now(), &city).await.unwrap();
    for way in ["backup", "export"] {
        let (url, _place) = testing::empty_place().await;
        if way == "backup" {
            backup::restore(&file, &url).await.unwrap();
        } else {
            export::fill(&city, &url).await.unwrap();
        }
        let again = services::Ctx::new(store::connect(&url).await.unwrap());
        let deposited = proof::Asked { deposited: vec![heads.clone()], ..asked("2026-11-20", "2026-11-20") };
        let mut broken = Vec::new();
        let met = proof::check(&again, &deposited, &mut |one| broken.push(one)).await.unwrap();
        assert_eq!((met.frames, met.deposited, broken), (41, 3, vec![]), "{way}");
        again.store.close().await.unwrap();
    }
}
