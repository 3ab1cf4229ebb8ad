//! An enterprise's file.

use domain::{access::Role, limit::Averaging, measurement::Interval, time::DAY};
use entities::discharge_limit;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use services::{
    Error,
    bureau::{Kind, Search, file, search, timeline},
    public::Paging,
};
use testing::Bench;

use crate::{
    findings,
    public::rows::{at, nickel, put_values, works},
};

#[tokio::test]
async fn it_is_there_for_the_bureau_and_in_the_own_area() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    findings::neighbour(&bench).await;
    let ctx = &bench.ctx;
    let other = search(ctx, &bench.actor(Role::Auditor).await, &Search::default()).await.unwrap();
    assert_eq!(other.total, 2);
    let foreign = other.items.iter().find(|row| row.credit_code != works()).unwrap().credit_code;
    for &role in Role::ALL.iter().filter(|role| !matches!(role, Role::Public | Role::Auditor)) {
        let actor = bench.actor(role).await;
        let line = (None, Paging::default());
        let answers = [
            file(ctx, &actor, &works()).await.err(),
            timeline(ctx, &actor, &works(), line).await.err(),
            search(ctx, &actor, &Search::default()).await.err(),
        ];
        for answer in answers {
            assert_eq!(matches!(answer, Some(Error::Forbidden)), role.is_enterprise(), "{role}: {answer:?}");
        }
        if role.is_local() {
            assert_eq!(search(ctx, &actor, &Search::default()).await.unwrap().total, 1, "{role}");
            let wider = Search { town: Some("441900102".into()), ..Search::default() };
            assert_eq!(search(ctx, &actor, &wider).await.unwrap().items[0].credit_code, works(), "{role}");
            assert!(matches!(file(ctx, &actor, &foreign).await, Err(Error::NotFound)), "{role}");
            let line = timeline(ctx, &actor, &foreign, (Some(Kind::Cases), Paging::default())).await;
            assert!(matches!(line, Err(Error::NotFound)), "{role}");
        }
    }
}

#[tokio::test]
async fn the_last_week_stands_beside_the_limit_of_each_day() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let today = at("00:00");
    let mut corrected = nickel(Interval::Day, today.minus(2 * DAY), "0.4");
    corrected.revision = 2;
    let days = [
        nickel(Interval::Day, today.minus(8 * DAY), "9"),
        nickel(Interval::Day, today.minus(2 * DAY), "0.9"),
        corrected,
        nickel(Interval::Day, today.minus(DAY), "0.63"),
        nickel(Interval::Day, today, "9"),
        nickel(Interval::Hour, today.minus(DAY), "9"),
    ];
    put_values(&bench, days).await;
    let seen = file(&bench.ctx, &bench.actor(Role::Reviewer).await, &works()).await.unwrap();
    let [outlet] = &seen.days[..] else { panic!("one outlet: {:?}", seen.days) };
    let [nickel] = &outlet.pollutants[..] else { panic!("one pollutant: {outlet:?}") };
    assert_eq!((outlet.days.len(), outlet.days[6].to_string().as_str()), (7, "2026-11-21"));
    let means: Vec<_> =
        nickel.means.iter().map(|mean| mean.map(|mean| (mean.value.unwrap().to_string(), mean.over))).collect();
    let of = |text: &str, over| Some((text.to_owned(), over));
    assert_eq!(means, [None, None, None, None, None, of("0.4", false), of("0.63", true)]);
    assert_eq!(nickel.limit.as_ref().unwrap().basis, "GB 21900-2008");
}

#[tokio::test]
async fn a_daily_mean_is_not_held_against_an_hourly_limit() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let limit = discharge_limit::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    let mut limit = limit.into_active_model();
    limit.averaging = Set(Averaging::Hour);
    let tx = bench.ctx.store.write().await.unwrap();
    limit.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    put_values(&bench, [nickel(Interval::Day, at("00:00").minus(DAY), "0.9")]).await;
    let seen = file(&bench.ctx, &bench.actor(Role::Reviewer).await, &works()).await.unwrap();
    let line = &seen.days[0].pollutants[0];
    assert!(line.limit.is_none() && line.means.iter().flatten().all(|mean| !mean.over), "{line:?}");
}
