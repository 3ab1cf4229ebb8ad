//! `POST /api/v1/tips`.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::access::Role;
use entities::tip;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use services::tips::{self, QueueQuery};
use testing::client;

use crate::http::world::{Answer, World};

async fn post(world: &World, body: &str, headers: &[(&str, &str)]) -> Answer {
    let headers: Vec<_> = [("content-type", "application/json")].into_iter().chain(headers.iter().copied()).collect();
    world.send(Method::POST, "/api/v1/tips", &headers, Body::from(body.to_owned())).await
}

async fn send(world: &World, tip: &Value) -> Answer {
    post(world, &tip.to_string(), &[]).await
}

fn named(refusal: &Answer) -> Vec<String> {
    let fields = refusal.json()["error"]["fields"].as_array().unwrap().clone();
    fields.iter().map(|field| field["path"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_program_files_and_its_reporter_follows() {
    let world = World::new().await;
    let filed = send(
        &world,
        &json!({
            "text": "夜里两点排黄水", "kind": "evasion", "enterprise": "91350100M000100Y43", "when": "昨晚",
            "place": "后门", "lat": 22.9001, "lng": 113.8001, "contact": "13800000000", "colour": "yellow",
        }),
    )
    .await;
    assert_eq!((filed.status, filed.header("cache-control")), (StatusCode::CREATED, "no-store"), "{}", filed.text());
    let receipt = filed.json();
    assert_eq!(
        (receipt["due_at"].as_str(), &receipt["ignored"]),
        (Some("2026-12-07T23:59:59+08:00"), &json!(["colour"]))
    );
    assert_eq!(receipt["follow"], "https://mingjian.example/tip/follow", "a program has no page around it");
    let (code, no) = (receipt["receipt_code"].as_str().unwrap(), receipt["tip_no"].as_str().unwrap());
    assert!(code.len() == 16 && code.bytes().all(|b| b.is_ascii_digit()));
    let ctx = &world.bench.ctx;
    assert_eq!(tips::follow(ctx, code, client(1)).await.unwrap().tip_no, no);
    let intake = world.bench.actor(Role::Intake).await;
    let seen = tips::open(ctx, &intake, no).await.unwrap();
    assert_eq!((seen.text.as_str(), seen.when.as_deref(), seen.has_contact), ("夜里两点排黄水", Some("昨晚"), true));
    assert_eq!(seen.position.unwrap().lat.to_string(), "22.9001");
    assert_eq!(send(&world, &json!({ "text": "黑烟" })).await.status, StatusCode::CREATED, "the text is enough");
    assert_eq!(tips::queue(ctx, &intake, &QueueQuery::default()).await.unwrap().total, 2);
}

#[tokio::test]
async fn everything_that_is_wrong_is_named_at_once_and_nothing_is_filed() {
    let world = World::new().await;
    let tip = json!({
        "text": " ", "kind": "murder", "enterprise": "123", "lat": 1.5, "contact": "长".repeat(300), "when": "长".repeat(300),
    });
    let refused = send(&world, &tip).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(named(&refused), ["kind", "enterprise", "lng", "text", "when", "contact"]);
    let nobody = json!({ "text": "黑烟", "enterprise": "91350100M000200Y4T" });
    assert_eq!(named(&send(&world, &nobody).await), ["enterprise"]);
    assert_eq!(named(&send(&world, &json!({ "text": "黑烟", "lat": 91, "lng": 0 })).await), ["lat"]);
    assert_eq!(named(&send(&world, &json!({ "text": "黑烟", "town": "999" })).await), ["town"]);
    let cases = [
        ("{", "application/json", StatusCode::BAD_REQUEST),
        ("[]", "application/json", StatusCode::UNPROCESSABLE_ENTITY),
        ("{\"text\": 5}", "application/json", StatusCode::UNPROCESSABLE_ENTITY),
        // What another site's page can have a browser send.
        ("{\"text\": \"x\"}", "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("text=x", "application/x-www-form-urlencoded", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ];
    for (body, kind, status) in cases {
        let refused = world.send(Method::POST, "/api/v1/tips", &[("content-type", kind)], Body::from(body)).await;
        assert_eq!(refused.status, status, "{body}");
        assert!(!refused.json()["error"]["message"].as_str().unwrap().is_empty());
    }
    let long = send(&world, &json!({ "text": "长".repeat(1_000_000) })).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(tip::Entity::find().count(world.bench.ctx.store.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_request_that_is_sent_again_files_once() {
    let world = World::new().await;
    let (key, tip) = ("0123456789abcdef".repeat(4), json!({ "text": "黑烟" }).to_string());
    let first = post(&world, &tip, &[("idempotency-key", &key)]).await.json();
    let again = post(&world, &tip, &[("idempotency-key", &key.to_uppercase())]).await.json();
    assert_eq!(first, again);
    let other = post(&world, &json!({ "text": "白烟" }).to_string(), &[("idempotency-key", &key)]).await.json();
    assert_ne!(first["receipt_code"], other["receipt_code"]);
    assert_eq!(named(&post(&world, &tip, &[("idempotency-key", "1")]).await), ["Idempotency-Key"]);
}

#[tokio::test]
async fn a_flood_is_stopped_and_told_how_long() {
    let world = World::new().await;
    for _ in 0..10 {
        assert_eq!(send(&world, &json!({ "text": "黑烟" })).await.status, StatusCode::CREATED);
    }
    let refused = send(&world, &json!({ "text": "黑烟" })).await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "360"));
    assert_eq!(refused.json()["error"]["code"], "throttled");
}

#[tokio::test]
async fn without_keys_it_says_so() {
    let world = World::without_keys().await;
    let refused = send(&world, &json!({ "text": "黑烟" })).await;
    assert_eq!(
        (refused.status, &refused.json()["error"]["code"]),
        (StatusCode::SERVICE_UNAVAILABLE, &json!("unavailable"))
    );
    assert!(!refused.header("retry-after").is_empty() && !refused.text().contains("key"));
}
