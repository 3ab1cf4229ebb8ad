//! Means that the portal works out itself: when, of what, and again.

use std::sync::Arc;

use domain::{
    fixed::Nano,
    life::Audience,
    means::{MeanOutcome, Reason},
    measurement::{DataFlag, Interval},
    retention::Class,
    time::{DAY, Day, HOUR, MINUTE, Stamp, start_of},
};
use entities::{device, mean_due, measurement, own_mean, retention_run};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait, QueryOrder};
use services::{
    monitoring::{
        interpret::{Figures, NewValue},
        own_means::{Again, again, read, work_out_due},
        record::{ACCEPTED, Arrival, start},
        registry::KnownDevice,
    },
    public::outlet,
};
use testing::Bench;

/// 2026-11-20 in Beijing; the bench's clock stands two days later.
fn morning() -> Stamp {
    start_of("2026-11-20".parse().unwrap())
}

/// One packet of nickel (thousandths of mg/L) and flow (thousandths of L/s).
#[derive(Clone, Copy)]
struct Packet {
    interval: Interval,
    at: Stamp,
    nickel: i64,
    flow: i64,
}

fn ten_minutes(at: Stamp, nickel: i64, flow: i64) -> Packet {
    Packet { interval: Interval::Minute, at, nickel, flow }
}

fn arrival(device: &Arc<KnownDevice>, packet: Packet, received_at: Stamp) -> Arrival {
    let value = |code: &'static str, thousandths: i64| NewValue {
        pollutant: code.into(),
        interval: packet.interval,
        at: packet.at,
        figures: Figures {
            value: Some(Nano(thousandths * 1_000_000)),
            measured: None,
            converted: false,
            low: None,
            high: None,
            amount: None,
            flag: DataFlag::NORMAL,
        },
        resent: false,
    };
    Arrival {
        device: Some(device.clone()),
        received_at,
        wire: bytes::Bytes::from_static(b"##"),
        verdict: ACCEPTED,
        tolerated: String::new(),
        values: vec![value("w20121", packet.nickel), value("w00000", packet.flow)],
        event: None,
        notices: Vec::new(),
        on_time: false,
        keep: true,
    }
}

async fn record(bench: &Bench, device: &Arc<KnownDevice>, packets: impl IntoIterator<Item = Packet>) {
    let (recorder, writer) = start(bench.ctx.clone());
    for packet in packets {
        recorder.record(arrival(device, packet, bench.ctx.now())).await.await.unwrap();
    }
    drop(recorder);
    writer.await.unwrap();
}

/// All revisions of the nickel's means of an interval: start in hours of the day, revision, thousandths, valid, outcome, reason.
async fn nickel(bench: &Bench, interval: Interval) -> Vec<(i64, i32, i64, i32, MeanOutcome, Reason)> {
    use own_mean::Column as C;
    let rows = own_mean::Entity::find().order_by_asc(C::At).order_by_asc(C::Revision);
    let rows = rows.all(bench.ctx.store.read()).await.unwrap();
    let of = rows.into_iter().filter(|row| row.interval == interval && row.pollutant == "w20121");
    of.map(|row| {
        let hour = row.at.since(morning()) / HOUR;
        (hour, row.revision, row.value.map_or(0, |value| value.0 / 1_000_000), row.valid, row.outcome, row.reason)
    })
    .collect()
}

async fn due(bench: &Bench) -> u64 {
    mean_due::Entity::find().count(bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn an_hour_is_worked_out_after_its_end_and_again_when_something_comes_late_or_is_corrected() {
    use MeanOutcome::{Counts, TooLittle};
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let eight = morning().plus(8 * HOUR);
    bench.set_clock(eight.plus(59 * MINUTE));
    // Four of six parts, the last with three times the flow: (100 + 100 + 100 + 3 · 300) / 6.
    let at = |part: i64| eight.plus(part * 10 * MINUTE);
    record(&bench, &device, (0..3).map(|part| ten_minutes(at(part), 100, 10))).await;
    record(&bench, &device, [ten_minutes(at(3), 300, 30)]).await;
    assert_eq!((work_out_due(&bench.ctx).await.unwrap(), due(&bench).await), (0, 1), "the hour has not ended");

    bench.set_clock(eight.plus(HOUR + 6 * MINUTE));
    work_out_due(&bench.ctx).await.unwrap();
    let first = (8, 1, 200, 40, TooLittle, Reason::First);
    assert_eq!(nickel(&bench, Interval::Hour).await, [first]);
    assert_eq!(due(&bench).await, 1, "the day, which has not ended");

    bench.advance(MINUTE);
    record(&bench, &device, [ten_minutes(at(4), 200, 60)]).await;
    work_out_due(&bench.ctx).await.unwrap();
    let late = (8, 2, 200, 50, Counts, Reason::Late);
    assert_eq!(nickel(&bench, Interval::Hour).await, [first, late]);

    // The same packet again says nothing new; another one with other figures does.
    bench.advance(MINUTE);
    record(&bench, &device, [ten_minutes(at(4), 200, 60)]).await;
    assert_eq!(due(&bench).await, 1);
    record(&bench, &device, [ten_minutes(at(4), 400, 60)]).await;
    work_out_due(&bench.ctx).await.unwrap();
    let corrected = (8, 3, 300, 50, Counts, Reason::Corrected);
    assert_eq!(nickel(&bench, Interval::Hour).await, [first, late, corrected]);
    assert_eq!(work_out_due(&bench.ctx).await.unwrap(), 0);
}

#[tokio::test]
async fn a_day_is_made_of_its_hours_weighted_by_their_flow() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let hour = |hour: i64| morning().plus(hour * HOUR);
    let (nickel_of, flow_of) =
        (|hour: i64| if hour < 12 { 40 } else { 100 }, |hour: i64| if hour < 12 { 10 } else { 30 });
    let part = |n: i64| ten_minutes(hour(0).plus(n * 10 * MINUTE), nickel_of(n / 6), flow_of(n / 6));
    record(&bench, &device, (0..6 * 23).map(part)).await;
    bench.set_clock(hour(23).plus(30 * MINUTE));
    work_out_due(&bench.ctx).await.unwrap();
    assert_eq!(nickel(&bench, Interval::Hour).await.len(), 23);
    assert_eq!(nickel(&bench, Interval::Day).await, [], "it has not ended");
    record(&bench, &device, (6 * 23..6 * 24).map(part)).await;
    bench.set_clock(hour(24).plus(6 * MINUTE));
    work_out_due(&bench.ctx).await.unwrap();
    // (12 · 40 · 10 + 12 · 100 · 30) / (12 · 10 + 12 · 30) = 85.
    assert_eq!(nickel(&bench, Interval::Day).await, [(0, 1, 85, 24, MeanOutcome::Counts, Reason::First)]);
    assert_eq!(due(&bench).await, 0, "nothing is left");
}

/// What is worked out as it comes and what is worked out of the past are the same, and a second time nothing changes.
#[tokio::test]
async fn the_past_worked_out_again_says_the_same() {
    let packets = || {
        let minute = |n: i64| ten_minutes(morning().plus(n * 10 * MINUTE), 50 + n % 7 * 10, 5 + n % 5);
        let instant = |n: i64| Packet {
            interval: Interval::Realtime,
            ..ten_minutes(morning().plus((20 * 60 + n) * MINUTE), n, 3)
        };
        // Twenty hours of means with gaps, then an hour of real-time values.
        (0..120).filter(|n| n % 11 != 0).map(minute).chain((0..60).map(instant)).collect::<Vec<_>>()
    };
    let (one, other) = (Bench::new().await, Bench::new().await);
    for bench in [&one, &other] {
        let device = bench.plating_works().await;
        record(bench, &device, packets()).await;
        bench.set_clock(morning().plus(2 * DAY));
    }
    assert!(work_out_due(&one.ctx).await.unwrap() > 20);
    let day = morning().day();
    let told = again(&other.ctx, (day, day), None).await.unwrap();
    assert_eq!(told.periods, 25);
    for interval in [Interval::Hour, Interval::Day] {
        let (came, past) = (nickel(&one, interval).await, nickel(&other, interval).await);
        assert!(!came.is_empty());
        assert_eq!(came, past, "{interval}");
    }
    for bench in [&one, &other] {
        assert_eq!(again(&bench.ctx, (day, day), Some(1)).await.unwrap(), Again { periods: 25, changed: 0 });
    }
    assert_eq!(again(&one.ctx, (day, day), Some(7)).await.unwrap(), Again::default(), "an outlet that nobody watches");
}

/// Of a day whose values were removed a late packet makes no mean: what was worked out of the whole of it stands.
#[tokio::test]
async fn what_is_left_after_a_removal_makes_no_mean() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let eight = morning().plus(8 * HOUR);
    let part = |n: i64, nickel| ten_minutes(eight.plus(n * 10 * MINUTE), nickel, 10);
    record(&bench, &device, (0..5).map(|n| part(n, 100))).await;
    bench.set_clock(eight.plus(2 * HOUR));
    work_out_due(&bench.ctx).await.unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    measurement::Entity::delete_many().exec(&tx).await.unwrap();
    let run = retention_run::ActiveModel {
        at: Set(bench.ctx.now()),
        account_id: Set(None),
        class: Set(Class::Values),
        before: Set(Day(morning().plus(DAY).day())),
        rows: Set(10),
        oldest: Set(None),
        archive: Set(None),
        ..Default::default()
    };
    run.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    record(&bench, &device, [part(5, 900)]).await;
    assert_eq!((due(&bench).await, work_out_due(&bench.ctx).await.unwrap() > 0), (2, true));
    let whole = nickel(&bench, Interval::Hour).await;
    assert_eq!(whole, [(8, 1, 100, 50, MeanOutcome::Counts, Reason::First)]);
    let day = morning().day();
    assert_eq!(again(&bench.ctx, (day, day), None).await.unwrap().changed, 0);
}

#[tokio::test]
async fn means_of_what_is_sent_in_trial_are_for_insiders() {
    let bench = Bench::new().await;
    let known = bench.plating_works().await;
    let eight = morning().plus(8 * HOUR);
    record(&bench, &known, (0..6).map(|part| ten_minutes(eight.plus(part * 10 * MINUTE), 100, 10))).await;
    bench.set_clock(eight.plus(2 * HOUR));
    work_out_due(&bench.ctx).await.unwrap();
    let seen = async |audience| {
        let outlet = bench.ctx.registry().outlet(1).unwrap();
        read(&bench.ctx, &outlet, Interval::Hour, (morning(), morning().plus(DAY)), audience).await.unwrap().len()
    };
    assert_eq!((seen(Audience::Public).await, seen(Audience::Insiders).await), (2, 2));
    for (opened, public) in [(None, 0), (Some("2026-11-21"), 0), (Some("2026-11-20"), 2)] {
        let row = device::Entity::find_by_id(1).one(bench.ctx.store.read()).await.unwrap().unwrap();
        let mut row: device::ActiveModel = row.into();
        row.public_from = Set(opened.map(|day| day.parse().unwrap()));
        let tx = bench.ctx.store.write().await.unwrap();
        row.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        bench.refresh().await;
        assert_eq!((seen(Audience::Public).await, seen(Audience::Insiders).await), (public, 2), "{opened:?}");
    }
}

#[tokio::test]
async fn the_outlet_page_has_them_beside_the_loggers_own() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let eight = morning().plus(8 * HOUR);
    bench.set_clock(eight);
    record(&bench, &device, (0..12).map(|part| ten_minutes(eight.plus(part * 10 * MINUTE), 100, 10))).await;
    let own =
        |hour: i64, nickel| Packet { interval: Interval::Hour, ..ten_minutes(eight.plus(hour * HOUR), nickel, 10) };
    record(&bench, &device, [own(0, 101), own(1, 150)]).await;
    bench.set_clock(eight.plus(2 * HOUR + 10 * MINUTE));
    work_out_due(&bench.ctx).await.unwrap();
    let page =
        outlet::show(&bench.ctx, &"91350100M000100Y43".parse().unwrap(), "DW001".parse().unwrap()).await.unwrap();
    let nickel = page.own.iter().find(|means| &*means.pollutant.code == "w20121").unwrap();
    let told: Vec<_> = nickel
        .hours
        .iter()
        .map(|pair| {
            (pair.at.hour_of_day(), pair.own.unwrap().mean.value.unwrap().normalize().to_string(), pair.differs)
        })
        .collect();
    // 1 % apart is rounding; a half more is not.
    assert_eq!(told, [(8, "0.1".into(), false), (9, "0.1".into(), true)]);
    let (today, until) = nickel.today.unwrap();
    assert_eq!((today.value.unwrap().normalize().to_string(), today.valid, until.hour_of_day()), ("0.1".into(), 2, 10));
    assert!(today.weighted && !today.counts() && nickel.daily_limit.is_some());
    assert!(nickel.days.is_empty());
}
