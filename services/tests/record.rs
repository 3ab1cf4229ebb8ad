//! What loggers send arrives in the database exactly, once, and in order of revision.

use std::sync::Arc;

use domain::{
    fixed::{Micro, Nano},
    measurement::{DataFlag, Interval},
    time::{MINUTE, Stamp},
};
use entities::{device, discharge_limit, enterprise, frame_tally, measurement, outlet, raw_frame, town};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QueryOrder};
use services::{
    monitoring::{
        interpret::{Figures, NewValue},
        record::{ACCEPTED, Arrival, DUPLICATE, Recorded, start},
        registry::KnownDevice,
    },
    testing::Bench,
};

const MN: &str = "441900A8900016F000169DC0";

/// One plating works with one outlet, a nickel limit and a logger.
async fn plating_works(bench: &Bench) -> Arc<KnownDevice> {
    let tx = bench.ctx.store.write().await.unwrap();
    town::Model {
        id: 1,
        code: "441900101".into(),
        name: "澄溪镇".into(),
        name_en: "Chengxi".into(),
        lat: Micro(22_900_000),
        lng: Micro(113_800_000),
        outline: String::new(),
    }
    .into_active_model()
    .insert(&tx)
    .await
    .unwrap();
    enterprise::Model {
        id: 1,
        credit_code: "91350100M000100Y43".parse().unwrap(),
        name: "澄溪永昼电镀厂".into(),
        name_en: "Yongzhou Plating".into(),
        pinyin: "chengxi yongzhou".into(),
        town_id: 1,
        industry: domain::enterprise::Industry::Electroplating,
        class: domain::enterprise::ManagementClass::Key,
        colour: None,
        permit_no: None,
        permit_to: None,
        address: "澄溪镇".into(),
        lat: Micro(22_900_000),
        lng: Micro(113_800_000),
        created_at: Stamp(0),
    }
    .into_active_model()
    .insert(&tx)
    .await
    .unwrap();
    outlet::Model {
        id: 1,
        enterprise_id: 1,
        code: "DW001".parse().unwrap(),
        name: "车间排放口".into(),
        name_en: "Workshop outlet".into(),
        discharge: domain::outlet::Discharge::Workshop,
        receiving: String::new(),
    }
    .into_active_model()
    .insert(&tx)
    .await
    .unwrap();
    discharge_limit::Model {
        id: 1,
        outlet_id: 1,
        pollutant: "w20121".into(),
        low: None,
        high: Some(Nano(500_000_000)),
        unit: "mg/L".into(),
        averaging: domain::limit::Averaging::Day,
        basis: "GB 21900-2008".into(),
        source: "test".into(),
        valid_from: "2010-07-01".parse().unwrap(),
        valid_to: None,
    }
    .into_active_model()
    .insert(&tx)
    .await
    .unwrap();
    device::Model {
        id: 1,
        outlet_id: 1,
        mn: MN.into(),
        password: "123456".into(),
        edition: domain::device::ProtocolEdition::E2017,
        realtime_seconds: 60,
        tolerated: String::new(),
        units: String::new(),
        disabled: false,
        installed_on: "2024-01-01".parse().unwrap(),
    }
    .into_active_model()
    .insert(&tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    bench.ctx.registry.device(MN).unwrap()
}

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
    let mut recorded = Vec::new();
    for arrival in arrivals {
        recorded.push(recorder.record(arrival).await.await.unwrap());
    }
    drop(recorder);
    writer.await.unwrap();
    recorded
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
    let device = plating_works(&bench).await;
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
    let device = plating_works(&bench).await;
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
    let device = plating_works(&bench).await;
    let now = bench.ctx.now();
    let over = 620_000_000;
    let arrivals =
        (0..5).map(|n| arrival(&device, now.minus((5 - n) * MINUTE), if n < 2 { 400_000_000 } else { over }));
    record(&bench, arrivals.collect()).await;
    let live = bench.ctx.live.at_outlet(1);
    assert_eq!(live[0].measurement.at, now.minus(MINUTE));
    assert_eq!(live[0].over_since, Some(now.minus(3 * MINUTE)));

    let store = services::store::connect(&bench.url).await.unwrap();
    let fresh = services::Ctx::at(store, Arc::new(move || now));
    fresh.registry.refresh(&fresh.store).await.unwrap();
    services::monitoring::restore(&fresh).await.unwrap();
    let restored = fresh.live.at_outlet(1);
    assert_eq!(restored[0].measurement.value, live[0].measurement.value);
    assert_eq!(restored[0].over_since, live[0].over_since);
}
