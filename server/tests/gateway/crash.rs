//! `kill -9` under load: what was acknowledged is there.

use std::{
    collections::BTreeSet,
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use domain::time::{SECOND, Stamp};
use entities::{measurement, raw_frame};
use hj212::Command as Cn;
use sea_orm::EntityTrait;
use services::proof;
use testing::Bench;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

use super::support::{Logger, TIMEOUT, nickel, start, station, together};

/// The real program over a database.
async fn portal(url: &str, folder: &std::path::Path, gateway: u16) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingjian"))
        .args(["serve", "--listen", "127.0.0.1:0", "--admin", "off", "--database", url])
        .args(["--gateway", &format!("127.0.0.1:{gateway}"), "--data-dir", &folder.display().to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = tokio::time::timeout(TIMEOUT, lines.next_line()).await.expect("never ready").unwrap().unwrap();
    assert!(line.starts_with("Mingjian is ready at http://"), "{line}");
    child
}

async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

/// Sends frames until the portal dies; remembers the moment of each acknowledged one.
async fn send_until_death(gateway: u16, part: i64, acknowledged: Arc<Mutex<BTreeSet<i64>>>) {
    let socket = TcpStream::connect(("127.0.0.1", gateway)).await.unwrap();
    let (mut reading, mut writing) = Logger::over(socket).split();
    let sending = tokio::spawn(async move {
        for chunk in 0.. {
            let seconds = (chunk * 50)..(chunk * 50 + 50);
            let burst = together(seconds.map(|n| nickel(&station(), n * 4 + part - 10_000_000, &value(n * 4 + part))));
            if !writing.try_send(&burst).await {
                return;
            }
        }
    });
    while let Some(answer) = reading.try_receive().await {
        assert_eq!(answer.cn, Cn::DataAnswer);
        let at = Stamp::from_beijing(answer.qn.unwrap().time().unwrap());
        acknowledged.lock().unwrap().insert(at.since(start()) / SECOND + 10_000_000);
    }
    sending.await.unwrap();
}

/// What the new process stored goes on from where the old one was killed.
async fn chains_are_whole(bench: &Bench) {
    let frames = raw_frame::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let days = frames.iter().map(|frame| frame.received_at.day());
    let (from, to) = (days.clone().min().unwrap(), days.max().unwrap());
    let asked = proof::Asked { from, to, deposited: Vec::new(), removed_before: None };
    let mut broken = Vec::new();
    let checked = proof::check(&bench.ctx, &asked, &mut |one| broken.push(one)).await.unwrap();
    assert_eq!((usize::try_from(checked.frames).unwrap(), broken), (frames.len(), vec![]));
}

/// A value that can be told from all its neighbours.
fn value(n: i64) -> String {
    format!("0.{:06}", n % 1_000_000)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_portal_has_everything_that_it_acknowledged() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let folder = tempfile::tempdir().unwrap();
    let gateway = free_port().await;
    let mut child = portal(&bench.url, folder.path(), gateway).await;
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    let loggers: Vec<_> =
        (0..4).map(|part| tokio::spawn(send_until_death(gateway, part, acknowledged.clone()))).collect();
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    child.kill().await.unwrap();
    for logger in loggers {
        logger.await.unwrap();
    }

    // A new process finds a sound database and goes on.
    let mut child = portal(&bench.url, folder.path(), gateway).await;
    let mut logger = Logger::over(TcpStream::connect(("127.0.0.1", gateway)).await.unwrap());
    let packet = nickel(&station(), -20_000_000, "0.5");
    logger.send_packet(&packet).await;
    assert_eq!(logger.receive().await.unwrap(), packet.data_answer());
    child.kill().await.unwrap();

    let rows = measurement::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let stored: std::collections::BTreeMap<_, _> =
        rows.iter().map(|row| (row.at.since(start()) / SECOND + 10_000_000, row.value.unwrap())).collect();
    chains_are_whole(&bench).await;
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() > 200, "only {} frames were acknowledged: no load", acknowledged.len());
    for n in acknowledged {
        let want: rust_decimal::Decimal = value(n).parse().unwrap();
        assert_eq!(stored.get(&n).map(|value| value.decimal()), Some(want.normalize()), "frame {n}");
    }
}
