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
    testing::{Bench, MN, PASSWORD},
};

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
async fn the_password_is_for_those_who_type_it_into_the_logger() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    record(&bench, vec![frame(Some(&device), bench.ctx.now(), "crc_wrong")]).await;
    let (admin, auditor) = (bench.actor(Role::Admin).await, bench.actor(Role::Auditor).await);
    let file = devices::show(&bench.ctx, &admin, MN).await.unwrap();
    assert_eq!(file.password.as_deref(), Some(PASSWORD));
    assert_eq!(file.frames[0].text, WIRE.replace("\r\n", "\\r\\n"));
    let file = devices::show(&bench.ctx, &auditor, MN).await.unwrap();
    assert!(!format!("{file:?}").contains(PASSWORD), "{file:?}");
    assert!(file.frames[0].text.contains("PW=••••••;"), "{file:?}");
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
