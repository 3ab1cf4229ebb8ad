//! Codes: those that nobody knows, those that the register names, and those of equipment.

use domain::{
    device::NoticeKind,
    measurement::{DataFlag, Interval},
    time::DAY,
};
use entities::device;
use sea_orm::ActiveValue::Set;
use server::gateway::Limits;
use services::public::measurements::{self, Ask};
use testing::{Bench, MN};

use super::super::support::{Gateway, start};
use super::{acknowledged, change, file, noticed, stored, upload, upload_of, value};

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
    assert_eq!(bench.ctx.live().at_outlet(domain::life::Audience::Insiders, 1).len(), 1);
    let found = file(&bench).await;
    let want = [("x\u{fffd}y", "2", 4), ("ys1000", "160.304", 4), ("加微信abc领红包", "1", 4)];
    assert_eq!(noticed(&found, NoticeKind::UnknownCode), want);
}

#[tokio::test]
async fn a_code_that_the_register_names_is_taken() {
    let gateway = Gateway::start(Limits::default()).await;
    let named = device::ActiveModel { units: Set("ys1000=mg/L".into()), ..Default::default() };
    change(&gateway.bench, named).await;
    acknowledged(&mut gateway.connect().await, &upload(2011, "ys1000-Rtd=160.304")).await;
    assert_eq!(stored(&gateway.stop().await).await, [value("ys1000", 1, "160.304", 'N')]);
}

#[tokio::test]
async fn a_pollutant_of_gas_is_not_taken_at_an_outlet_of_water() {
    let gateway = Gateway::start(Limits::default()).await;
    let sent = "a21026-Rtd=33,a21026-Flag=N;w20121-Rtd=0.9,w20121-Flag=N";
    acknowledged(&mut gateway.connect().await, &upload(2011, sent)).await;
    assert_eq!(stored(&gateway.bench).await, [value("w20121", 1, "0.9", 'N')]);
    gateway.stop().await;
}

async fn published(bench: &Bench, interval: Interval) -> Vec<(String, DataFlag)> {
    let device = bench.ctx.registry().device(MN).unwrap();
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

#[tokio::test]
async fn equipment_that_runs_for_longer_than_a_day_has_is_kept_and_marked() {
    let gateway = Gateway::start(Limits::default()).await;
    let hours = "SB1-RT=24;SB2-RT=24.5;SB3-RT=-1;SB4-RT=0.0";
    acknowledged(&mut gateway.connect().await, &upload_of(2041, start().plus(-2 * DAY), hours)).await;
    let bench = gateway.stop().await;
    let want = [
        value("SB1", 1, "24", 'N'),
        value("SB2", 1, "24.5", '!'),
        value("SB3", 1, "-1", '!'),
        value("SB4", 1, "0", 'N'),
    ];
    assert_eq!(stored(&bench).await, want);
    let found = file(&bench).await;
    assert_eq!(noticed(&found, NoticeKind::Implausible), [("SB2-RT", "24.5", 1), ("SB3-RT", "-1", 1)]);
}

/// A code that an earlier version stored, or that the register no longer names, is in no answer.
#[tokio::test]
async fn a_stored_code_that_nobody_names_is_not_published() {
    let gateway = Gateway::start(Limits::default()).await;
    let named = |units: &str| device::ActiveModel { units: Set(units.into()), ..Default::default() };
    change(&gateway.bench, named("ys1000=mg/L")).await;
    let sent = "ys1000-Rtd=160,ys1000-Flag=N;w20121-Rtd=0.1,w20121-Flag=N";
    acknowledged(&mut gateway.connect().await, &upload(2011, sent)).await;
    let bench = gateway.stop().await;
    assert_eq!(published(&bench, Interval::Realtime).await.len(), 2);
    change(&bench, named("")).await;
    assert_eq!(published(&bench, Interval::Realtime).await, [("w20121".to_owned(), DataFlag::NORMAL)]);
}
