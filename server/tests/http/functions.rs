//! Server functions: whom they refuse before they look at anything, and how they say what is in the way.

use std::convert::Infallible;

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::{access::Role, declaration::Content};
use serde_json::json;

use super::{
    roles::asked_with,
    world::{Answer, World},
};

const SAVE: &str = "/fn/filing/draft/save";
const READ: &str = "/fn/filing/draft/read";

fn draft(quarter: &str, revision: i64, content: &Content) -> String {
    json!({ "draft": { "quarter": quarter, "revision": revision, "content": content } }).to_string()
}

/// A session and for whom its pages are made.
async fn preparer(world: &World) -> (String, String) {
    let cookie = world.signed_in(Role::Preparer).await;
    let made_for = world.made_for(&cookie).await.unwrap();
    (cookie, made_for)
}

/// Every function that is compiled in, from where Leptos keeps them: nobody has to remember to add one here.
#[tokio::test(flavor = "multi_thread")]
async fn every_function_is_below_one_address_and_refuses_whoever_is_not_signed_in() {
    let world = World::new().await;
    let functions = app::web::functions::addresses();
    assert!(functions.contains(&SAVE) && functions.contains(&READ), "{functions:?}");
    for address in functions {
        assert!(app::web::functions::is_below(address), "{address} has no prefix");
        assert!(!address.contains(|c: char| c.is_ascii_digit()), "{address} has no address of its own");
        for sent in [asked_with(address), "{}".to_owned(), "no json".to_owned()] {
            let refused = world.call(address, "", "", sent).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{address}: {}", refused.text());
            assert_eq!(refused.json(), json!("signed_out"), "{address}");
            assert_eq!(refused.header("cache-control"), "no-store", "{address}");
        }
    }
}

/// As another site's page would send it with a person's cookie, and as a form of it would.
#[tokio::test]
async fn another_site_cannot_ask_in_a_persons_name() {
    let world = World::new().await;
    let (cookie, made_for) = preparer(&world).await;
    let key = made_for.split(' ').next().unwrap();
    let host = ("host", "mingjian.example");
    let json = ("content-type", "application/json");
    let same = ("sec-fetch-site", "same-origin");
    let form = ("content-type", "application/x-www-form-urlencoded");
    let other_site = json!("other_site");
    let refused = [
        ("cross-site", vec![("sec-fetch-site", "cross-site"), json], StatusCode::FORBIDDEN, &other_site),
        ("a neighbour", vec![("sec-fetch-site", "same-site"), json], StatusCode::FORBIDDEN, &other_site),
        ("a foreign origin", vec![host, ("origin", "https://evil.example"), json], StatusCode::FORBIDDEN, &other_site),
        ("no origin", vec![host, json], StatusCode::FORBIDDEN, &other_site),
        ("an origin of nobody", vec![host, ("origin", "null"), json], StatusCode::FORBIDDEN, &other_site),
        (
            "plain text",
            vec![same, ("content-type", "text/plain")],
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            &json!("not_json"),
        ),
        ("a form", vec![same, form], StatusCode::UNSUPPORTED_MEDIA_TYPE, &json!("not_json")),
        ("no kind", vec![same], StatusCode::UNSUPPORTED_MEDIA_TYPE, &json!("not_json")),
        (
            "a form from elsewhere",
            vec![host, ("origin", "https://evil.example"), form],
            StatusCode::FORBIDDEN,
            &other_site,
        ),
    ];
    let body = || Body::from(draft("2026Q3", 0, &Content::default()));
    for (what, headers, status, failure) in &refused {
        let headers = [headers.as_slice(), &[("cookie", cookie.as_str()), ("made-for", key)]].concat();
        for address in [SAVE, READ] {
            let answer = world.send(Method::POST, address, &headers, body()).await;
            assert_eq!((answer.status, &answer.json()), (*status, *failure), "{what} at {address}");
        }
    }
    let read = world.call(READ, &cookie, &made_for, asked_with(READ)).await;
    assert_eq!(read.json()["revision"], 0, "nothing was saved: {}", read.text());
    let own = [("cookie", cookie.as_str()), ("made-for", key), host, ("origin", "https://mingjian.example"), json];
    assert_eq!(
        world.send(Method::POST, SAVE, &own, body()).await.status,
        StatusCode::OK,
        "an older browser's own page"
    );
}

/// Leptos leads whoever accepts a page back to where they came from, with the failure in the address.
#[tokio::test]
async fn who_would_rather_have_a_page_is_led_nowhere() {
    let world = World::new().await;
    let (cookie, made_for) = preparer(&world).await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("made-for", made_for.split(' ').next().unwrap()),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/json"),
        ("accept", "text/html"),
        ("referer", "https://evil.example/"),
    ];
    for (sent, status) in [(asked_with(READ), StatusCode::OK), ("{}".to_owned(), StatusCode::UNPROCESSABLE_ENTITY)] {
        let answer = world.send(Method::POST, READ, &headers, Body::from(sent)).await;
        assert_eq!(answer.status, status, "{}", answer.text());
        assert_eq!((answer.header("location"), answer.header("serverfnerror")), ("", ""));
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_draft_is_saved_over_the_revision_that_it_came_from_and_no_other() {
    let world = World::new().await;
    let (cookie, made_for) = preparer(&world).await;
    let save = async |revision, content: &Content| {
        world.call(SAVE, &cookie, &made_for, draft("2026Q3", revision, content)).await
    };
    let content = Content { remarks: "第一次".into(), ..Content::default() };
    let saved = save(0, &content).await;
    assert_eq!((saved.status, &saved.json()["revision"]), (StatusCode::OK, &json!(1)), "{}", saved.text());
    assert!(saved.json()["saved_at"].as_str().unwrap().ends_with("+08:00"));
    let late = save(0, &Content { remarks: "迟了".into(), ..Content::default() }).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(late.json()["overtaken"]["by"], "preparer 甲", "{}", late.text());
    let current = world.call(READ, &cookie, &made_for, asked_with(READ)).await.json();
    assert_eq!((&current["revision"], &current["content"]["remarks"]), (&json!(1), &json!("第一次")));
}

#[tokio::test]
async fn what_is_wrong_is_data_under_the_status_that_belongs_to_it() {
    let world = World::new().await;
    let (cookie, made_for) = preparer(&world).await;
    let call = async |address: &str, sent: String| world.call(address, &cookie, &made_for, sent).await;
    let long = Content { remarks: "说".repeat(6_001), ..Content::default() };
    let issue = json!({ "field": "remarks", "issue": { "Long": 6000 } });
    let told = |answer: &Answer| (answer.status.as_u16(), answer.json());
    for (address, sent, status, failure) in [
        (SAVE, draft("2026Q3", 0, &long), 422, json!({ "invalid": [issue] })),
        (SAVE, draft("2024Q1", 0, &Content::default()), 422, json!("closed")),
        (SAVE, draft("2026-3", 0, &Content::default()), 422, json!("unreadable")),
        (SAVE, "{}".to_owned(), 422, json!("unreadable")),
        (READ, json!({ "own": { "quarter": "2031Q1" } }).to_string(), 404, json!("not_found")),
        ("/fn/filing/draft/nothing", "{}".to_owned(), 404, json!("not_found")),
    ] {
        assert_eq!(told(&call(address, sent).await), (status, failure), "{address}");
    }
    for address in ["/fn/nothing", "/fn/%00", "/fn/filing/draft/save%7f", "/fn/%FF%FE", "/fn/%E7%A4", "/fn/%zz"] {
        let none = world.ask(Method::POST, address, &[]).await;
        assert_eq!(told(&none), (404, json!("not_found")), "{address}");
        assert_eq!(none.header("cache-control"), "no-store", "{address}");
    }
    let wrong = world.ask(Method::GET, &format!("{SAVE}?lang=en"), &[]).await;
    assert_eq!((wrong.status, wrong.header("location")), (StatusCode::METHOD_NOT_ALLOWED, ""));
    assert_eq!(wrong.header("content-type"), "application/json");
}

/// A body whose length nobody announced is counted while it is read.
#[tokio::test]
async fn a_body_without_end_is_refused_while_it_comes() {
    let world = World::new().await;
    let (cookie, made_for) = preparer(&world).await;
    let parts = std::iter::repeat_n(Ok::<_, Infallible>(vec![b' '; 1 << 16]), 48);
    let headers = [
        ("cookie", cookie.as_str()),
        ("made-for", made_for.split(' ').next().unwrap()),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/json"),
    ];
    let body = Body::from_stream(futures::stream::iter(parts));
    let refused = world.send(Method::POST, SAVE, &headers, body).await;
    assert_eq!((refused.status, refused.json()), (StatusCode::PAYLOAD_TOO_LARGE, json!("too_large")));
}

#[tokio::test]
async fn a_database_that_is_gone_passes_and_says_when_to_ask_again() {
    let world = World::new().await;
    let (cookie, made_for) = preparer(&world).await;
    world.bench.ctx.store.clone().close().await.unwrap();
    let gone = world.call(READ, &cookie, &made_for, asked_with(READ)).await;
    assert_eq!((gone.status, gone.json()), (StatusCode::SERVICE_UNAVAILABLE, json!("unavailable")));
    assert!(!gone.header("retry-after").is_empty());
}
