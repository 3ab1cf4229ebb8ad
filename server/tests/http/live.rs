//! The live stream.

use std::time::Duration;

use axum::{
    body::{Body, BodyDataStream},
    http::{Request, StatusCode},
    response::Response,
};
use domain::measurement::{DataFlag, Interval};
use futures::StreamExt;
use rust_decimal::Decimal;
use serde_json::Value;
use services::monitoring::Measurement;
use tokio::time::timeout;
use tower::ServiceExt;

use super::world::{World, at};

const WORKS: &str = "91350100M000100Y43";

async fn open(world: &World, address: &str, last: Option<&str>) -> Response {
    let mut request = Request::get(address);
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    world.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

/// The next piece of a stream; none at its end.
async fn next(stream: &mut BodyDataStream) -> Option<String> {
    let piece = timeout(Duration::from_secs(5), stream.next()).await.expect("the stream should have said something");
    piece.map(|bytes| String::from_utf8(bytes.unwrap().to_vec()).unwrap())
}

fn value(enterprise: &str, value: i64) -> Measurement {
    Measurement {
        enterprise: enterprise.parse().unwrap(),
        outlet_id: 1,
        outlet: "DW001".parse().unwrap(),
        pollutant: "w20121".into(),
        interval: Interval::Realtime,
        at: at("14:35"),
        value: Some(Decimal::new(value, 2)),
        converted: false,
        flag: DataFlag::NORMAL,
        resent: false,
        revision: 1,
        received_at: at("14:35").plus(1000),
        limit: None,
        limited: false,
        public: true,
    }
}

#[tokio::test]
async fn tells_what_is_committed_and_ends_with_the_server() {
    let world = World::new().await;
    let response = open(&world, "/api/v1/live", None).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut stream = response.into_body().into_data_stream();
    assert!(next(&mut stream).await.unwrap().starts_with(':'), "a comment comes at once");
    world.bench.ctx.live().publish(vec![value(WORKS, 55)]);
    let event = next(&mut stream).await.unwrap();
    assert!(event.contains("event: measurement\n") && event.contains("\nid: ") || event.starts_with("id: "), "{event}");
    let data = event.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    assert_eq!((&data["value"], &data["outlet"]), (&0.55.into(), &"DW001".into()));
    world.stop.cancel();
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn one_enterprise_is_told_only_of_itself() {
    let world = World::new().await;
    let stream = open(&world, &format!("/api/v1/live?enterprise={WORKS}"), None).await;
    let mut stream = stream.into_body().into_data_stream();
    next(&mut stream).await.unwrap();
    let other = domain::credit_code::CreditCode::complete("91441900MA0000001").unwrap();
    world.bench.ctx.live().publish(vec![value(other.as_str(), 11), value(WORKS, 22)]);
    let event = next(&mut stream).await.unwrap();
    assert!(event.contains("0.22") && !event.contains("0.11"), "{event}");
}

#[tokio::test]
async fn a_reader_that_falls_behind_is_told_and_goes_on() {
    let world = World::new().await;
    let mut stream = open(&world, "/api/v1/live", None).await.into_body().into_data_stream();
    next(&mut stream).await.unwrap();
    for _ in 0..10 {
        world.bench.ctx.live().publish(vec![value(WORKS, 1); 1000]);
    }
    let told = next(&mut stream).await.unwrap();
    assert!(told.contains("event: stale\n") && told.contains("data: {\"lost\":"), "{told}");
    assert!(next(&mut stream).await.unwrap().contains("event: measurement"));
}

/// A burst of one logger costs nobody else a value: whose stream fell behind gets the newest values again.
#[tokio::test]
async fn a_burst_of_another_enterprise_loses_nothing() {
    let world = World::new().await;
    let mut stream =
        open(&world, &format!("/api/v1/live?enterprise={WORKS}"), None).await.into_body().into_data_stream();
    next(&mut stream).await.unwrap();
    world.bench.ctx.live().publish(vec![value(WORKS, 77)]);
    let other = domain::credit_code::CreditCode::complete("91441900MA0000001").unwrap();
    for _ in 0..6 {
        let others = Measurement { outlet_id: 99, ..value(other.as_str(), 1) };
        world.bench.ctx.live().publish(vec![others; 1000]);
    }
    assert!(next(&mut stream).await.unwrap().contains("event: stale\n"));
    let told = next(&mut stream).await.unwrap();
    assert!(told.contains("0.77") && told.contains("event: measurement"), "{told}");
}

#[tokio::test]
async fn what_arrived_during_a_break_comes_first() {
    let world = World::new().await;
    let address = format!("/api/v1/live?enterprise={WORKS}");
    let seen = at("14:33").0.to_string();
    let mut stream = open(&world, &address, Some(&seen)).await.into_body().into_data_stream();
    assert!(next(&mut stream).await.unwrap().contains("0.62"), "the newest value is of 14:34");
    let seen = at("14:35").0.to_string();
    let mut stream = open(&world, &address, Some(&seen)).await.into_body().into_data_stream();
    assert!(next(&mut stream).await.unwrap().starts_with(':'));
}

#[tokio::test]
async fn a_full_house_says_when_to_come_back_and_a_left_seat_is_free_again() {
    let world = World::with(|settings| settings.streams = 1).await;
    let first = open(&world, "/api/v1/live", None).await;
    let refused = world.get("/api/v1/live").await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "10"));
    assert_eq!(refused.json()["error"]["code"], "too_many_streams");
    drop(first);
    assert_eq!(open(&world, "/api/v1/live", None).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn one_client_does_not_take_every_seat() {
    let world = World::with(|settings| settings.streams_each = 1).await;
    let first = open(&world, "/api/v1/live", None).await;
    assert_eq!(world.get("/api/v1/live").await.json()["error"]["code"], "too_many_streams");
    drop(first);
}

/// A stream of a client behind the proxy; its status, and the stream.
async fn open_from(world: &World, address: &str) -> (StatusCode, BodyDataStream) {
    let request = Request::get("/api/v1/live").header("x-forwarded-for", address).body(Body::empty()).unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    (response.status(), response.into_body().into_data_stream())
}

#[tokio::test]
async fn a_few_networks_do_not_take_all_streams() {
    let world = World::with(|settings| {
        (settings.streams, settings.streams_each, settings.behind_proxy) = (6, 2, true);
    })
    .await;
    let mut greedy = Vec::new();
    for last in [1, 1, 2, 2, 3, 3] {
        let (status, stream) = open_from(&world, &format!("203.0.113.{last}")).await;
        assert_eq!(status, StatusCode::OK);
        greedy.push(stream);
    }
    let (refused, _) = open_from(&world, "203.0.113.4").await;
    assert_eq!(refused, StatusCode::SERVICE_UNAVAILABLE, "its own network has them all");
    let (status, mut honest) = open_from(&world, "198.51.100.1").await;
    assert_eq!(status, StatusCode::OK);
    assert!(next(&mut honest).await.unwrap().starts_with(':'));
    let mut oldest = greedy.swap_remove(0);
    while next(&mut oldest).await.is_some() {}
    for stream in &mut greedy {
        assert!(next(stream).await.unwrap().starts_with(':'), "one made room, the others go on");
    }
}

/// That all streams are taken is no failure of the portal.
#[test]
fn a_refused_stream_is_no_error_in_the_log() {
    let (lines, [dispatch, _second]) = testing::Lines::heard();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let asked = async {
        let world = World::with(|settings| settings.streams = 1).await;
        let _first = open(&world, "/api/v1/live", None).await;
        open(&world, "/api/v1/live", None).await.status()
    };
    let status = tracing::dispatcher::with_default(&dispatch, || runtime.block_on(asked));
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    let log = lines.text();
    assert!(log.contains("a request was put off") && !log.contains("ERROR"), "{log}");
}
