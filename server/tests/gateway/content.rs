//! What stands in frames that are well made: values that cannot be, codes that nobody knows, clocks that are wrong.

use std::time::Duration;

use domain::{
    access::Role,
    device::{NoticeKind, ProtocolEdition},
    measurement::{DataFlag, Interval},
    time::{DAY, HOUR, Stamp},
};
use entities::measurement;
use hj212::{Command, crc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use server::gateway::Limits;
use services::{
    FormKey,
    devices::{self, DeviceFile},
    public::measurements::{self, Ask},
};
use testing::{Bench, MN, PASSWORD};

use super::support::{Gateway, Logger, start};

/// A frame around a segment, with its line end.
fn frame(segment: &str) -> Vec<u8> {
    format!("##{:04}{segment}{:04X}\r\n", segment.len(), crc::checksum(segment.as_bytes())).into_bytes()
}

/// The segment of a command sent at a moment.
fn segment(cn: u16, sent: Stamp, cp: &str) -> String {
    let qn = hj212::Qn::from(sent.beijing());
    format!("QN={qn};ST=32;CN={cn};PW={PASSWORD};MN={MN};Flag=5;CP=&&{cp}&&")
}

fn data_time(at: Stamp) -> String {
    format!("DataTime={}", at.beijing().format("%Y%m%d%H%M%S"))
}

/// An upload of this moment with these items.
fn upload(cn: u16, items: &str) -> Vec<u8> {
    upload_of(cn, start(), items)
}

fn upload_of(cn: u16, at: Stamp, items: &str) -> Vec<u8> {
    frame(&segment(cn, start(), &format!("{};{items}", data_time(at))))
}

async fn acknowledged(logger: &mut Logger, bytes: &[u8]) {
    logger.send(bytes).await;
    assert_eq!(logger.receive().await.unwrap().cn, Command::DataAnswer, "{}", String::from_utf8_lossy(bytes));
}

async fn stored(bench: &Bench) -> Vec<(String, i32, Option<String>, char)> {
    let rows = measurement::Entity::find()
        .order_by_asc(measurement::Column::At)
        .order_by_asc(measurement::Column::Pollutant)
        .order_by_asc(measurement::Column::Revision)
        .all(bench.ctx.store.read())
        .await
        .unwrap();
    let row = |row: measurement::Model| {
        (row.pollutant, row.revision, row.value.map(|value| value.to_string()), row.flag.letter())
    };
    rows.into_iter().map(row).collect()
}

fn value(code: &str, revision: i32, value: &str, flag: char) -> (String, i32, Option<String>, char) {
    (code.to_owned(), revision, Some(value.to_owned()), flag)
}

async fn file(bench: &Bench) -> DeviceFile {
    let admin = services::accounts::Actor {
        account_id: 1,
        role: Role::Admin,
        enterprise_id: None,
        town_id: None,
        name: String::new(),
    };
    devices::show(&bench.ctx, &admin, MN).await.unwrap()
}

fn noticed(file: &DeviceFile, kind: NoticeKind) -> Vec<(&str, &str, u64)> {
    let mut found: Vec<_> = file
        .notices
        .iter()
        .filter(|notice| notice.kind == kind)
        .map(|notice| (notice.what.as_str(), notice.sample.as_str(), notice.count))
        .collect();
    found.sort_unstable();
    found
}

#[tokio::test]
async fn sentinels_are_kept_as_sent_marked_and_judged_by_nobody() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    acknowledged(&mut logger, &upload(2011, "w01001-Rtd=-99.0;w01018-Rtd=-00999.000,w01018-Flag=N")).await;
    let bench = &gateway.bench;
    assert_eq!(stored(bench).await, [value("w01001", 1, "-99", '!'), value("w01018", 1, "-999", '!')]);
    for latest in bench.ctx.live.at_outlet(1) {
        assert!(!latest.measurement.is_valid() && !latest.measurement.is_over(), "{latest:?}");
    }
    // Zero drift and frost stay what they are.
    let good = "w01010-Rtd=-0.5,w01010-Flag=N;w01018-Rtd=-0.05,w01018-Flag=N";
    acknowledged(&mut logger, &upload_of(2011, start().plus(1000), good)).await;
    assert_eq!(stored(bench).await[2..], [value("w01010", 1, "-0.5", 'N'), value("w01018", 1, "-0.05", 'N')]);
    let bench = gateway.stop().await;
    let found = file(&bench).await;
    let want = [("w01001-Rtd", "-99.0", 1), ("w01018-Rtd", "-999.000", 1)];
    assert_eq!(noticed(&found, NoticeKind::Implausible), want);
}

#[tokio::test]
async fn what_cannot_be_replaces_no_good_hour_and_no_good_day() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    for (cn, at) in [(2061, start().plus(-95 * 60_000)), (2031, start().plus(-2 * DAY))] {
        let good =
            "w01018-Avg=30.0,w01018-Min=-99,w01018-Cou=2.5,w01018-Flag=N;w00000-Avg=3,w00000-Cou=-999,w00000-Flag=N";
        acknowledged(&mut logger, &upload_of(cn, at, good)).await;
        acknowledged(&mut logger, &upload_of(cn, at, "w01018-Avg=-999.0,w01018-Cou=0.00,w01018-Flag=N")).await;
    }
    let bench = gateway.stop().await;
    let rows = measurement::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let valid: Vec<_> = rows.iter().filter(|row| row.flag.is_valid()).collect();
    assert_eq!(valid.len(), 4);
    assert!(valid.iter().all(|row| row.low.is_none() && row.amount.is_none_or(|amount| amount.0 > 0)), "{valid:?}");
    let aside: Vec<_> = rows.iter().filter(|row| row.flag == DataFlag::IMPLAUSIBLE).map(|row| row.revision).collect();
    assert_eq!(aside, [0, 0], "below every good revision");
}

#[tokio::test]
async fn a_figure_that_no_store_can_hold_costs_itself() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let items = "w01018-Rtd=99999999999999999999,w01018-Flag=N;w20121-Rtd=0.1,w20121-Flag=N";
    acknowledged(&mut logger, &upload(2011, items)).await;
    let rows = stored(&gateway.stop().await).await;
    assert_eq!(rows, [("w01018".to_owned(), 1, None, '!'), value("w20121", 1, "0.1", 'N')]);
}

#[tokio::test]
async fn codes_that_nobody_has_named_stay_in_the_frame_and_on_the_desk() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let items =
        "ys1000-Rtd=160.304;加微信abc领红包-Rtd=1,加微信abc领红包-Flag=N;x\u{202e}y-Rtd=2;w01018-Rtd=30,w01018-Flag=N";
    for cn in [2011, 2051, 2061, 2031] {
        acknowledged(&mut logger, &upload_of(cn, start().plus(-DAY), items)).await;
    }
    let bench = gateway.stop().await;
    assert!(stored(&bench).await.iter().all(|(code, ..)| code == "w01018"));
    assert_eq!(bench.ctx.live.at_outlet(1).len(), 1);
    let found = file(&bench).await;
    let want = [("x\u{fffd}y", "2", 4), ("ys1000", "160.304", 4), ("加微信abc领红包", "1", 4)];
    assert_eq!(noticed(&found, NoticeKind::UnknownCode), want);
}

#[tokio::test]
async fn a_code_that_the_register_names_is_taken() {
    let gateway = Gateway::start(Limits::default()).await;
    let tx = gateway.bench.ctx.store.write().await.unwrap();
    let named = entities::device::ActiveModel { id: Set(1), units: Set("ys1000=mg/L".into()), ..Default::default() };
    named.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
    acknowledged(&mut gateway.connect().await, &upload(2011, "ys1000-Rtd=160.304")).await;
    assert_eq!(stored(&gateway.stop().await).await, [value("ys1000", 1, "160.304", 'N')]);
}

#[tokio::test]
async fn a_misspelt_suffix_is_refused_and_wipes_nothing() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    acknowledged(&mut logger, &upload(2011, "w01018-Rtd=30,w01018-Flag=N")).await;
    for items in ["w01018-td=999.0,w01018-Flag=N;w21003-Rtd=1.5,w21003-Flag=N", "w01018_Rtd=999.0,w01018_Flag=N"] {
        logger.send(&upload_of(2011, start().plus(1000), items)).await;
        assert!(logger.is_left_without_answer().await, "{items}");
    }
    assert_eq!(stored(&gateway.bench).await, [value("w01018", 1, "30", 'N')]);
    // The case of letters has one meaning, and the mark comes with it.
    acknowledged(&mut logger, &upload_of(2011, start().plus(2000), "w01018-rtd=999.0,w01018-flag=D")).await;
    assert_eq!(stored(&gateway.bench).await[1..], [value("w01018", 1, "999", 'D')]);
    let bench = gateway.stop().await;
    let (devices, _) = devices::report(&bench.ctx).await.unwrap();
    assert_eq!(devices[0].refused, [("lost_value".to_owned(), 2)].into());
}

#[tokio::test]
async fn one_unreadable_field_costs_itself_and_is_told_as_what_it_was() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    acknowledged(&mut logger, &upload(2011, "w01018-Rtd=30,w01018-Flag=N")).await;
    for (second, text) in (1..).zip(["", "--", "NULL", "NaN", "3.20mg/L"]) {
        let at = start().plus(1000 * second);
        let items = format!("w01018-Rtd={text},w01018-Flag=N;w21003-Rtd=1.{second},w21003-Flag=N");
        acknowledged(&mut logger, &upload_of(2011, at, &items)).await;
    }
    // The shown value stands; a fault without a value is told.
    let shown = |bench: &Bench| bench.ctx.live.at_outlet(1)[0].measurement.value.map(|value| value.to_string());
    assert_eq!(shown(&gateway.bench).as_deref(), Some("30"));
    acknowledged(&mut logger, &upload_of(2011, start().plus(9000), "w01018-Rtd=,w01018-Flag=D")).await;
    assert_eq!(gateway.bench.ctx.live.at_outlet(1)[0].measurement.flag.letter(), 'D');
    let bench = gateway.stop().await;
    let taken = stored(&bench).await;
    assert_eq!(taken.iter().filter(|(code, ..)| code == "w21003").count(), 5);
    let found = file(&bench).await;
    let want = [("w01018-Rtd", "", 6)];
    assert_eq!(noticed(&found, NoticeKind::Unreadable), want);
    assert_eq!(found.days[0].refusals(), 0);
}

#[tokio::test]
async fn a_value_without_a_mark_is_not_judged_unless_its_edition_has_none() {
    let gateway = Gateway::start(Limits::default()).await;
    acknowledged(&mut gateway.connect().await, &upload(2011, "w20121-Rtd=0.9")).await;
    assert_eq!(stored(&gateway.bench).await, [value("w20121", 1, "0.9", '-')]);
    assert_eq!(noticed(&file(&gateway.bench).await, NoticeKind::Unmarked), [("w20121", "", 1)]);

    // 2005: no mark means normal, and F is the source, not the instrument.
    let tx = gateway.bench.ctx.store.write().await.unwrap();
    let old = entities::device::ActiveModel { id: Set(1), edition: Set(ProtocolEdition::E2005), ..Default::default() };
    old.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
    let at = data_time(start().plus(60_000));
    let old = format!(
        "ST=32;CN=2011;PW={PASSWORD};MN={MN};CP=&&{at};001-Rtd=7.1,001-Flag=xx;028-Rtd=0.4;029-Rtd=0,029-Flag=F&&"
    );
    let mut logger = gateway.connect().await;
    let tolerant = entities::device::ActiveModel {
        id: Set(1),
        tolerated: Set("missing_qn,missing_flag".into()),
        ..Default::default()
    };
    let tx = gateway.bench.ctx.store.write().await.unwrap();
    tolerant.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
    logger.send(&frame(&old)).await;
    assert!(logger.is_left_without_answer().await, "nobody asked for one");
    let rows = stored(&gateway.bench).await;
    // A mark that cannot be read is not the absence of one.
    let wanted = [value("w01001", 1, "7.1", '-'), value("w20121", 1, "0.4", 'N'), value("w20122", 1, "0", 'f')];
    assert_eq!(rows[1..], wanted);
    gateway.stop().await;
}

#[tokio::test]
async fn a_pollutant_of_gas_is_not_taken_at_an_outlet_of_water() {
    let gateway = Gateway::start(Limits::default()).await;
    let sent = "a21026-Rtd=33,a21026-Flag=N;w20121-Rtd=0.9,w20121-Flag=N";
    acknowledged(&mut gateway.connect().await, &upload(2011, sent)).await;
    assert_eq!(stored(&gateway.bench).await, [value("w20121", 1, "0.9", 'N')]);
    gateway.stop().await;
}

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

    let tx = gateway.bench.ctx.store.write().await.unwrap();
    let tolerant =
        entities::device::ActiveModel { id: Set(1), tolerated: Set("no_terminator".into()), ..Default::default() };
    tolerant.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
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
async fn a_flat_clock_battery_publishes_nothing_until_a_person_says_so() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    for second in 0..3 {
        let sent = Stamp::parse("2000-01-01T00:00:05+08:00").unwrap().plus(second * 1000);
        let cp = format!("{};w20121-Rtd=24.1,w20121-Flag=N", data_time(sent));
        acknowledged(&mut logger, &frame(&segment(2011, sent, &cp))).await;
    }
    let bench = gateway.stop().await;
    assert!(stored(&bench).await.is_empty() && bench.ctx.live.at_outlet(1).is_empty());
    let found = file(&bench).await;
    assert_eq!(found.held.map(|held| held.frames), Some(3));
    assert_eq!(noticed(&found, NoticeKind::ClockBehind).len(), 1);

    let admin = bench.actor(Role::Admin).await;
    let auditor = bench.actor(Role::Auditor).await;
    assert!(devices::release(&bench.ctx, &auditor, MN, "x", &FormKey::generate()).await.is_err());
    assert!(devices::release(&bench.ctx, &admin, MN, " ", &FormKey::generate()).await.is_err());
    let form = FormKey::generate();
    assert_eq!(devices::release(&bench.ctx, &admin, MN, "时间属实", &form).await.unwrap(), 3);
    assert_eq!(devices::release(&bench.ctx, &admin, MN, "时间属实", &form).await.unwrap(), 0, "it was sent twice");
    assert_eq!(stored(&bench).await.len(), 3);
    assert_eq!(file(&bench).await.held, None);
    assert_eq!(bench.audit().await.last().unwrap(), "release-values admin device/1");
    // Of one form's two buttons each counts for itself: who goes back and presses the other one is not told it was done.
    for form in [&form, &FormKey::generate()] {
        let again = devices::discard(&bench.ctx, &admin, MN, "again", form).await;
        assert!(matches!(again, Err(services::Error::Conflict(_))), "nothing is left: {again:?}");
    }
}

#[tokio::test]
async fn old_values_are_discarded_for_good_and_stay_as_evidence() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let old = upload_of(2061, start().plus(-366 * DAY), "w20121-Avg=0.1,w20121-Flag=N");
    acknowledged(&mut logger, &old).await;
    let within = upload_of(2061, start().plus(-364 * DAY), "w20121-Avg=0.1,w20121-Flag=N");
    acknowledged(&mut logger, &within).await;
    let bench = gateway.stop().await;
    assert_eq!(stored(&bench).await.len(), 1);
    let admin = bench.actor(Role::Admin).await;
    let form = FormKey::generate();
    assert_eq!(devices::discard(&bench.ctx, &admin, MN, "时钟错误", &form).await.unwrap(), 1);
    assert_eq!(devices::discard(&bench.ctx, &admin, MN, "时钟错误", &form).await.unwrap(), 0, "it was sent twice");
    let found = file(&bench).await;
    assert_eq!((found.held, stored(&bench).await.len()), (None, 1));
    assert!(found.frames.iter().any(|frame| frame.verdict == "discarded" && frame.is_taken()));
}

#[tokio::test]
async fn clocks_ahead_and_behind_are_told_apart_and_late_data_are_no_clock() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let send = |drift: i64, at: i64| {
        frame(&segment(
            2011,
            start().plus(drift),
            &format!("{};w20121-Rtd=0.{at},w20121-Flag=N", data_time(start().plus(at * 1000))),
        ))
    };
    acknowledged(&mut logger, &send(-8 * HOUR, 1)).await;
    acknowledged(&mut logger, &send(90_000, 2)).await;
    acknowledged(&mut logger, &send(30_000, 3)).await;
    // The clock has just shown that it is right: this one was sent late.
    acknowledged(&mut logger, &send(-2 * HOUR, 4)).await;
    let bench = gateway.stop().await;
    let found = file(&bench).await;
    assert_eq!(noticed(&found, NoticeKind::ClockBehind), [("", "28800", 1)]);
    assert_eq!(noticed(&found, NoticeKind::ClockAhead), [("", "90", 1)]);
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
    acknowledged(&mut logger, &upload(2111, "a01901-Avg=912.4,a01901-Flag=N")).await;
    let bench = gateway.stop().await;
    assert_eq!(noticed(&file(&bench).await, NoticeKind::NotRead), [("2111", "", 1)]);
}

/// Whatever is acknowledged and not stored is told to the administrator as what it was.
#[tokio::test]
async fn nothing_is_acknowledged_and_silently_dropped() {
    use NoticeKind::{NoFigure, NotRead, Repeated, UnknownItem, Unreadable};
    let gateway = Gateway::start(Limits::default()).await;
    let tx = gateway.bench.ctx.store.write().await.unwrap();
    let tolerated = Set("duplicate_item".to_owned());
    entities::device::ActiveModel { id: Set(1), tolerated, ..Default::default() }.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
    let mut logger = gateway.connect().await;
    let other_time = "20261122090000";
    let twice = format!("DataTime={other_time};w20121-Rtd=0.1,w20121-Flag=N");
    let cases: [(u16, &str, NoticeKind, &str, &str); 13] = [
        (2011, "w01018-Rtd=1,w01018-Avg=2,w01018-Flag=N", Repeated, "w01018-Avg", "2"),
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
        let at = if *cn == 2041 { start().plus(-2 * DAY) } else { start().plus(second * 1000) };
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

async fn published(bench: &Bench, interval: Interval) -> Vec<(String, DataFlag)> {
    let device = bench.ctx.registry.device(MN).unwrap();
    let ask = |pollutant: Option<&str>| Ask {
        credit_code: device.outlet.enterprise,
        outlet: device.outlet.code,
        pollutant: pollutant.map(str::to_owned),
        interval,
        from: None,
        to: None,
        as_of: None,
        cursor: None,
        limit: 100,
    };
    let by_name = measurements::series(&bench.ctx, &ask(Some("SB1"))).await.unwrap().items;
    assert!(by_name.is_empty(), "{by_name:?}");
    let all = measurements::series(&bench.ctx, &ask(None)).await.unwrap().items;
    all.into_iter().map(|value| (value.pollutant.to_string(), value.flag)).collect()
}

#[tokio::test]
async fn equipment_has_so_many_numbers_and_is_not_published() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let states = "SB1-RS=1;SB2-RS=77;SB99-RS=0;SB0-RS=1;SB100-RS=1;SB65535-RS=3";
    acknowledged(&mut logger, &upload(2021, states)).await;
    acknowledged(&mut logger, &upload(2011, "w20121-Rtd=0.1,w20121-Flag=N")).await;
    let bench = gateway.stop().await;
    let want = [
        value("SB1", 1, "1", 'N'),
        value("SB2", 1, "77", '!'),
        value("SB99", 1, "0", 'N'),
        value("w20121", 1, "0.1", 'N'),
    ];
    assert_eq!(stored(&bench).await, want);
    let found = file(&bench).await;
    let strangers = [("SB0", "1", 1), ("SB100", "1", 1), ("SB65535", "3", 1)];
    assert_eq!(noticed(&found, NoticeKind::UnknownCode), strangers);
    assert_eq!(noticed(&found, NoticeKind::Implausible), [("SB2-RS", "77", 1)]);
    assert_eq!(published(&bench, Interval::Realtime).await, [("w20121".to_owned(), DataFlag::NORMAL)]);
}

/// A code that an earlier version stored, or that the register no longer names, is in no answer.
#[tokio::test]
async fn a_stored_code_that_nobody_names_is_not_published() {
    let gateway = Gateway::start(Limits::default()).await;
    let tx = gateway.bench.ctx.store.write().await.unwrap();
    let named =
        |units: &str| entities::device::ActiveModel { id: Set(1), units: Set(units.into()), ..Default::default() };
    named("ys1000=mg/L").update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
    let sent = "ys1000-Rtd=160,ys1000-Flag=N;w20121-Rtd=0.1,w20121-Flag=N";
    acknowledged(&mut gateway.connect().await, &upload(2011, sent)).await;
    let bench = gateway.stop().await;
    assert_eq!(published(&bench, Interval::Realtime).await.len(), 2);
    let tx = bench.ctx.store.write().await.unwrap();
    named("").update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    assert_eq!(published(&bench, Interval::Realtime).await, [("w20121".to_owned(), DataFlag::NORMAL)]);
}

#[tokio::test]
async fn a_mean_of_a_period_that_runs_is_kept_and_judged_by_nobody() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let mut news = gateway.bench.ctx.live.listen();
    let items = "w20121-Avg=99,w20121-Flag=N";
    for (cn, ago) in [(2061, HOUR - 90_000), (2031, HOUR), (2051, -120_000)] {
        acknowledged(&mut logger, &upload_of(cn, start().plus(-ago), items)).await;
    }
    assert!(stored(&gateway.bench).await.iter().all(|row| row.3 == '~'));
    assert!(news.try_recv().is_err(), "nobody is told");
    for interval in [Interval::Hour, Interval::Day] {
        assert!(gateway.bench.ctx.live.means(1).newest("w20121", interval).next().is_none(), "{interval}");
    }
    // Within the drift of a clock it has ended; and the mean that comes in its time stands in for the early one.
    acknowledged(&mut logger, &upload_of(2061, start().plus(30_000 - HOUR), items)).await;
    let bench = gateway.stop().await;
    assert_eq!(bench.ctx.live.means(1).newest("w20121", Interval::Hour).count(), 1);
    let found = file(&bench).await;
    assert_eq!(
        noticed(&found, NoticeKind::Unfinished).iter().map(|one| (one.0, one.2)).collect::<Vec<_>>(),
        [("w20121", 3)]
    );
}

#[tokio::test]
async fn a_letter_means_what_its_edition_says_and_a_converted_value_is_one() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let items = "w20121-Rtd=0.1,w20121-Flag=P;w20122-ZsRtd=0.2,w20122-Flag=N;w01018-Rtd=30,w01018-Flag=N";
    acknowledged(&mut logger, &upload(2011, items)).await;
    let rows = measurement::Entity::find().all(gateway.bench.ctx.store.read()).await.unwrap();
    let of = |code: &str| rows.iter().find(|row| row.pollutant == code).unwrap();
    assert_eq!(of("w20121").flag, DataFlag::new('P').unwrap(), "no mark of this edition");
    assert!(of("w20122").is_converted() && !of("w01018").is_converted());
    assert!(gateway.bench.ctx.live.at_outlet(1).iter().any(|latest| latest.measurement.converted));

    let tx = gateway.bench.ctx.store.write().await.unwrap();
    let (edition, tolerated) = (Set(ProtocolEdition::E2005), Set("missing_qn,missing_flag".to_owned()));
    let old = entities::device::ActiveModel { id: Set(1), edition, tolerated, ..Default::default() };
    old.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
    let at = data_time(start().plus(60_000));
    let sent = format!("ST=32;CN=2011;PW={PASSWORD};MN={MN};CP=&&{at};029-Rtd=0,029-Flag=P&&");
    let mut logger = gateway.connect().await;
    logger.send(&frame(&sent)).await;
    assert!(logger.is_left_without_answer().await, "nobody asked for one");
    assert_eq!(stored(&gateway.stop().await).await.last(), Some(&value("w20122", 1, "0", 'p')));
}
