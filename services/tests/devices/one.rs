//! What one logger sent and told.

use domain::{
    access::Role,
    time::{DAY, MINUTE},
};
use hj212::Defect;
use services::{
    Error,
    devices::{self, Refused},
    monitoring::record::Arrival,
};
use testing::{Bench, MN, PASSWORD};

use super::support::{WIRE, frame, record, telling};

#[tokio::test]
async fn days_frames_and_events_are_told_newest_first() {
    let bench = Bench::new().await;
    let (device, admin) = (bench.plating_works().await, bench.actor(Role::Admin).await);
    let now = bench.ctx.now();
    let of = |at, verdict| frame(Some(&device), at, verdict);
    record(
        &bench,
        vec![
            of(now.minus(20 * DAY), "crc_wrong"),
            of(now.minus(2 * DAY), "wrong_password"),
            telling(of(now.minus(DAY), "accepted"), "restart", ""),
            telling(of(now.minus(MINUTE), "accepted"), "serial-number", "w20121=B7"),
            Arrival { tolerated: "lf_only,crc_modbus".into(), ..of(now, "crc_modbus") },
        ],
    )
    .await;
    let file = devices::show(&bench.ctx, &admin, MN).await.unwrap();
    let counts: Vec<_> = file.days.iter().map(|day| (day.accepted, day.refusals())).collect();
    assert_eq!(counts.len(), 14);
    assert_eq!(&counts[..4], [(1, 1), (1, 0), (0, 1), (0, 0)]);
    assert_eq!(file.days[0].refused, Refused::from([("crc_modbus".to_owned(), 1)]));
    assert_eq!(file.days[0].day, now.day());

    let verdicts: Vec<_> = file.frames.iter().map(|frame| frame.verdict.as_str()).collect();
    assert_eq!(verdicts, ["crc_modbus", "accepted", "accepted", "wrong_password", "crc_wrong"]);
    assert_eq!(file.frames[0].defects, [Defect::LfOnly], "the reason is not told twice");
    let refused: Vec<_> = file.refused.iter().map(|frame| frame.received_at).collect();
    assert_eq!(refused, [now], "those of the last day that has one");
    let events: Vec<_> = file.events.iter().map(|event| (event.kind.as_str(), event.detail.as_str())).collect();
    assert_eq!(events, [("serial-number", "w20121=B7"), ("restart", "")]);
}

#[tokio::test]
async fn the_password_is_shown_to_whoever_asks_with_a_reason_and_the_log_tells_it() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    record(&bench, vec![frame(Some(&device), bench.ctx.now(), "crc_wrong")]).await;
    let (admin, auditor) = (bench.actor(Role::Admin).await, bench.actor(Role::Auditor).await);
    for actor in [&admin, &auditor] {
        let file = devices::show(&bench.ctx, actor, MN).await.unwrap();
        assert!(!format!("{file:?}").contains(PASSWORD), "{file:?}");
        assert_eq!(file.frames[0].text, WIRE.replace(PASSWORD, "••••••").replace("\r\n", "\\r\\n"));
    }
    let empty = devices::reveal_password(&bench.ctx, &admin, MN, " ").await;
    assert!(matches!(empty, Err(Error::Invalid(_))));
    let other = devices::reveal_password(&bench.ctx, &auditor, MN, "why not").await;
    assert!(matches!(other, Err(Error::Forbidden)));
    assert!(bench.audit().await.iter().all(|line| !line.starts_with("reveal")));
    assert_eq!(devices::reveal_password(&bench.ctx, &admin, MN, "装机").await.unwrap(), PASSWORD);
    assert_eq!(bench.audit().await.last().unwrap(), "reveal-password admin device/1");
}

#[tokio::test]
async fn values_by_another_way_than_packets_are_told() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    assert_eq!(devices::show(&bench.ctx, &admin, MN).await.unwrap().newest_value_at, None);
    let now = bench.ctx.now();
    bench.ctx.live().publish(vec![services::monitoring::Measurement {
        received_at: now,
        ..services::monitoring::read(value(now), &bench.ctx.registry().outlet(1).unwrap())
    }]);
    let file = devices::show(&bench.ctx, &admin, MN).await.unwrap();
    assert_eq!((file.last_at, file.newest_value_at), (None, Some(now)));
    let list = devices::list(&bench.ctx, &admin, &devices::Wanted::default()).await.unwrap();
    assert_eq!(list.devices.items[0].newest_value_at, Some(now));
}

fn value(at: domain::time::Stamp) -> entities::measurement::Model {
    entities::measurement::Model {
        outlet_id: 1,
        interval: domain::measurement::Interval::Realtime,
        at,
        pollutant: "w20121".into(),
        revision: 1,
        value: Some(domain::fixed::Nano(1)),
        measured: None,
        converted: false,
        low: None,
        high: None,
        amount: None,
        flag: domain::measurement::DataFlag::NORMAL,
        resent: false,
        received_at: at,
        frame_id: 0,
    }
}

#[tokio::test]
async fn nobody_has_this_number() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    for mn in ["", "441900", "\0", "' OR 1=1"] {
        assert!(matches!(devices::show(&bench.ctx, &admin, mn).await, Err(Error::NotFound)), "{mn}");
    }
}
