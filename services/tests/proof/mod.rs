//! Frames as evidence: their chains, and archives of them.

mod archive;
mod attacks;
mod chain;
mod course;
mod hostile;

use std::sync::Arc;

use chrono::NaiveDate;
use domain::time::{Stamp, start_of};
use entities::device;
use hj212::{Edition, Interval, Qn, Reading, Station, SystemType, Upload};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use services::{
    monitoring::{
        interpret::interpret,
        record::{ACCEPTED, Arrival, HELD, Recorded, start},
        registry::KnownDevice,
    },
    proof::{self, Asked, Broken, Checked},
};
use testing::{Bench, MN, PASSWORD};

/// The number of a second logger.
const OTHER: &str = "441900A8900016F000169DC1";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The first day of these tests: two days before the bench's clock.
fn first() -> Stamp {
    start_of(day("2026-11-20"))
}

/// The bytes of an upload of nickel for a moment, as a logger sends them.
fn wire(mn: &str, interval: Interval, at: Stamp, nickel: &str) -> bytes::Bytes {
    let station = Station::new(SystemType::WaterSource, PASSWORD, mn, Edition::E2017);
    let mut reading = Reading::new("w20121");
    let figure = Some(nickel.parse().unwrap());
    if interval == Interval::Realtime {
        reading.rtd = figure;
    } else {
        reading.avg = figure;
    }
    reading.flag = Some(hj212::DataFlag::Normal);
    let upload = Upload::new(interval, at.beijing()).with(reading);
    station.packets(Qn::from(at.beijing()), &upload).unwrap()[0].encode()
}

/// A frame of a logger as the gateway takes it.
fn taken(device: &Arc<KnownDevice>, wire: bytes::Bytes, received_at: Stamp) -> Arrival {
    let received = hj212::examine(wire);
    let interpreted = interpret(device, &received, received_at);
    Arrival {
        device: Some(device.clone()),
        received_at,
        wire: received.wire,
        verdict: ACCEPTED,
        tolerated: String::new(),
        values: interpreted.values,
        event: None,
        notices: Vec::new(),
        on_time: false,
        keep: true,
    }
}

/// A real-time value that comes a second after its moment.
fn minute(device: &Arc<KnownDevice>, at: Stamp, nickel: &str) -> Arrival {
    taken(device, wire(&device.mn, Interval::Realtime, at, nickel), at.plus(1_000))
}

/// What nobody of the register has sent.
fn strange(received_at: Stamp, wire: &'static [u8]) -> Arrival {
    Arrival {
        device: None,
        received_at,
        wire: bytes::Bytes::from_static(wire),
        verdict: "unknown_device",
        tolerated: String::new(),
        values: Vec::new(),
        event: None,
        notices: Vec::new(),
        on_time: false,
        keep: true,
    }
}

fn held(arrival: Arrival) -> Arrival {
    Arrival { verdict: HELD, values: Vec::new(), ..arrival }
}

/// Records arrivals as one process does, as many together as come together.
async fn record(bench: &Bench, arrivals: impl IntoIterator<Item = Arrival>) -> Vec<Recorded> {
    let (recorder, writer) = start(bench.ctx.clone());
    let mut pending = Vec::new();
    for arrival in arrivals {
        pending.push(recorder.record(arrival).await);
    }
    let mut outcomes = Vec::new();
    for outcome in pending {
        outcomes.push(outcome.await.unwrap());
    }
    drop(recorder);
    writer.await.unwrap();
    outcomes
}

/// The works with a second logger at the same outlet.
async fn works() -> (Bench, Arc<KnownDevice>, Arc<KnownDevice>) {
    let bench = Bench::new().await;
    let one = bench.plating_works().await;
    let row = device::Entity::find_by_id(1).one(bench.ctx.store.read()).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    device::Model { id: 2, mn: OTHER.into(), ..row }.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    let other = bench.ctx.registry().device(OTHER).unwrap();
    assert_eq!(one.mn, MN);
    (bench, one, other)
}

/// Changes the database behind the portal's back.
async fn tamper(bench: &Bench, sql: &str) {
    let tx = bench.ctx.store.write().await.unwrap();
    let done = tx.execute_unprepared(sql).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
    tx.commit().await.unwrap();
}

fn asked(from: &str, to: &str) -> Asked {
    Asked { from: day(from), to: day(to), deposited: Vec::new(), removed_before: None }
}

async fn checked(bench: &Bench, asked: &Asked) -> (Checked, Vec<Broken>) {
    let mut all = Vec::new();
    let checked = proof::check(&bench.ctx, asked, &mut |broken| all.push(broken)).await.unwrap();
    (checked, all)
}
