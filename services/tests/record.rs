//! What loggers send arrives in the database exactly, once, and in order of revision.

use std::sync::Arc;

use domain::{
    access::Role,
    device::NoticeKind,
    fixed::Nano,
    life::Audience,
    measurement::{DataFlag, Interval},
    time::{DAY, MINUTE, Stamp},
};
use entities::{device_notice, frame_tally, measurement, raw_frame};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use services::{
    devices,
    monitoring::{
        interpret::{Figures, NewNotice, NewValue},
        record::{ACCEPTED, Arrival, DUPLICATE, Recorded, UNSTORABLE, start},
        registry::KnownDevice,
    },
};
use testing::{Bench, MN};

fn arrival(device: &Arc<KnownDevice>, at: Stamp, nickel: i64) -> Arrival {
    let figures = Figures {
        value: Some(Nano(nickel)),
        measured: None,
        converted: false,
        low: None,
        high: None,
        amount: None,
        flag: DataFlag::NORMAL,
    };
    Arrival {
        device: Some(device.clone()),
        received_at: at.plus(800),
        wire: bytes::Bytes::from(format!("##{nickel}")),
        verdict: ACCEPTED,
        tolerated: String::new(),
        values: vec![NewValue { pollutant: "w20121".into(), interval: Interval::Realtime, at, figures, resent: false }],
        event: None,
        notices: Vec::new(),
        on_time: false,
        keep: true,
    }
}

/// Records arrivals one after the other and waits for each.
async fn record(bench: &Bench, arrivals: Vec<Arrival>) -> Vec<Recorded> {
    let (recorder, writer) = start(bench.ctx.clone());
    let mut outcomes = Vec::new();
    for arrival in arrivals {
        outcomes.push(recorder.record(arrival).await.await.unwrap());
    }
    drop(recorder);
    writer.await.unwrap();
    outcomes
}

async fn revisions(bench: &Bench) -> Vec<(i64, i32, i64)> {
    let rows = measurement::Entity::find()
        .order_by_asc(measurement::Column::At)
        .order_by_asc(measurement::Column::Revision)
        .all(bench.ctx.store.read())
        .await
        .unwrap();
    rows.into_iter().map(|row| (row.at.0 / MINUTE, row.revision, row.value.unwrap().0)).collect()
}

#[tokio::test]
async fn a_repeated_frame_is_stored_once_and_a_changed_value_is_a_revision() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let at = |minute: i64| Stamp(minute * MINUTE);
    let steps = [(10, 100), (10, 100), (11, 110), (10, 100), (10, 105), (9, 90), (9, 90), (10, 105)];
    let arrivals = steps.iter().map(|&(minute, value)| arrival(&device, at(minute), value)).collect();
    let verdicts: Vec<_> = record(&bench, arrivals).await.into_iter().map(|r| r.verdict).collect();
    let want = [ACCEPTED, DUPLICATE, ACCEPTED, DUPLICATE, ACCEPTED, ACCEPTED, DUPLICATE, DUPLICATE];
    assert_eq!(verdicts, want);
    let want = [(9, 1, 90), (10, 1, 100), (10, 2, 105), (11, 1, 110)];
    assert_eq!(revisions(&bench).await, want);

    // A new process knows nothing of the old one's memory, and still sees repeats.
    let again = record(&bench, vec![arrival(&device, at(10), 105), arrival(&device, at(11), 111)]).await;
    assert_eq!(again.iter().map(|r| r.verdict).collect::<Vec<_>>(), [DUPLICATE, ACCEPTED]);
    assert_eq!(revisions(&bench).await.last(), Some(&(11, 2, 111)));

    // Every frame is evidence, repeated or not, and each is counted.
    let frames =
        raw_frame::Entity::find().order_by_asc(raw_frame::Column::Id).all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(frames.len(), 10);
    assert_eq!(frames[4].wire, b"##105");
    let mut tallies: Vec<_> = frame_tally::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    tallies.sort_by(|a, b| a.verdict.cmp(&b.verdict));
    let counts: Vec<_> = tallies.iter().map(|t| (t.verdict.as_str(), t.frames)).collect();
    assert_eq!(counts, [(ACCEPTED, 5), (DUPLICATE, 5)]);
}

#[tokio::test]
async fn thousands_of_frames_handed_over_at_once_are_all_stored() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let (recorder, writer) = start(bench.ctx.clone());
    let mut pending = Vec::new();
    for n in 0..3_000 {
        pending.push(recorder.record(arrival(&device, Stamp(n * 1_000), n)).await);
    }
    for outcome in pending {
        assert_eq!(outcome.await.unwrap().verdict, ACCEPTED);
    }
    drop(recorder);
    writer.await.unwrap();
    assert_eq!(revisions(&bench).await.len(), 3_000);
}

#[tokio::test]
async fn the_board_shows_the_newest_value_and_a_new_process_finds_it_again() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let now = bench.ctx.now();
    let over = 620_000_000;
    let arrivals =
        (0..5).map(|n| arrival(&device, now.minus((5 - n) * MINUTE), if n < 2 { 400_000_000 } else { over }));
    record(&bench, arrivals.collect()).await;
    let live = bench.ctx.live().at_outlet(Audience::Insiders, 1);
    assert_eq!(live[0].measurement.at, now.minus(MINUTE));

    let store = services::store::connect(&bench.url).await.unwrap();
    let fresh = services::Ctx::at(store, Arc::new(move || now));
    fresh.registry().refresh(&fresh.store).await.unwrap();
    services::monitoring::restore(&fresh).await.unwrap();
    let restored = fresh.live().at_outlet(Audience::Insiders, 1);
    assert_eq!(restored[0].measurement.value, live[0].measurement.value);
    assert_eq!(restored[0].measurement.at, live[0].measurement.at);
}

/// A frame that the database does not take: PostgreSQL refuses the NUL, SQLite the number that is none.
pub async fn poison(bench: &Bench, device: &Arc<KnownDevice>, at: Stamp) -> Arrival {
    let mut arrival = arrival(device, at, 1);
    if bench.is_postgres() {
        arrival.values[0].pollutant = "w2\x00121".into();
    } else {
        let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON measurement WHEN NEW.pollutant = 'poison' \
                      BEGIN SELECT RAISE(ABORT, 'refused'); END";
        let tx = bench.ctx.store.write().await.unwrap();
        tx.execute_unprepared(refuse).await.unwrap();
        tx.commit().await.unwrap();
        arrival.values[0].pollutant = "poison".into();
    }
    arrival
}

#[tokio::test]
async fn a_frame_that_the_database_refuses_costs_nobody_else_anything() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let bad = poison(&bench, &device, Stamp(500)).await;
    let (recorder, writer) = start(bench.ctx.clone());
    let mut pending = Vec::new();
    for n in 0..300 {
        let next = if n == 137 { bad.clone() } else { arrival(&device, Stamp(n * 1_000), n) };
        pending.push(recorder.record(next).await);
    }
    for (n, outcome) in pending.into_iter().enumerate() {
        let want = if n == 137 { UNSTORABLE } else { ACCEPTED };
        assert_eq!(outcome.await.unwrap().verdict, want, "frame {n}");
    }
    drop(recorder);
    writer.await.unwrap();
    assert_eq!(revisions(&bench).await.len(), 299);
    let frames = raw_frame::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(frames.len(), 300, "its bytes are evidence");
    let refused: Vec<_> = frames.iter().filter(|frame| frame.verdict == UNSTORABLE).collect();
    assert_eq!((refused.len(), refused[0].wire.as_slice()), (1, b"##1".as_slice()));
}

#[tokio::test]
async fn what_cannot_be_is_stored_beside_a_good_value_and_never_instead() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let at = bench.ctx.now();
    let doubted = |value| {
        let mut arrival = arrival(&device, at, value);
        arrival.values[0].figures.flag = DataFlag::IMPLAUSIBLE;
        arrival
    };
    let verdicts = record(&bench, vec![arrival(&device, at, 30), doubted(-99), doubted(-99), doubted(-98)]).await;
    let verdicts: Vec<_> = verdicts.iter().map(|recorded| recorded.verdict).collect();
    assert_eq!(verdicts, [ACCEPTED, ACCEPTED, DUPLICATE, ACCEPTED]);
    let stored: Vec<_> = revisions(&bench).await.into_iter().map(|(_, revision, value)| (revision, value)).collect();
    assert_eq!(stored, [(-1, -98), (0, -99), (1, 30)]);
    assert_eq!(bench.ctx.live().at_outlet(Audience::Insiders, 1)[0].measurement.value, Some(Nano(30).into()));
    // A new process, which looks everything up, sees the same.
    let again = record(&bench, vec![doubted(-98), arrival(&device, at, 31)]).await;
    assert_eq!(again.iter().map(|r| r.verdict).collect::<Vec<_>>(), [DUPLICATE, ACCEPTED]);
    assert_eq!(revisions(&bench).await.last().map(|(_, revision, value)| (*revision, *value)), Some((2, 31)));
}

fn inventing(device: &Arc<KnownDevice>, code: &str, at: Stamp) -> Arrival {
    let notices = vec![NewNotice::new(NoticeKind::UnknownCode, code, "1")];
    Arrival { values: Vec::new(), notices, received_at: at, ..arrival(device, at, 1) }
}

#[tokio::test]
async fn what_a_logger_invents_is_counted_and_bounded_and_forgotten() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let now = bench.ctx.now();
    let inventing = |code: &str, at: Stamp| inventing(&device, code, at);
    let mut arrivals: Vec<_> = (0..300).map(|n| inventing(&format!("ys{n}"), now)).collect();
    arrivals.push(inventing("ys7", now.plus(5)));
    arrivals.push(inventing("a\u{202e}\0b", now.plus(6)));
    record(&bench, arrivals).await;
    let stored = device_notice::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(stored.len(), 101, "a hundred are told apart");
    let of = |what: &str| stored.iter().find(|row| row.what == what).map(|row| (row.count, row.first_at, row.last_at));
    assert_eq!(of("ys7"), Some((2, now, now.plus(5))));
    assert_eq!(of("…"), Some((201, now, now.plus(6))));
    // A quarter later a new process forgets what has not come again.
    record(&bench, vec![inventing("ys1", now.plus(91 * DAY))]).await;
    let stored = device_notice::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(stored.iter().map(|row| row.what.as_str()).collect::<Vec<_>>(), ["ys1"]);
}

/// A portal runs for months, and a logger that was mended says nothing that would remind anybody of what it once invented.
#[tokio::test]
async fn what_has_not_come_again_is_forgotten_while_the_portal_runs() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let now = bench.ctx.now();
    let quiet = |at: Stamp| Arrival { values: Vec::new(), received_at: at, ..arrival(&device, at, 1) };
    let stored = async |bench: &Bench| device_notice::Entity::find().all(bench.ctx.store.read()).await.unwrap().len();
    record(&bench, vec![inventing(&device, "ys1", now), quiet(now.plus(89 * DAY))]).await;
    assert_eq!(stored(&bench).await, 1);
    // Nothing comes any more: the page does not list it, although nothing has deleted it.
    let admin = bench.actor(Role::Admin).await;
    let listed = async |bench: &Bench| devices::show(&bench.ctx, &admin, MN).await.unwrap().notices.len();
    assert_eq!(listed(&bench).await, 1);
    bench.advance(91 * DAY);
    assert_eq!((listed(&bench).await, stored(&bench).await), (0, 1));
    record(&bench, vec![inventing(&device, "ys2", now.plus(89 * DAY)), quiet(now.plus(91 * DAY))]).await;
    let left = device_notice::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(left.iter().map(|row| row.what.as_str()).collect::<Vec<_>>(), ["ys2"]);
}
