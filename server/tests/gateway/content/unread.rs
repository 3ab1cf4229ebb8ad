//! What is acknowledged and not stored, and what is not even acknowledged: told as what it was.

use std::time::Duration;

use domain::{device::NoticeKind, time::DAY};
use entities::device;
use sea_orm::{ActiveValue::Set, EntityTrait};
use server::gateway::Limits;
use services::devices;
use testing::Bench;

use super::super::support::{Gateway, start};
use super::{acknowledged, change, data_time, file, frame, noticed, segment, stored, upload, upload_of};

#[tokio::test]
async fn a_frame_without_line_end_is_taken_or_refused_within_seconds() {
    let limits = Limits { lull: Duration::from_millis(200), half_frame: Duration::from_secs(1), ..Limits::default() };
    let gateway = Gateway::start(limits).await;
    let mut logger = gateway.connect().await;
    let mut whole = upload(2011, "w20121-Rtd=0.1,w20121-Flag=N");
    whole.truncate(whole.len() - 2);
    logger.send(&whole).await;
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(refusals(&gateway.bench).await, ["no_terminator"]);

    let tolerant = device::ActiveModel { tolerated: Set("no_terminator".into()), ..Default::default() };
    change(&gateway.bench, tolerant).await;
    acknowledged(&mut logger, &whole).await;
    // The line end that comes late belongs to it.
    logger.send(b"\r\n").await;
    // One with a wrong check sum, and one that breaks off, are refused by name; the line goes on.
    let mut broken = whole.clone();
    let end = broken.len();
    broken[end - 4..].copy_from_slice(b"0000");
    logger.send(&broken).await;
    tokio::time::sleep(Duration::from_millis(600)).await;
    logger.send(&whole[..60]).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(refusals(&gateway.bench).await, ["crc_wrong", "no_terminator", "truncated"]);
    acknowledged(&mut logger, &upload_of(2011, start().plus(1000), "w20121-Rtd=0.2,w20121-Flag=N")).await;
    gateway.stop().await;
}

async fn refusals(bench: &Bench) -> Vec<String> {
    let tallies = entities::frame_tally::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let mut verdicts: Vec<_> =
        tallies.into_iter().map(|tally| tally.verdict).filter(|v| v != "accepted" && v != "duplicate").collect();
    verdicts.sort_unstable();
    verdicts
}

#[tokio::test]
async fn a_nul_is_refused_by_name_and_stops_nobody() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let now = start();
    for cp in
        ["PolId=w\0".to_owned(), format!("{};w\x0001-Rtd=1", data_time(now)), format!("{};i1\0-Info=x", data_time(now))]
    {
        for cn in [1013, 2011, 3019, 3020] {
            logger.send(&frame(&segment(cn, now, &cp))).await;
        }
    }
    acknowledged(&mut logger, &upload(2011, "w20121-Rtd=0.1,w20121-Flag=N")).await;
    let bench = gateway.stop().await;
    let (devices, _) = devices::report(&bench.ctx).await.unwrap();
    assert_eq!((devices[0].accepted, devices[0].refused.get("nul_byte")), (1, Some(&12)), "{:?}", devices[0].refused);
}

#[tokio::test]
async fn what_is_not_read_is_told() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    acknowledged(&mut logger, &upload(2052, "LA-Avg=51.4,LA-Flag=N")).await;
    let bench = gateway.stop().await;
    assert_eq!(noticed(&file(&bench).await, NoticeKind::NotRead), [("2052", "", 1)]);
}

/// Whatever is acknowledged and not stored is told to the administrator as what it was.
#[tokio::test]
async fn nothing_is_acknowledged_and_silently_dropped() {
    use NoticeKind::{NoFigure, NotRead, Repeated, SecondFigure, UnknownItem, Unreadable};
    let gateway = Gateway::start(Limits::default()).await;
    let tolerant = device::ActiveModel { tolerated: Set("duplicate_item".into()), ..Default::default() };
    change(&gateway.bench, tolerant).await;
    let mut logger = gateway.connect().await;
    let other_time = "20261122090000";
    let twice = format!("DataTime={other_time};w20121-Rtd=0.1,w20121-Flag=N");
    let cases: [(u16, &str, NoticeKind, &str, &str); 15] = [
        (2011, "w01018-Rtd=1,w01018-Avg=2,w01018-Flag=N", SecondFigure, "w01018-Avg", "2"),
        (2061, "w01018-Rtd=2,w01018-Avg=1,w01018-Flag=N", SecondFigure, "w01018-Rtd", "2"),
        (9015, "Power=on", UnknownItem, "Power", "on"),
        (2041, "SB1-RT=viel", Unreadable, "SB1-RT", "viel"),
        (2021, "SB1-RS=1;SB1-RS=0", Repeated, "SB1-RS", "0"),
        (2011, "w01018-Rtd=3O,w01018-Flag=N", Unreadable, "w01018-Rtd", "3O"),
        (2011, "w01018-Flag=N", NoFigure, "w01018", ""),
        (2011, "w01018-Rtd=1,w01018-Rtd=2,w01018-Flag=N", Repeated, "w01018-Rtd", "2"),
        (2011, "w01018-Rtd=1,w01018-Flag=N;011-Rtd=7,011-Flag=N", Repeated, "011", "7"),
        (2011, "w01018-Rtd=1,w01018-Flag=N,w01018-Good=8", UnknownItem, "w01018-Good", "8"),
        (2011, &twice, Repeated, "DataTime", other_time),
        (2062, "w01018-SampleRd=5", NotRead, "2062", ""),
        (5001, "w01018-Rtd=5", NotRead, "5001", ""),
        (9099, "w01018-Rtd=5", NotRead, "9099", ""),
        (1012, "SystemTime=20261122090000", NotRead, "1012", ""),
    ];
    for (second, (cn, items, ..)) in (1..).zip(&cases) {
        let at = match cn {
            2041 | 2061 => start().plus(-2 * DAY),
            _ => start().plus(second * 1000),
        };
        acknowledged(&mut logger, &upload_of(*cn, at, items)).await;
    }
    let bench = gateway.stop().await;
    let found = file(&bench).await;
    for (cn, items, kind, what, sample) in cases {
        let told = noticed(&found, kind);
        assert!(told.iter().any(|one| (one.0, one.1) == (what, sample)), "{cn} {items}: {told:?}");
    }
    // The first of two counts.
    let rows = stored(&bench).await;
    assert!(rows.iter().any(|row| row.0 == "SB1" && row.2.as_deref() == Some("1")), "{rows:?}");
    assert!(rows.iter().all(|row| ![Some("0"), Some("2"), Some("7")].contains(&row.2.as_deref())), "{rows:?}");
}
