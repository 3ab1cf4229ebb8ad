//! What is set, kept and logged on the pages of tip-offs: nothing that tells who was there.

use axum::{body::Body, http::Method};
use domain::access::Role;
use testing::Lines;
use tokio::runtime::Builder;
use tracing::dispatcher;

use super::form::{Form, code_on, photo};
use crate::http::world::World;

/// Files, follows, fails, is looked at by the bureau; returns what no log may hold.
async fn walk() -> Vec<String> {
    let world = World::new().await;
    let form = Form::filled().text("contact", "13800000000").photo("from-my-balcony.png", &photo(1));
    let answer = form.send_with(&world, &[("x-forwarded-for", "203.0.113.77")]).await;
    let code = code_on(&answer);
    world.post("/tip/follow", "session=abc", &format!("code={code}&text=%E6%98%A8%E5%A4%A9")).await;
    world.post("/tip/follow", "", "code=1234567890123456").await;
    world.get("/tip?enterprise=91350100M000100Y43").await;
    let intake = world.signed_in(Role::Intake).await;
    world.get_as(&intake, "/bureau/tips").await;
    world.get_as(&intake, "/bureau/tips/20261122-0001").await;
    world.get_as(&intake, "/cases").await;
    world.bench.ctx.store.clone().close().await.unwrap();
    form.send_with(&world, &[]).await;
    world.post("/tip/follow", "", &format!("code={code}")).await;
    world.get_as(&intake, "/bureau/tips/20261122-0001").await;
    let said = [
        "夜里两点",
        "渡口桥",
        "13800000000",
        "balcony",
        "昨天",
        "1234567890123456",
        "203.0.113",
        "20261122-0001",
        "/tip/follow",
        "91350100M",
    ];
    said.iter().map(|&text| text.to_owned()).chain([code]).collect()
}

#[test]
fn no_log_line_says_who_was_there_or_what_for() {
    let (lines, [dispatch, _second]) = Lines::heard();
    let everywhere = dispatch.clone();
    // One thread for the portal, and every thread aside writes into the same lines.
    let runtime = Builder::new_current_thread()
        .enable_all()
        .on_thread_start(move || std::mem::forget(dispatcher::set_default(&everywhere)))
        .build()
        .unwrap();
    let secrets = dispatcher::with_default(&dispatch, || runtime.block_on(walk()));
    drop(runtime);
    let log = lines.text();
    assert!(log.contains("/cases") && log.contains("could not be filed"), "the test hears nothing: {log}");
    let ours = log.lines().filter(|line| !line.contains("sqlx")).collect::<Vec<_>>().join("\n");
    for secret in secrets {
        assert!(!ours.contains(&secret), "{secret} in {ours}");
    }
}

#[tokio::test]
async fn no_cookie_is_set_and_a_session_is_not_looked_at() {
    let world = World::new().await;
    let session = world.signed_in(Role::Reviewer).await;
    for address in ["/tip", "/tip/follow"] {
        let (without, with) = (world.get(address).await, world.get_as(&session, address).await);
        assert!(without.headers.get("set-cookie").is_none() && with.headers.get("set-cookie").is_none(), "{address}");
        assert_eq!(with.header("cache-control"), "no-store", "{address}");
        assert_eq!(with.header("referrer-policy"), "same-origin", "{address}: no address goes to other sites");
        let plain = |html: String| html.split("name=\"form\"").map(|piece| piece[64..].to_owned()).collect::<String>();
        let (without, with) = (without.text(), with.text());
        if address == "/tip/follow" {
            assert_eq!(without, with, "who is signed in sees the same page");
        } else {
            assert!(!plain(with).contains("reviewer"));
        }
    }
}

#[tokio::test]
async fn clients_are_told_apart_and_not_remembered() {
    let world = World::with(|settings| settings.behind_proxy = true).await;
    let from = |last: u8| {
        let form = format!("code={:016}", u64::from(last));
        let address = format!("203.0.113.{last}");
        let headers = [
            ("sec-fetch-site", "same-origin".to_owned()),
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("x-forwarded-for", address),
        ];
        (headers, form)
    };
    let mut statuses = Vec::new();
    for _ in 0..12 {
        let (headers, form) = from(1);
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        statuses.push(world.send(Method::POST, "/tip/follow", &headers, Body::from(form)).await.status.as_u16());
    }
    assert_eq!(statuses.last(), Some(&429));
    let (headers, form) = from(2);
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(world.send(Method::POST, "/tip/follow", &headers, Body::from(form)).await.status.as_u16(), 422);
}
