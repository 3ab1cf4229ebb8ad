//! What is happening now.

use domain::{
    fixed::Nano,
    judgement::{Tally, Unjudged},
    limit::{Averaging, Standing},
    measurement::{DataFlag, Interval},
    time::{DAY, HOUR, Stamp},
};
use entities::{discharge_limit, measurement};
use rust_decimal::{Decimal, dec};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use services::{
    monitoring,
    public::{Pulse, enterprise, home},
};
use testing::Bench;

use super::rows::{at, nickel, put_hourly_limit, put_values, works};

fn tally(over: usize, within: usize, unjudged: usize) -> Tally {
    Tally { over, within, unjudged }
}

/// The works with these values, and a board made of them.
async fn city(values: impl IntoIterator<Item = measurement::Model>) -> Bench {
    let bench = Bench::new().await;
    bench.plating_works().await;
    put_values(&bench, values).await;
    monitoring::restore(&bench.ctx).await.unwrap();
    bench
}

pub fn nano(digits: &str) -> Nano {
    digits.parse::<Decimal>().unwrap().try_into().unwrap()
}

fn yesterday() -> Stamp {
    at("00:00").minus(DAY)
}

#[tokio::test]
async fn yesterdays_mean_above_its_limit_is_named_whatever_the_analyser_shows_now() {
    let bench = city([nickel(Interval::Day, yesterday(), "0.6"), nickel(Interval::Realtime, at("14:34"), "0.1")]).await;
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.points, overview.judged, overview.silent.len()), (1, tally(1, 0, 0), 0));
    let point = &overview.over[0];
    assert_eq!((point.value, point.limit.limit.high, point.multiple), (dec!(0.6), Some(dec!(0.5)), Some(dec!(0.2))));
    assert_eq!((point.standing, point.at, point.interval), (Standing::Above, yesterday(), Interval::Day));
    assert_eq!((point.pollutant.name.zh.as_str(), point.limit.unit.as_str()), ("总镍", "mg/L"));
    assert_eq!(point.place.enterprise.credit_code, works());
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    assert_eq!((view.row.monitors.pulse, view.row.monitors.judged), (Pulse::Online, tally(1, 0, 0)));
    let reading = &view.outlets[0].readings[0];
    assert_eq!(reading.newest.as_ref().unwrap().value, Some(dec!(0.1)));
    assert!(reading.judged[0].verdict.is_over());
}

#[tokio::test]
async fn nobody_is_named_for_real_time_values_while_the_mean_that_counts_is_lawful() {
    let night = [nickel(Interval::Realtime, at("14:30"), "0.9"), nickel(Interval::Hour, at("13:00"), "0.9")];
    let bench = city(night.into_iter().chain([nickel(Interval::Day, yesterday(), "0.4")])).await;
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.judged, overview.over.len(), overview.unjudged.len()), (tally(0, 1, 0), 0, 0));
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    assert_eq!(view.row.monitors.judged, tally(0, 1, 0));
}

#[tokio::test]
async fn what_cannot_be_judged_is_listed_with_its_reason_and_never_within() {
    let now = nickel(Interval::Realtime, at("14:34"), "0.1");
    let marked = |flag: char| measurement::Model {
        flag: DataFlag::new(flag).unwrap(),
        ..nickel(Interval::Day, yesterday(), "0.1")
    };
    for (day, why) in [
        (None, Unjudged::NoMean),
        (Some(nickel(Interval::Day, at("00:00").minus(6 * DAY), "0.1")), Unjudged::NoMean),
        (Some(marked('D')), Unjudged::Marked),
        (Some(marked('T')), Unjudged::AboveRange),
    ] {
        let bench = city(std::iter::once(now.clone()).chain(day)).await;
        let overview = home::overview(&bench.ctx).await.unwrap();
        assert_eq!((overview.judged, overview.over.len()), (tally(0, 0, 1), 0), "{why:?}");
        assert_eq!(overview.unjudged[0].pollutants[0].why, why);
    }
}

#[tokio::test]
async fn gas_is_judged_by_the_hour_and_only_converted_where_the_limit_holds_at_reference_oxygen() {
    for (measured, want) in [(Some(nano("0.5")), tally(1, 0, 0)), (None, tally(0, 0, 1))] {
        let bench = Bench::new().await;
        bench.plating_works().await;
        let limit = discharge_limit::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
        let mut limit = limit.into_active_model();
        limit.averaging = Set(Averaging::Hour);
        limit.reference_oxygen = Set(Some(nano("9")));
        let tx = bench.ctx.store.write().await.unwrap();
        limit.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        bench.ctx.registry().refresh(&bench.ctx.store).await.unwrap();
        let hour = measurement::Model { measured, ..nickel(Interval::Hour, at("13:00"), "0.6") };
        put_values(&bench, [hour, nickel(Interval::Day, yesterday(), "0.1")]).await;
        monitoring::restore(&bench.ctx).await.unwrap();
        assert_eq!(home::overview(&bench.ctx).await.unwrap().judged, want, "{measured:?}");
    }
}

#[tokio::test]
async fn two_limits_of_one_pollutant_are_each_judged_by_their_own_mean() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    put_hourly_limit(&bench, "0.8").await;
    bench.ctx.registry().refresh(&bench.ctx.store).await.unwrap();
    put_values(&bench, [nickel(Interval::Hour, at("13:00"), "0.9"), nickel(Interval::Day, yesterday(), "0.4")]).await;
    monitoring::restore(&bench.ctx).await.unwrap();
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    assert_eq!(view.row.monitors.judged, tally(1, 1, 0));
    let reading = &view.outlets[0].readings[0];
    let said: Vec<_> = reading.judged.iter().map(|one| (one.limit.limit.averaging, one.verdict.is_over())).collect();
    assert_eq!((reading.limits.len(), said), (2, vec![(Averaging::Hour, true), (Averaging::Day, false)]));
    let over = home::overview(&bench.ctx).await.unwrap().over;
    assert_eq!((over.len(), over[0].interval, over[0].value), (1, Interval::Hour, dec!(0.9)));
}

#[tokio::test]
async fn a_silent_point_is_counted_among_those_that_cannot_be_judged() {
    let bench = city([nickel(Interval::Realtime, at("14:00"), "0.6")]).await;
    bench.set_clock(at("14:00").plus(HOUR + 1));
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.points, overview.judged, overview.over.len()), (1, tally(0, 0, 1), 0));
    assert_eq!((overview.silent[0].last_at, overview.unjudged.len()), (Some(at("14:00")), 0));
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    assert_eq!(view.row.monitors.pulse, Pulse::Silent { last_at: Some(at("14:00")) });
}

#[tokio::test]
async fn a_logger_that_fell_silent_long_ago_is_not_one_that_never_spoke() {
    let bench = city([nickel(Interval::Realtime, at("14:00").minus(30 * DAY), "0.6")]).await;
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!(overview.silent[0].last_at, Some(at("14:00").minus(30 * DAY)));
}

#[tokio::test]
async fn an_empty_city_has_a_home_page() {
    let bench = Bench::new().await;
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.points, overview.over.len(), overview.silent.len(), overview.progress.due), (0, 0, 0, 0));
}
