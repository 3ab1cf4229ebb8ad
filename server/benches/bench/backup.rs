//! A backup of a large database while loggers send, beside a plain copy of the file.

use std::{
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use futures::StreamExt;
use hj212::FrameCodec;
use server::gateway::{self, Limits};
use services::{monitoring::record, store::bulk};
use testing::Bench;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};
use tokio_util::{codec::FramedRead, sync::CancellationToken};

use crate::{
    gateway::{LOGGERS, frame, frames, register_loggers},
    report::Report,
};

/// What the database is to have at least.
const BYTES: u64 = 2_000_000_000;
/// Of one stored frame: a long one.
const FRAME: usize = 1_000;
/// Frames in a commit while it is filled.
const BATCH: i64 = 20_000;
/// Frames a second of all loggers together.
const RATE: u32 = 400;
/// In seconds: no acknowledgement comes later.
const LATEST: f64 = 1.0;

pub async fn measure(report: &mut Report) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    register_loggers(&bench).await;
    let file = bench.url.strip_prefix("sqlite://").unwrap().to_owned();
    let size = fill(&bench, Path::new(&file)).await;
    report.note("backup: size of the database", "MB", size as f64 / 1e6);
    let folder = tempfile::tempdir().unwrap();
    let copy = plain_copy(Path::new(&file), &folder.path().join("copy"));
    let alone = backup(&bench, &folder.path().join("alone.backup")).await;
    report.note("backup: a plain copy of the file", "MB/s", size as f64 / 1e6 / copy);
    report.note("backup: nobody sends", "MB/s", size as f64 / 1e6 / alone);
    let (under_load, slowest, acknowledged) = while_they_send(&bench, &folder.path().join("load.backup")).await;
    report.note("backup: 400 frames a second come in", "MB/s", size as f64 / 1e6 / under_load);
    report.note("backup: as a share of a plain copy", "%", 100.0 * copy / under_load);
    report.note("backup: frames acknowledged meanwhile", "frames/s", acknowledged as f64 / under_load);
    report.at_most("backup: the latest acknowledgement meanwhile", "s", slowest, LATEST);
}

async fn fill(bench: &Bench, file: &Path) -> u64 {
    // Numbers that do not repeat: nothing on the way may shrink them.
    let mut seed = 1u64;
    let mut wire = || -> Vec<u8> {
        let next = |seed: &mut u64| {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed.to_be_bytes()
        };
        (0..FRAME / 8).flat_map(|_| next(&mut seed)).collect()
    };
    let mut done = 1_000_000_000;
    loop {
        let tx = bench.ctx.store.write().await.unwrap();
        bulk::frames(&tx, (done..done + BATCH).map(|n| frame(n, &wire())).collect()).await.unwrap();
        tx.commit().await.unwrap();
        done += BATCH;
        let size = std::fs::metadata(file).unwrap().len();
        if size >= BYTES {
            return size;
        }
    }
}

/// Seconds until a copy is on the disk.
fn plain_copy(from: &Path, to: &Path) -> f64 {
    let begun = Instant::now();
    std::fs::copy(from, to).unwrap();
    std::fs::File::open(to).unwrap().sync_all().unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    std::fs::remove_file(to).unwrap();
    seconds
}

/// Seconds that the program takes for a backup.
async fn backup(bench: &Bench, to: &Path) -> f64 {
    let begun = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingjian"));
    command.arg("backup").arg(to).args(["--database", &bench.url]).stdout(Stdio::null());
    let status = tokio::task::spawn_blocking(move || command.status()).await.unwrap();
    assert!(status.unwrap().success(), "there is no backup");
    let seconds = begun.elapsed().as_secs_f64();
    std::fs::remove_file(to).unwrap();
    seconds
}

/// Seconds of the backup, of the slowest acknowledgement while it ran, and how many there were.
async fn while_they_send(bench: &Bench, to: &Path) -> (f64, f64, u64) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, enough) = (CancellationToken::new(), CancellationToken::new());
    let (recorder, writer) = record::start(bench.ctx.clone());
    let limits = Limits { frames_per_minute: u32::MAX, bytes_of_one: u32::MAX, ..Limits::default() };
    let gateway = tokio::spawn(gateway::run(listener, bench.ctx.clone(), recorder, limits, stop.clone()));
    let loggers: Vec<_> =
        (0..LOGGERS).map(|logger| tokio::spawn(send(address, frames(bench, logger), logger, enough.clone()))).collect();
    // They have all come in.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let seconds = backup(bench, to).await;
    enough.cancel();
    let (mut slowest, mut acknowledged) = (0.0_f64, 0);
    for logger in loggers {
        let (own, count) = logger.await.unwrap();
        slowest = slowest.max(own);
        acknowledged += count;
    }
    stop.cancel();
    gateway.await.unwrap();
    writer.await.unwrap();
    (seconds, slowest, acknowledged)
}

/// One logger at its pace, waiting for each acknowledgement; its slowest, and how many it got.
async fn send(address: SocketAddr, frames: Vec<Vec<u8>>, logger: i64, enough: CancellationToken) -> (f64, u64) {
    let each = Duration::from_secs(u64::try_from(LOGGERS).unwrap()) / RATE;
    let (read, mut write) = TcpStream::connect(address).await.unwrap().into_split();
    let mut answers = FramedRead::new(read, FrameCodec::default());
    // Not all at once.
    tokio::time::sleep(each / u32::try_from(LOGGERS).unwrap() * u32::try_from(logger).unwrap()).await;
    let mut pace = tokio::time::interval(each);
    let (mut slowest, mut count) = (0.0_f64, 0);
    for frame in frames {
        tokio::select! {
            () = enough.cancelled() => break,
            _ = pace.tick() => {}
        }
        let sent = Instant::now();
        write.write_all(&frame).await.unwrap();
        answers.next().await.expect("hung up").unwrap();
        slowest = slowest.max(sent.elapsed().as_secs_f64());
        count += 1;
    }
    (slowest, count)
}
