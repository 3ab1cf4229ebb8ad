//! The page of an outlet.

use domain::{
    measurement::{DataFlag, Interval},
    time::{HOUR, MINUTE},
};
use entities::measurement;
use rust_decimal::dec;
use services::{Error, public::outlet::show};
use testing::Bench;

use super::rows::{at, dw001, nickel, put_hourly_limit, put_values, works};

#[tokio::test]
async fn the_last_day_with_its_extremes_exceedances_and_calibrations() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let shaped = |n: i64| {
        let moment = at("14:30").minus((143 - n) * 10 * MINUTE);
        match n {
            50..60 => {
                measurement::Model { flag: DataFlag::new('C').unwrap(), ..nickel(Interval::Minute, moment, "9.9") }
            }
            140.. => nickel(Interval::Minute, moment, "0.62"),
            _ => nickel(Interval::Minute, moment, "0.21"),
        }
    };
    put_values(&bench, (0..144).map(shaped)).await;
    let page = show(&bench.ctx, &works(), dw001()).await.unwrap();
    assert_eq!((page.outlet.limits.len(), page.outlet.monitored, page.series.len()), (1, true, 1));
    let day = &page.series[0];
    assert_eq!((day.interval, day.points.len(), day.step), (Interval::Minute, 144, 10 * MINUTE));
    let summary = &day.summary;
    assert_eq!((summary.min, summary.max, summary.last), (Some(dec!(0.21)), Some(dec!(0.62)), Some(dec!(0.62))));
    assert!(summary.over.is_empty() && !day.deciding, "ten-minute means are not held against a daily limit");
    assert_eq!(day.limit.as_ref().unwrap().limit.high, Some(dec!(0.5)), "it stands beside them for reference");
    assert_eq!(summary.invalid.len(), 1);
    // Ten means of ten minutes: the last one ends ten minutes after its moment.
    assert_eq!(summary.invalid[0].to.since(summary.invalid[0].from), 100 * MINUTE);
}

#[tokio::test]
async fn hours_stand_in_where_ten_minute_means_have_just_begun() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let hours = (0..24).map(|n| nickel(Interval::Hour, at("14:00").minus(n * HOUR), "0.2"));
    let minutes = (0..3).map(|n| nickel(Interval::Minute, at("14:30").minus(n * 10 * MINUTE), "0.3"));
    put_values(&bench, hours.chain(minutes)).await;
    let page = show(&bench.ctx, &works(), dw001()).await.unwrap();
    assert_eq!((page.series[0].interval, page.series[0].points.len()), (Interval::Hour, 24));
}

/// What is called 24 hours is no longer than that: only means of an hour begin with the hour that is cut.
#[tokio::test]
async fn ten_minute_means_are_those_of_24_hours() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let now = bench.ctx.now();
    assert_eq!(now, at("14:35"));
    put_values(&bench, (0..=148).map(|n| nickel(Interval::Minute, at("14:30").minus(n * 10 * MINUTE), "0.2"))).await;
    let day = &show(&bench.ctx, &works(), dw001()).await.unwrap().series[0];
    assert_eq!((day.interval, day.from, day.to), (Interval::Minute, now.minus(24 * HOUR), now));
    assert_eq!(day.points[0].at, at("14:40").minus(24 * HOUR));
}

/// At 14:35 the window begins at 14:00 of the day before: the mean of that hour, which began before 14:35, is in it.
#[tokio::test]
async fn the_window_begins_at_a_whole_hour() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    put_values(&bench, (1..=24).map(|n| nickel(Interval::Hour, at("14:00").minus(n * HOUR), "0.2"))).await;
    let day = &show(&bench.ctx, &works(), dw001()).await.unwrap().series[0];
    assert_eq!((day.from, day.points.len()), (at("14:00").minus(24 * HOUR), 24));
    assert_eq!(day.points[0].at, day.from, "the first hour has its mean");
}

/// As an incinerator's permit has it: the limit of the hour stands beside hourly means, that of the day is not drawn.
#[tokio::test]
async fn where_a_limit_of_the_hour_stands_too_hourly_means_are_drawn_beside_it() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    put_hourly_limit(&bench, "0.8").await;
    let hours = (0..24).map(|n| nickel(Interval::Hour, at("14:00").minus(n * HOUR), "0.7"));
    let minutes = (0..144).map(|n| nickel(Interval::Minute, at("14:30").minus(n * 10 * MINUTE), "0.9"));
    put_values(&bench, hours.chain(minutes)).await;
    let page = show(&bench.ctx, &works(), dw001()).await.unwrap();
    let day = &page.series[0];
    assert_eq!((day.interval, day.points.len(), day.deciding), (Interval::Hour, 24, true));
    assert_eq!(day.limit.as_ref().unwrap().limit.high, Some(dec!(0.8)));
    assert!(day.summary.over.is_empty(), "means of an hour are within the limit of the hour");
}

#[tokio::test]
async fn an_outlet_that_sent_nothing_has_a_page_and_a_foreign_one_has_none() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let page = show(&bench.ctx, &works(), dw001()).await.unwrap();
    assert!(page.series.is_empty());
    assert!(page.outlet.readings[0].newest.is_none());
    let foreign = show(&bench.ctx, &works(), "DW002".parse().unwrap()).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
}
