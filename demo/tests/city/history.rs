//! The values of the past.

use demo::Options;
use domain::{
    declaration::Content,
    fixed::{Micro, Nano},
    measurement::Interval,
    time::{HOUR, MINUTE},
};
use entities::{declaration, declaration_version, enterprise, measurement, outlet};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use testing::Bench;

use super::today;

/// A channel's values of an interval, oldest first.
async fn values(
    bench: &Bench,
    enterprise: &str,
    outlet: &str,
    pollutant: &str,
    interval: Interval,
) -> Vec<measurement::Model> {
    let db = bench.ctx.store.read();
    let owner =
        enterprise::Entity::find().filter(enterprise::Column::Name.eq(enterprise)).one(db).await.unwrap().unwrap();
    let place = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(owner.id))
        .filter(outlet::Column::Code.eq(outlet))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    measurement::Entity::find()
        .filter(measurement::Column::OutletId.eq(place.id))
        .filter(measurement::Column::Pollutant.eq(pollutant))
        .filter(measurement::Column::Interval.eq(interval))
        .order_by_asc(measurement::Column::At)
        .all(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn history_reaches_the_present_and_fits_into_itself() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today()) }).await.unwrap();
    let of = async |interval| values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", interval).await;
    let now = bench.ctx.now();
    let (days, hours, slots) = (of(Interval::Day).await, of(Interval::Hour).await, of(Interval::Minute).await);
    assert_eq!(days[0].at.rfc3339(), "2025-10-01T00:00:00+08:00");
    assert_eq!(days.last().unwrap().at.rfc3339(), "2026-11-21T00:00:00+08:00");
    assert_eq!(hours.last().unwrap().at.rfc3339(), "2026-11-22T13:00:00+08:00");
    assert_eq!(slots.last().unwrap().at.rfc3339(), "2026-11-22T14:20:00+08:00");
    assert!(of(Interval::Realtime).await.last().unwrap().at.since(now) >= -2 * MINUTE);
    for hour in hours.iter().filter(|hour| hour.at >= slots[0].at.plus(HOUR)) {
        let six: Vec<_> = slots.iter().filter(|slot| slot.at.floor(HOUR) == hour.at).collect();
        let mean = six.iter().map(|slot| slot.value.unwrap().0).sum::<i64>() / 6;
        if six.iter().all(|slot| slot.flag.is_valid()) {
            assert!((mean - hour.value.unwrap().0).abs() <= 2_000_000, "{hour:?}: {mean}");
        }
    }
    assert!(days.iter().chain(&hours).chain(&slots).all(|row| row.frame_id == 0 && row.received_at > row.at));
}

#[tokio::test]
async fn nickel_is_above_its_limit_by_day_since_the_new_analyser() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today()) }).await.unwrap();
    let limit = Nano(500_000_000);
    let days = values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", Interval::Day).await;
    let over: Vec<_> =
        days.iter().filter(|day| day.value.unwrap() > limit).map(|day| day.at.day().to_string()).collect();
    assert_eq!(over.len(), 12, "{over:?}");
    assert_eq!(over[0], "2026-11-10");
    let now = values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", Interval::Realtime).await;
    assert!(now.iter().all(|instant| instant.value.unwrap() > limit));
}

#[tokio::test]
async fn declared_amounts_are_close_to_the_history() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 2, ..Options::on(today()) }).await.unwrap();
    let db = bench.ctx.store.read();
    let versions = declaration_version::Entity::find()
        .find_also_related(declaration::Entity)
        .filter(declaration::Column::EnterpriseId.eq(2))
        .filter(declaration::Column::Quarter.eq("2026Q3"));
    let (version, _) = versions.one(db).await.unwrap().unwrap();
    let content: Content = serde_json::from_str(&version.content).unwrap();
    let ammonia = content.emissions.iter().find(|emission| emission.pollutant == "w21003").unwrap();
    let days = values(&bench, "石桥新皎印染有限公司", "DW001", "w21003", Interval::Day).await;
    let quarter: domain::quarter::Quarter = "2026Q3".parse().unwrap();
    let in_quarter =
        days.iter().filter(|day| day.flag.is_valid() && quarter.start() <= day.at && day.at < quarter.end());
    let measured = Micro(in_quarter.map(|day| day.amount.unwrap().0).sum()).decimal();
    let off = (ammonia.amount_kg.unwrap() - measured).abs() / measured;
    assert!(off < rust_decimal::Decimal::new(2, 2), "declared {:?}, measured {measured}", ammonia.amount_kg);
}
