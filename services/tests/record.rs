//! What loggers send arrives in the database exactly, once, and in order of revision.

use std::sync::Arc;

use domain::{
    fixed::Nano,
    measurement::{DataFlag, Interval},
    time::{MINUTE, Stamp},
};
use entities::{frame_tally, measurement, raw_frame};
use sea_orm::{EntityTrait, QueryOrder};
use services::{
    monitoring::{
        interpret::{Figures, NewValue},
        record::{ACCEPTED, Arrival, DUPLICATE, Recorded, start},
        registry::KnownDevice,
    },
    testing::Bench,
};

fn arrival(device: &Arc<KnownDevice>, at: Stamp, nickel: i64) -> Arrival {
    let figures = Figures {
        value: Some(Nano(nickel)),
        measured: None,
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
    let live = bench.ctx.live.at_outlet(1);
    assert_eq!(live[0].measurement.at, now.minus(MINUTE));

    let store = services::store::connect(&bench.url).await.unwrap();
    let fresh = services::Ctx::at(store, Arc::new(move || now));
    fresh.registry.refresh(&fresh.store).await.unwrap();
    services::monitoring::restore(&fresh).await.unwrap();
    let restored = fresh.live.at_outlet(1);
    assert_eq!(restored[0].measurement.value, live[0].measurement.value);
    assert_eq!(restored[0].measurement.at, live[0].measurement.at);
}
