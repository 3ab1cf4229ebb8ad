//! Tokens of programs: the pages that make them, and the door that takes them.

use axum::http::{Method, StatusCode};
use domain::access::Role;
use serde_json::json;
use testing::CREDIT_CODE;

use super::world::{Answer, World};

const PASSWORD: &str = "a+bench%27s+password";

/// The hidden key of the form on a page.
fn key(page: &Answer) -> String {
    page.text().split(r#"name="form" value=""#).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The token that a page shows.
fn shown(page: &Answer) -> Option<String> {
    let html = page.text();
    let from = html.find("mj_")?;
    Some(html[from..from + 67].to_owned())
}

async fn who(world: &World, token: &str) -> Answer {
    world.ask(Method::GET, "/api/v1/token", &[("authorization", &format!("Bearer {token}"))]).await
}

#[tokio::test]
async fn a_certifier_makes_a_token_sees_it_once_and_takes_it_back() {
    let world = World::new().await;
    let cookie = world.signed_in(Role::Certifier).await;
    let form = world.get_as(&cookie, "/filing/tokens/new").await;
    assert!(!form.text().contains("scopes-power"), "an enterprise delivers no feeds");
    let sent = format!("form={}&name=%E7%AE%A1%E5%AE%B6&last_day=2027-11-22&password={PASSWORD}", key(&form));
    let made = world.post("/filing/tokens", &cookie, &sent).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"), "{}", made.text());
    let token = shown(&made).unwrap();
    let told = who(&world, &token).await;
    let want =
        json!({ "name": "管家", "scopes": ["declarations"], "enterprise": CREDIT_CODE, "last_day": "2027-11-22" });
    assert_eq!((told.status, told.json()), (StatusCode::OK, want));
    let again = world.post("/filing/tokens", &cookie, &sent).await;
    assert_eq!((again.status, shown(&again)), (StatusCode::CONFLICT, None));
    let list = world.get_as(&cookie, "/filing/tokens").await;
    assert!(list.text().contains("管家") && list.text().contains(&token[63..]) && shown(&list).is_none());
    let revoked = world.post("/filing/tokens/1/revoke", &cookie, "").await;
    assert_eq!(revoked.header("location"), "/filing/tokens?done=revoked");
    let refused = who(&world, &token).await;
    assert_eq!(
        (refused.status, refused.header("www-authenticate")),
        (StatusCode::UNAUTHORIZED, "Bearer realm=\"Mingjian\"")
    );
    assert_eq!(refused.json()["error"]["code"], "unauthenticated");
}

#[tokio::test]
async fn a_department_gets_what_the_administrator_ticked() {
    let world = World::new().await;
    let cookie = world.signed_in(Role::Admin).await;
    let form = world.get_as(&cookie, "/bureau/tokens/new").await;
    let (key, day) = (key(&form), "last_day=2027-11-22");
    let bare = world.post("/bureau/tokens", &cookie, &format!("form={key}&name=x&{day}&password={PASSWORD}")).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ticks = "scopes-water=water&scopes-power=power&scopes-declarations=declarations";
    let wrong = world.post("/bureau/tokens", &cookie, &format!("form={key}&name=x&{ticks}&{day}&password=wrong")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("value=\"water\" checked"), "what was ticked stays");
    let made =
        world.post("/bureau/tokens", &cookie, &format!("form={key}&name=x&{ticks}&{day}&password={PASSWORD}")).await;
    let told = who(&world, &shown(&made).unwrap()).await.json();
    assert_eq!((&told["scopes"], &told["enterprise"]), (&json!(["power", "water"]), &json!(null)));
}

#[tokio::test]
async fn who_shows_nothing_or_nonsense_hears_so() {
    let world = World::new().await;
    for headers in [&[][..], &[("authorization", "Basic eDp5")], &[("authorization", "Bearer mj_0")]] {
        let refused = world.ask(Method::GET, "/api/v1/token", headers).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{headers:?}");
        assert_eq!(refused.json()["error"]["code"], "unauthenticated");
    }
}
