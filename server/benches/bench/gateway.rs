//! From TCP byte to acknowledged commit, against a bare loop that inserts the same rows.

use std::{net::SocketAddr, time::Instant};

use bytes::Bytes;
use domain::{
    device::ProtocolEdition,
    fixed::Nano,
    measurement::{DataFlag, Interval},
    outlet::{Discharge, OutletCode, OutletKind},
    time::{Day, SECOND, Stamp},
};
use entities::{device, frame_tally, measurement, outlet, raw_frame};
use futures::StreamExt;
use hj212::{Edition, FrameCodec, Qn, Reading, Station, SystemType, Upload};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use server::gateway::{self, Limits};
use services::{monitoring::record, store::bulk};
use testing::Bench;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};
use tokio_util::{codec::FramedRead, sync::CancellationToken};

use crate::report::Report;

/// Loggers that send at the same time.
pub const LOGGERS: i64 = 40;
/// The key of the first logger and of its outlet.
const FIRST: i64 = 100;
/// Frames of each logger.
const FRAMES: i64 = 5_000;
/// Pollutants of each frame.
const POLLUTANTS: [&str; 4] = ["w00000", "w01001", "w01018", "w21003"];
pub async fn measure(report: &mut Report) {
    let (rate, commit) = through_the_gateway().await;
    let bare = bare_loop(commit).await;
    report.at_least("gateway: frames acknowledged (4 pollutants, SQLite)", "frames/s", rate, 10_000.0, bare);
    report.note("gateway: frames in a commit, mean", "frames", commit as f64);
}

/// Frames a second from the first byte to the last acknowledgement, and the mean size of a commit.
async fn through_the_gateway() -> (f64, i64) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    register_loggers(&bench).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let (recorder, writer) = record::start(bench.ctx.clone());
    let counter = recorder.clone();
    let limits = Limits { frames_per_minute: u32::MAX, bytes_of_one: u32::MAX, ..Limits::default() };
    let gateway = tokio::spawn(gateway::run(listener, bench.ctx.clone(), recorder, limits, stop.clone()));
    // The bytes are made before the clock starts: a real logger makes its own.
    let streams: Vec<_> = (0..LOGGERS).map(|logger| stream(&bench, logger)).collect();
    let started = Instant::now();
    let clients: Vec<_> = streams.into_iter().map(|bytes| tokio::spawn(play(address, bytes))).collect();
    for client in clients {
        client.await.unwrap();
    }
    let seconds = started.elapsed().as_secs_f64();
    let commits = i64::try_from(counter.commits()).unwrap();
    drop(counter);
    stop.cancel();
    gateway.await.unwrap();
    writer.await.unwrap();
    let total = LOGGERS * FRAMES;
    (total as f64 / seconds, total / commits.max(1))
}

pub async fn register_loggers(bench: &Bench) {
    let tx = bench.ctx.store.write().await.unwrap();
    for n in 0..LOGGERS {
        let row = outlet::Model {
            id: FIRST + n,
            enterprise_id: 1,
            code: OutletCode::new(OutletKind::Water, u16::try_from(FIRST + n).unwrap()).unwrap(),
            name: String::new(),
            name_en: String::new(),
            discharge: Discharge::Direct,
            receiving: String::new(),
            closed_on: None,
        };
        row.into_active_model().insert(&tx).await.unwrap();
        let row = device::Model {
            id: FIRST + n,
            outlet_id: FIRST + n,
            mn: mn(n),
            password: "123456".into(),
            edition: ProtocolEdition::E2017,
            realtime_seconds: 60,
            tolerated: String::new(),
            units: String::new(),
            disabled: false,
            installed_on: "2024-01-01".parse().unwrap(),
            public_from: "2000-01-01".parse().ok(),
            closed_on: None,
        };
        row.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    bench.refresh().await;
}

fn mn(n: i64) -> String {
    format!("{n:024}")
}

/// One logger's frames in one piece.
fn stream(bench: &Bench, logger: i64) -> Bytes {
    frames(bench, logger).concat().into()
}

/// One logger's frames, one a second.
pub fn frames(bench: &Bench, logger: i64) -> Vec<Vec<u8>> {
    let station = Station::new(SystemType::WaterSource, "123456", mn(logger), Edition::E2017);
    let first = bench.ctx.now().minus(FRAMES * SECOND);
    let frame = |n: i64| {
        let at = first.plus(n * SECOND).beijing();
        let upload = POLLUTANTS.iter().fold(Upload::new(hj212::Interval::Realtime, at), |upload, code| {
            let mut reading = Reading::new(*code);
            reading.rtd = Some(rust_decimal::Decimal::new(n % 1_000 + 1, 2));
            reading.flag = hj212::DataFlag::parse("N");
            upload.with(reading)
        });
        station.packet(Qn::from(at), &upload).unwrap().encode().to_vec()
    };
    (0..FRAMES).map(frame).collect()
}

async fn play(address: SocketAddr, bytes: Bytes) {
    let (read, mut write) = TcpStream::connect(address).await.unwrap().into_split();
    let sending = tokio::spawn(async move {
        write.write_all(&bytes).await.unwrap();
        write
    });
    let mut answers = FramedRead::new(read, FrameCodec::default());
    for _ in 0..FRAMES {
        let answer = answers.next().await.expect("hung up").unwrap();
        assert_eq!(answer.packet.unwrap().cn, hj212::Command::DataAnswer);
    }
    drop(sending.await.unwrap());
}

/// The same rows into the same tables in the same batches, a frame of each logger in turn, without anything around it.
async fn bare_loop(batch: i64) -> f64 {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let wire = stream(&bench, 0).slice(..260).to_vec();
    let total = LOGGERS * FRAMES;
    let started = Instant::now();
    let mut done = 0;
    while done < total {
        let count = batch.min(total - done);
        let tx = bench.ctx.store.write().await.unwrap();
        bulk::frames(&tx, (done..done + count).map(|n| frame(n, &wire)).collect()).await.unwrap();
        bulk::measurements(&tx, (done..done + count).flat_map(values).collect()).await.unwrap();
        bulk::tallies(&tx, (0..LOGGERS).map(|n| tally(n, count / LOGGERS)).collect()).await.unwrap();
        tx.commit().await.unwrap();
        done += count;
    }
    total as f64 / started.elapsed().as_secs_f64()
}

pub fn frame(n: i64, wire: &[u8]) -> raw_frame::Model {
    raw_frame::Model {
        id: n,
        device_id: Some(FIRST + n % LOGGERS),
        received_at: Stamp(n * SECOND),
        verdict: "accepted".into(),
        tolerated: String::new(),
        wire: wire.to_vec(),
        digest: None,
        link: None,
        position: None,
    }
}

fn values(n: i64) -> impl Iterator<Item = measurement::Model> {
    POLLUTANTS.iter().map(move |code| measurement::Model {
        outlet_id: FIRST + n % LOGGERS,
        interval: Interval::Realtime,
        at: Stamp(n / LOGGERS * SECOND),
        pollutant: (*code).to_owned(),
        revision: 1,
        value: Some(Nano(n)),
        measured: None,
        converted: false,
        low: None,
        high: None,
        amount: None,
        flag: DataFlag::NORMAL,
        resent: false,
        received_at: Stamp(n * SECOND),
        frame_id: n,
    })
}

fn tally(logger: i64, frames: i64) -> frame_tally::Model {
    frame_tally::Model {
        day: Day(Stamp(0).day()),
        device_id: FIRST + logger,
        verdict: "accepted".into(),
        frames,
        last_at: Stamp(0),
    }
}
