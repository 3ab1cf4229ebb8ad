//! The shared cache of public pages, and what browsers are told.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use tokio::time::sleep;

use super::world::{World, at};

#[tokio::test]
async fn a_page_is_rendered_once_for_everybody_and_again_after_its_time() {
    let world = World::new().await;
    let first = world.get("/").await;
    assert_eq!((first.status, first.header("cache-control")), (StatusCode::OK, "no-cache"));
    world.bench.set_clock(at("14:50:59"));
    assert_eq!(world.get("/").await.text(), first.text());
    sleep(Duration::from_millis(400)).await;
    assert_ne!(world.get("/").await.text(), first.text());
}

#[tokio::test]
async fn a_signed_in_reader_and_another_language_get_their_own() {
    let world = World::new().await;
    let chinese = world.get("/").await;
    let english = world.ask(Method::GET, "/", &[("cookie", "lang=en")]).await;
    assert_ne!(chinese.text(), english.text());
    world.bench.set_clock(at("14:50:59"));
    let signed_in = world.ask(Method::GET, "/", &[("cookie", "session=abc")]).await;
    assert_ne!(signed_in.text(), chinese.text());
    assert_eq!(signed_in.header("etag"), "");
    let choosing = world.get("/?lang=en").await;
    assert!(choosing.header("set-cookie").starts_with("lang=en"), "{:?}", choosing.headers);
}

#[tokio::test]
async fn nothing_new_is_no_body_and_the_body_comes_small() {
    let world = World::new().await;
    let plain = world.get("/about").await;
    let tag = plain.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let same = world.ask(Method::GET, "/about", &[("if-none-match", &tag)]).await;
    assert_eq!((same.status, same.body.len(), same.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag.as_str()));
    for (accepted, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("", "")] {
        let answer = world.ask(Method::GET, "/about", &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-length"), answer.body.len().to_string());
        assert_eq!(answer.header("vary"), "cookie, accept-encoding");
        assert_eq!(answer.body.len() < plain.body.len(), !encoding.is_empty());
    }
    let head = world.ask(Method::HEAD, "/about", &[]).await;
    assert_eq!((head.body.len(), head.header("content-length")), (0, plain.body.len().to_string().as_str()));
}

/// The name of a cookie may be percent-encoded: the cache reads it as the page does.
#[tokio::test]
async fn a_session_in_disguise_leaves_nothing_in_the_cache() {
    let world = World::new().await;
    let disguised = world.ask(Method::GET, "/about", &[("cookie", "%73ession=zzz")]).await;
    let plain = world.get("/about").await;
    assert!(plain.text().contains("/sign-in"), "{}", plain.text());
    assert_ne!(disguised.text(), plain.text());
}
