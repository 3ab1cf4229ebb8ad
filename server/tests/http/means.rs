//! The portal's own means over the interface.

use axum::http::StatusCode;
use domain::{
    fixed::Nano,
    means::{Conversion, MeanOutcome, Reason},
    measurement::Interval,
};
use entities::{measurement, own_mean};
use sea_orm::{EntityTrait, IntoActiveModel};

use super::world::{WORKS, World, at, nickel};

/// One hour of which both know a mean, and they differ.
async fn with_an_hour() -> World {
    let world = World::new().await;
    let sent = measurement::Model { interval: Interval::Hour, ..nickel("08:00", "0.62") };
    let own = own_mean::Model {
        outlet_id: 1,
        interval: Interval::Hour,
        at: at("08:00"),
        pollutant: "w20121".into(),
        revision: 2,
        value: Some(Nano(400_000_000)),
        measured: None,
        conversion: Conversion::None,
        made_of: Interval::Minute,
        valid: 50,
        due: 60,
        weighted: true,
        outcome: MeanOutcome::Counts,
        reason: Reason::Late,
        worked_out_at: at("09:05"),
        frame_id: 1,
    };
    let tx = world.bench.ctx.store.write().await.unwrap();
    measurement::Entity::insert(sent.into_active_model()).exec_without_returning(&tx).await.unwrap();
    own_mean::Entity::insert(own.into_active_model()).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    world
}

#[tokio::test]
async fn each_mean_stands_beside_the_loggers_own() {
    let world = with_an_hour().await;
    let all = world.get(&format!("{WORKS}/outlets/DW001/means?from={}", at("08:00").day())).await.json();
    assert_eq!((all["items"].as_array().unwrap().len(), &all["next"]), (1, &serde_json::Value::Null), "{all}");
    let mean = &all["items"][0];
    for (field, want) in [
        ("at", serde_json::json!(at("08:00").rfc3339())),
        ("value", 0.4.into()),
        ("sent", 0.62.into()),
        ("sent_converted", false.into()),
        ("valid", 50.into()),
        ("revision", 2.into()),
        ("reason", "late".into()),
        ("made_of", "minute".into()),
        ("differs", true.into()),
    ] {
        assert_eq!(mean[field], want, "{field}: {mean}");
    }
    let csv = world.get(&format!("{WORKS}/outlets/DW001/means.csv?from={}", at("08:00").day())).await.text();
    let mut lines = csv.lines().map(|line| line.split(',').count());
    assert_eq!((lines.next(), lines.next(), lines.next()), (Some(20), Some(20), None), "{csv}");
}

#[tokio::test]
async fn a_long_stretch_comes_in_pieces_and_a_wrong_word_is_named() {
    let world = with_an_hour().await;
    let means = format!("{WORKS}/outlets/DW001/means");
    let long = world.get(&format!("{means}?from=2026-01-01&to=2026-03-01")).await.json();
    assert_eq!((long["items"].as_array().unwrap().len(), &long["next"]), (0, &"2026-02-01T00:00:00+08:00".into()));
    let rest = world.get(&format!("{means}.csv?from=2026-01-01&to=2026-03-01")).await;
    assert!(rest.text().contains("from=2026-02-01T00:00:00%2B08:00"), "{}", rest.text());
    for interval in ["minute", "realtime", "week"] {
        let wrong = world.get(&format!("{means}?interval={interval}")).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{interval}");
        assert!(wrong.text().contains("hour, day"), "{}", wrong.text());
    }
}
