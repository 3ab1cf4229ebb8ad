//! Whether data comes in.

use domain::{
    access::Role,
    fixed::{Micro, Nano},
    measurement::{DataFlag, Interval},
    month::Month,
    time::{HOUR, MINUTE, Stamp},
    utility::Feed,
};
use entities::{enterprise, measurement, utility_reading};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use services::{
    Error,
    feeds::{self, FeedHealth, Health},
};
use testing::Bench;

/// Puts months of a feed in.
async fn deliver(bench: &Bench, enterprise_id: i64, feed: Feed, months: &[&str]) {
    let tx = bench.ctx.store.write().await.unwrap();
    for month in months {
        let row = utility_reading::ActiveModel {
            enterprise_id: Set(enterprise_id),
            feed: Set(feed),
            month: Set((*month).to_owned()),
            quantity: Set(Micro(1)),
            ..Default::default()
        };
        row.insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A second enterprise like the first.
async fn another(bench: &Bench) -> i64 {
    let first = enterprise::Entity::find_by_id(1).one(bench.ctx.store.read()).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    let credit_code = domain::credit_code::CreditCode::complete("91350100M000100Y5").unwrap();
    enterprise::Model { id: 2, credit_code, ..first }.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    2
}

async fn health(bench: &Bench) -> Health {
    let auditor = bench.actor(Role::Auditor).await;
    feeds::health(&bench.ctx, &auditor).await.unwrap()
}

fn of(health: &Health, feed: Feed) -> &FeedHealth {
    health.bills.iter().find(|one| one.feed == feed).unwrap()
}

fn words(months: &[Month]) -> Vec<String> {
    months.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_is_late_missing_and_stopped_is_told_apart() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let other = another(&bench).await;
    // It is 22 November: October is due.
    deliver(&bench, 1, Feed::Power, &["2026-06", "2026-08", "2026-10"]).await;
    deliver(&bench, other, Feed::Power, &["2026-07", "2026-08"]).await;
    deliver(&bench, 1, Feed::Water, &["2026-08", "2025-09"]).await;
    let health = health(&bench).await;

    let power = of(&health, Feed::Power);
    assert_eq!((power.newest.unwrap().to_string(), power.late.len()), ("2026-10".into(), 0));
    assert_eq!((power.expected, power.delivered, power.unknown), (2, 1, 0));
    assert_eq!((power.gaps.len(), words(&power.gaps[0].months)), (1, vec!["2026-07".into(), "2026-09".into()]));
    assert_eq!((power.stopped.len(), power.stopped[0].last.to_string()), (1, "2026-08".into()));

    let water = of(&health, Feed::Water);
    assert_eq!(words(&water.late), ["2026-09", "2026-10"]);
    assert_eq!((water.expected, water.delivered, water.unknown), (1, 1, 1), "what is older than a year is forgotten");
    let tax = of(&health, Feed::Tax);
    assert_eq!((tax.newest, tax.expected, tax.late.len()), (None, 0, 12));
}

#[tokio::test]
async fn a_month_is_not_late_before_it_is_due() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    bench.set_clock(Stamp::parse("2026-11-20T23:59:00+08:00").unwrap());
    deliver(&bench, 1, Feed::Power, &["2026-09"]).await;
    assert_eq!(of(&health(&bench).await, Feed::Power).late, []);
}

#[tokio::test]
async fn hours_with_a_value_that_counts_are_counted_once() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    // It is 14:35: the hour from 13 to 14 has arrived, the one before it too.
    let hour = |back: i64| bench.ctx.now().floor(HOUR).minus(back * HOUR);
    let rows = [
        (hour(1), "w20121", 'N', 1),
        (hour(1), "w20121", 'N', 2),
        (hour(1), "w01018", 'N', 1),
        (hour(2), "w20121", 'D', 1),
        (hour(3), "w20121", 'N', 1),
        (hour(30), "w20121", 'N', 1),
        (hour(0), "w20121", 'N', 1),
    ];
    let tx = bench.ctx.store.write().await.unwrap();
    for (at, pollutant, flag, revision) in rows {
        measurement::Entity::insert(value(at, pollutant, flag, revision).into_active_model())
            .exec_without_returning(&tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let hours = health(&bench).await.hours;
    assert_eq!((hours.day, hours.day_due, hours.week, hours.week_due), (2, 24, 3, 168));
    assert_eq!((hours.outlets, hours.lacking.len(), hours.lacking[0].day), (1, 1, 2));
    bench.advance(30 * MINUTE);
    let admin = bench.actor(Role::Admin).await;
    let later = feeds::health(&bench.ctx, &admin).await.unwrap().hours;
    assert_eq!(later.day, 2, "at 15:05 the hour up to 15:00 may be on its way");
}

fn value(at: Stamp, pollutant: &str, flag: char, revision: i32) -> measurement::Model {
    measurement::Model {
        outlet_id: 1,
        pollutant: pollutant.into(),
        interval: Interval::Hour,
        at,
        revision,
        value: Some(Nano(1)),
        measured: None,
        converted: false,
        low: None,
        high: None,
        amount: None,
        flag: DataFlag::new(flag).unwrap(),
        resent: false,
        received_at: at.plus(HOUR),
        frame_id: 1,
    }
}

#[tokio::test]
async fn only_those_who_may_see_the_feeds() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for &role in
        Role::ALL.iter().filter(|role| !matches!(role, Role::Public | Role::Admin | Role::Auditor | Role::Registrar))
    {
        let actor = bench.actor(role).await;
        assert!(matches!(feeds::health(&bench.ctx, &actor).await, Err(Error::Forbidden)), "{role}");
    }
}
