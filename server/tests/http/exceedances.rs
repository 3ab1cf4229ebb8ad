//! Events of exceedance over the interface and on the outlet's page.

use axum::http::StatusCode;
use domain::{
    measurement::Interval,
    time::{DAY, Stamp, start_of},
};
use entities::measurement;
use sea_orm::{EntityTrait, IntoActiveModel};
use services::exceedances::again;

use super::world::{World, nickel};

fn day(number: i64) -> Stamp {
    start_of("2026-11-18".parse().unwrap()).plus(number * DAY)
}

/// Two days above the limit of 0.5 mg/L and one within, held against it.
async fn with_an_event() -> World {
    let world = World::new().await;
    let mean = |number: i64, value: &str| {
        let row = nickel("08:00", value);
        measurement::Model { interval: Interval::Day, at: day(number), ..row }.into_active_model()
    };
    let rows = [mean(0, "0.62"), mean(1, "0.75"), mean(2, "0.5")];
    let tx = world.bench.ctx.store.write().await.unwrap();
    measurement::Entity::insert_many(rows).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    again(&world.bench.ctx, (day(0).day(), day(2).day()), None).await.unwrap();
    world
}

#[tokio::test]
async fn an_event_is_told_with_its_worst_mean_and_its_limit() {
    let world = with_an_event().await;
    let all = world.get("/api/v1/exceedances?enterprise=91350100M000100Y43&outlet=DW001").await.json();
    assert_eq!(all["total"], 1, "{all}");
    let event = &all["items"][0];
    for (field, want) in [
        ("from", serde_json::json!(day(0).rfc3339())),
        ("to", day(2).rfc3339().into()),
        ("periods", 2.into()),
        ("ended", "within".into()),
        ("peak", 0.75.into()),
        ("peak_at", day(1).rfc3339().into()),
        ("limit_high", 0.5.into()),
        ("multiple", 0.5.into()),
        ("averaging", "day".into()),
        ("made_by", "logger".into()),
        ("said", "not-verified".into()),
        ("unit", "mg/L".into()),
    ] {
        assert_eq!(event[field], want, "{field}: {event}");
    }
    let csv = world.get("/api/v1/exceedances.csv").await.text();
    let mut lines = csv.lines().map(|line| line.split(',').count());
    assert_eq!((lines.next(), lines.next(), lines.next()), (Some(20), Some(20), None), "{csv}");
    for (query, count) in [
        ("?outlet=DW002", 0),
        ("?from=2026-11-20", 0),
        ("?from=2026-11-19", 1),
        ("?to=2026-11-18", 0),
        ("?to=2026-11-19", 1),
        ("?enterprise=91350100M000100Y43&page=2", 1),
    ] {
        assert_eq!(world.get(&format!("/api/v1/exceedances{query}")).await.json()["total"], count, "{query}");
    }
    for (query, name) in [("?outlet=x1", "outlet"), ("?from=never", "from"), ("?enterprise=12", "enterprise")] {
        let wrong = world.get(&format!("/api/v1/exceedances{query}")).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(wrong.text().contains(name), "{}", wrong.text());
    }
}

#[tokio::test]
async fn the_outlets_page_says_that_nobody_has_verified_it() {
    let world = with_an_event().await;
    let page = world.get("/enterprises/91350100M000100Y43/outlets/DW001").await.text();
    assert!(page.contains("近一年均值超出限值的记录"), "{page}");
    assert!(page.contains("2 天的日均值高于限值 0.5 mg/L，最高 0.75 mg/L，超过限值 0.5 倍"), "{page}");
    assert!(page.contains("待核实") && !page.contains("超标事件"), "{page}");
}
