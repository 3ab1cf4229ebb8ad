//! What is happening now.

use domain::{limit::Standing, measurement::Interval, time::HOUR};
use rust_decimal::dec;
use services::{
    monitoring,
    public::{Pulse, enterprise, home},
    testing::Bench,
};

use super::rows::{at, nickel, put_values, works};

#[tokio::test]
async fn an_exceedance_is_on_the_home_page_with_its_limit_and_duration() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let values = [("14:20", "0.4"), ("14:25", "0.6"), ("14:34", "0.75")];
    put_values(&bench, values.map(|(clock, value)| nickel(Interval::Realtime, at(clock), value))).await;
    monitoring::restore(&bench.ctx).await.unwrap();

    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.points, overview.over_points, overview.silent.len()), (1, 1, 0));
    let point = &overview.over[0];
    assert_eq!((point.value, point.limit.limit.high, point.multiple), (dec!(0.75), Some(dec!(0.5)), Some(dec!(0.5))));
    assert_eq!((point.standing, point.at), (Standing::Above, at("14:34")));
    assert_eq!((point.pollutant.name.zh.as_str(), point.limit.unit.as_str()), ("总镍", "mg/L"));
    assert_eq!(point.enterprise.credit_code, works());
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    assert_eq!(view.row.pulse, Pulse::Online { over: 1 });
    let newest = view.outlets[0].readings[0].newest.as_ref().unwrap();
    assert_eq!((newest.value, newest.standing), (Some(dec!(0.75)), Standing::Above));
}

#[tokio::test]
async fn an_old_exceedance_is_silence_not_news() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    put_values(&bench, [nickel(Interval::Realtime, at("14:00"), "0.6")]).await;
    monitoring::restore(&bench.ctx).await.unwrap();
    bench.set_clock(at("14:00").plus(HOUR + 1));
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.points, overview.over_points, overview.over.len()), (0, 0, 0));
    assert_eq!(overview.silent[0].last_at, Some(at("14:00")));
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    assert_eq!(view.row.pulse, Pulse::Silent { last_at: Some(at("14:00")) });
}

#[tokio::test]
async fn an_empty_city_has_a_home_page() {
    let bench = Bench::new().await;
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.points, overview.over.len(), overview.silent.len(), overview.progress.due), (0, 0, 0, 0));
}
