//! Bad input: answered or dropped as the standard says, never fatal.

use std::time::Duration;

use entities::{measurement, raw_frame};
use hj212::{Command, Edition, Station, SystemType};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Statement};
use server::gateway::Limits;
use testing::{Bench, MN};

use super::support::{Gateway, Logger, nickel, station, together};

async fn counts(bench: &Bench) -> (u64, u64) {
    let db = bench.ctx.store.read();
    (measurement::Entity::find().count(db).await.unwrap(), raw_frame::Entity::find().count(db).await.unwrap())
}

async fn works(logger: &mut Logger, second: i64) {
    let packet = nickel(&station(), second, "0.1");
    logger.send_packet(&packet).await;
    assert_eq!(logger.receive().await.unwrap(), packet.data_answer());
}

#[tokio::test]
async fn garbage_between_frames_is_kept_as_evidence_and_does_no_harm() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    logger.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    logger.send(&[0xff; 3_000]).await;
    logger.send(b"##9999").await;
    logger.send(b"##00ZZ##").await;
    works(&mut logger, 1).await;
    let bench = gateway.stop().await;
    let (values, frames) = counts(&bench).await;
    assert_eq!(values, 1);
    assert!(frames >= 2, "{frames}");
}

#[tokio::test]
async fn megabytes_without_a_frame_end_the_connection_and_nothing_else() {
    let limits = Limits { refused_in_a_row: 20, ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let mut flood = gateway.connect().await;
    let noise = b"##0001x".repeat(40_000);
    // The gateway may hang up in the middle of it.
    let sent = tokio::time::timeout(Duration::from_secs(20), flood.try_send(&noise)).await;
    assert!(sent.is_ok(), "the gateway neither reads nor hangs up");
    assert!(flood.receive().await.is_none());
    works(&mut gateway.connect().await, 1).await;
    let (_, frames) = counts(&gateway.stop().await).await;
    assert!(frames <= 21, "{frames} frames of a flood were stored");
}

#[tokio::test]
async fn a_burst_of_a_hundred_thousand_frames_is_answered_frame_by_frame() {
    let gateway = Gateway::start(Limits { frames_per_minute: u32::MAX, ..Limits::default() }).await;
    let mut tasks = Vec::new();
    for part in 0..4 {
        let (mut reading, mut writing) = gateway.connect().await.split();
        let burst = together((0..25_000).map(|n| nickel(&station(), part * 25_000 + n - 100_000, "0.1")));
        tasks.push(tokio::spawn(async move { writing.send(&burst).await }));
        tasks.push(tokio::spawn(async move {
            for n in 0..25_000 {
                assert_eq!(reading.receive().await.expect("hung up").cn, Command::DataAnswer, "frame {n}");
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(counts(&gateway.stop().await).await, (100_000, 100_000));
}

#[tokio::test]
async fn a_client_that_never_reads_is_given_up_and_others_go_on() {
    let limits = Limits { unread: Duration::from_millis(300), frames_per_minute: u32::MAX, ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let mut deaf = gateway.connect().await;
    let burst = together((0..2_000).map(|n| nickel(&station(), n - 100_000, "0.1")));
    let flood = tokio::spawn(async move {
        // Until the gateway has had enough: its answers fill both sockets' buffers.
        while deaf.try_send(&burst).await {}
    });
    works(&mut gateway.connect().await, 1).await;
    tokio::time::timeout(Duration::from_mins(1), flood).await.expect("the deaf client is served for ever").unwrap();
    works(&mut gateway.connect().await, 2).await;
    gateway.stop().await;
}

#[tokio::test]
async fn a_silent_address_that_fills_the_house_loses_its_own_places() {
    let limits = Limits { connections: 8, ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let mut early = gateway.connect().await;
    works(&mut early, 1).await;
    let mut silent = Vec::new();
    for _ in 0..40 {
        silent.push(gateway.connect().await);
    }
    // Neither who comes later nor who has introduced himself waits for any of them.
    let mut late = gateway.connect().await;
    let in_time = tokio::time::timeout(Duration::from_secs(5), works(&mut late, 2)).await;
    assert!(in_time.is_ok(), "locked out");
    works(&mut early, 3).await;
    assert!(silent[0].receive().await.is_none(), "the first of the silent ones made room");
    gateway.stop().await;
}

/// One logger's password opens a few places, not all of them.
#[tokio::test]
async fn a_logger_that_fills_the_house_loses_its_own_places() {
    let limits = Limits { connections: 8, connections_of_one: 4, ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let mut same = Vec::new();
    for second in 0..12 {
        let mut logger = gateway.connect().await;
        let in_time = tokio::time::timeout(Duration::from_secs(5), works(&mut logger, second)).await;
        assert!(in_time.is_ok(), "the {second}th is locked out");
        same.push(logger);
    }
    for old in &mut same[..8] {
        assert!(old.receive().await.is_none(), "an older one made room");
    }
    for (second, new) in (20..).zip(&mut same[8..]) {
        works(new, second).await;
    }
    gateway.stop().await;
}

/// Large frames fill a disk as fast as many: beyond a day's bytes a logger is read at their pace, and loses nothing.
#[tokio::test]
async fn a_logger_that_sends_too_many_bytes_is_read_slowly() {
    let frame = together([nickel(&station(), 0, "0.1")]);
    let limits = Limits { bytes_of_one: 10 * u32::try_from(frame.len()).unwrap(), ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let (mut reading, mut writing) = gateway.connect().await.split();
    writing.send(&together((0..40).map(|n| nickel(&station(), n, "0.1")))).await;
    let mut answered = 0;
    while tokio::time::timeout(Duration::from_secs(2), reading.receive()).await.is_ok() {
        answered += 1;
    }
    assert!((9..=12).contains(&answered), "{answered} of a day's ten");
    gateway.stop().await;
}

#[tokio::test]
async fn who_has_left_is_not_read_slowly_to_the_end() {
    let gateway = Gateway::start(Limits { frames_per_minute: 6, ..Limits::default() }).await;
    let (mut reading, mut writing) = gateway.connect().await.split();
    // Six at once, and then one every ten seconds.
    writing.send(&together((0..40).map(|n| nickel(&station(), n, "0.1")))).await;
    drop(writing);
    let ended = async { while reading.try_receive().await.is_some() {} };
    assert!(tokio::time::timeout(Duration::from_secs(8), ended).await.is_ok(), "it keeps its place");
    gateway.stop().await;
}

#[tokio::test]
async fn who_says_nothing_is_sent_away_before_long() {
    let limits = Limits { first_frame: Duration::from_millis(300), ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let mut silent = gateway.connect().await;
    assert!(silent.receive().await.is_none());
    gateway.stop().await;
}

#[tokio::test]
async fn of_what_strangers_send_samples_are_kept_and_all_of_it_is_counted() {
    let limits = Limits { strange_frames_kept: (5, 50), strange_frames_per_minute: 100_000, ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let stranger = Station::new(SystemType::WaterSource, "123456", "000000000000000000000000", Edition::E2017);
    let impostor = Station::new(SystemType::WaterSource, "wrong!", MN, Edition::E2017);
    for flood in [stranger, impostor] {
        let mut logger = gateway.connect().await;
        logger.try_send(&together((0..200).map(|n| nickel(&flood, n, "0.1")))).await;
        drop(logger);
    }
    // The logger whose number was written into the flood is not slowed down by it.
    works(&mut gateway.connect().await, 1).await;
    let bench = gateway.settled(401).await;
    let (_, frames) = counts(&bench).await;
    assert_eq!(frames, 6, "five samples of the address, and the good frame");
}

/// Who knows a logger's password does not fill the disk with what is refused.
#[tokio::test]
async fn of_a_loggers_refused_frames_so_many_bytes_a_day_are_kept_and_all_are_counted() {
    let limits = Limits { refused_bytes_kept: 10_000, ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let mut logger = gateway.connect().await;
    let ahead = nickel(&station(), 3 * 86_400, "0.1");
    let each = ahead.encode().len();
    logger.send(&together((0..300).map(|_| ahead.clone()))).await;
    works(&mut logger, 1).await;
    let bench = gateway.settled(301).await;
    let frames = raw_frame::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let refused: Vec<_> = frames.iter().filter(|frame| frame.verdict == "clock_ahead").collect();
    assert_eq!(refused.len(), 10_000 / each, "as many as fit");
    assert_eq!(frames.len(), refused.len() + 1, "what is accepted is kept");
    let (devices, _) = services::devices::report(&bench.ctx).await.unwrap();
    assert_eq!(devices[0].refused["clock_ahead"], 300);
}

#[tokio::test]
async fn strangers_are_read_slowly_whatever_number_they_write() {
    let limits = Limits { strange_frames_per_minute: 60, ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let impostor = Station::new(SystemType::WaterSource, "wrong!", MN, Edition::E2017);
    let mut logger = gateway.connect().await;
    logger.try_send(&together((0..300).map(|n| nickel(&impostor, n, "0.1")))).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    works(&mut gateway.connect().await, 1).await;
    let (devices, _) = services::devices::report(&gateway.bench.ctx).await.unwrap();
    assert!(devices[0].refused["wrong_password"] <= 64, "{:?}", devices[0].refused);
    gateway.stop().await;
}

#[tokio::test]
async fn values_from_the_future_are_refused_without_a_word() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    for second in [3 * 86_400, 11 * 60] {
        logger.send_packet(&nickel(&station(), second, "0.1")).await;
        assert!(logger.is_left_without_answer().await);
    }
    works(&mut logger, 9 * 60).await;
    let bench = gateway.stop().await;
    let (devices, _) = services::devices::report(&bench.ctx).await.unwrap();
    let refused: Vec<_> = devices[0].refused.keys().map(String::as_str).collect();
    assert_eq!(refused, ["clock_ahead"]);
}

#[tokio::test]
async fn while_the_database_is_locked_nothing_is_acknowledged_and_nothing_breaks() {
    let gateway = Gateway::start(Limits::default()).await;
    if gateway.bench.is_postgres() {
        return; // PostgreSQL has no lock on the whole database.
    }
    let intruder = services::store::connect(&gateway.bench.url).await.unwrap();
    let lock = intruder.write().await.unwrap();
    let mut logger = gateway.connect().await;
    logger.send_packet(&nickel(&station(), 1, "0.1")).await;
    // Either nothing comes while the lock lasts, or the gateway hangs up; an acknowledgement would be a lie.
    assert!(logger.is_left_without_answer().await);
    assert!(logger.receive().await.is_none());
    lock.rollback().await.unwrap();
    works(&mut gateway.connect().await, 1).await;
    assert_eq!(counts(&gateway.stop().await).await.0, 1);
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_acknowledged_and_space_brings_it_back() {
    let gateway = Gateway::start(Limits::default()).await;
    if gateway.bench.is_postgres() {
        return; // The limit below is SQLite's.
    }
    let mut logger = gateway.connect().await;
    works(&mut logger, 1).await;
    let used = pages(&gateway.bench, "PRAGMA page_count").await;
    pages(&gateway.bench, &format!("PRAGMA max_page_count = {used}")).await;
    // Frames until the last free place in the last pages is used up.
    let mut second = 2;
    let mut acknowledged = 1;
    while acknowledged < 10_000 {
        let packet = nickel(&station(), second, "0.1");
        if !logger.try_send(&packet.encode()).await || logger.receive().await.is_none() {
            break;
        }
        (second, acknowledged) = (second + 1, acknowledged + 1);
    }
    assert!(acknowledged < 10_000, "the disk never became full");
    pages(&gateway.bench, "PRAGMA max_page_count = 1000000").await;
    works(&mut gateway.connect().await, second).await;
    assert_eq!(counts(&gateway.stop().await).await.0, acknowledged + 1);
}

/// Asks or tells the writing connection something about its pages.
async fn pages(bench: &Bench, pragma: &str) -> i64 {
    let tx = bench.ctx.store.write().await.unwrap();
    let row = tx.query_one_raw(Statement::from_string(DbBackend::Sqlite, pragma)).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    row.try_get_by_index(0).unwrap()
}
