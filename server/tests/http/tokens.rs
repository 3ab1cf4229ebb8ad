//! Tokens of programs: the pages that make them, and the door that takes them.

use axum::http::{Method, StatusCode};
use domain::access::Role;
use serde_json::json;
use testing::CREDIT_CODE;

use super::world::{Answer, World};

const AT: &str = "/api/v1/declarations/2026Q3";
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

/// A program of the enterprise reads the draft, tries a content, saves it, and overwrites nobody.
#[tokio::test]
async fn a_program_of_an_enterprise_saves_the_draft_and_a_person_signs_it() {
    let world = World::new().await;
    let cookie = world.signed_in(Role::Certifier).await;
    let form = world.get_as(&cookie, "/filing/tokens/new").await;
    let sent = format!("form={}&name=%E7%AE%A1%E5%AE%B6&last_day=2027-11-22&password={PASSWORD}", key(&form));
    let token = shown(&world.post("/filing/tokens", &cookie, &sent).await).unwrap();
    let bearer = format!("Bearer {token}");
    let put = async |address: &str, body: &serde_json::Value| {
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        world.send(Method::PUT, address, &headers, body.to_string().into()).await
    };
    let blank = world.ask(Method::GET, AT, &[("authorization", &bearer)]).await.json();
    assert_eq!((&blank["revision"], &blank["status"], &blank["may_change"]), (&json!(0), &json!(null), &json!(true)));
    assert!(!blank["content"]["emissions"].as_array().unwrap().is_empty(), "{blank}");
    let mut content = blank["content"].clone();
    content["water"]["municipal_m3"] = json!("18250.5");
    let body = json!({ "revision": 0, "content": content });
    let tried = put(&format!("{AT}?dry_run=true"), &body).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.text());
    assert_eq!(tried.json()["content"]["water"]["municipal_m3"], "18250.5");
    assert_eq!((tried.json()["revision"].as_i64(), tried.json()["can_be_signed"].as_bool()), (Some(0), Some(false)));
    let problem = &tried.json()["problems"][0];
    assert!(problem["path"].is_string() && !problem["message"].as_str().unwrap().is_empty(), "{problem}");
    assert_eq!(
        world.ask(Method::GET, AT, &[("authorization", &bearer)]).await.json()["revision"],
        0,
        "a dry run saves nothing"
    );
    let saved = put(AT, &body).await.json();
    assert_eq!((&saved["revision"], &saved["status"]), (&json!(1), &json!("draft")));
    assert_eq!(put(AT, &body).await.json()["revision"], 1, "the same content once more is no other revision");
    content["remarks"] = json!("停产三天");
    let late = put(AT, &json!({ "revision": 0, "content": content })).await;
    assert_eq!((late.status, &late.json()["error"]["code"]), (StatusCode::CONFLICT, &json!("overtaken")));
    content["water"]["municipal_l"] = json!("1");
    let wrong = put(AT, &json!({ "revision": 1, "content": content })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.json()["error"]["message"].as_str().unwrap().contains("municipal_l"), "{}", wrong.text());
    let mut huge = blank["content"].clone();
    huge["remarks"] = json!("字".repeat(7_000));
    let huge = put(AT, &json!({ "revision": 1, "content": huge })).await;
    assert_eq!(
        (huge.status, &huge.json()["error"]["fields"][0]["path"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("remarks"))
    );
    for (address, status) in
        [("/api/v1/declarations/2031Q1", StatusCode::NOT_FOUND), ("/api/v1/declarations/third", StatusCode::NOT_FOUND)]
    {
        assert_eq!(put(address, &body).await.status, status, "{address}");
    }
    assert!(
        world.get_as(&cookie, "/filing/2026Q3/check").await.text().contains("18,250.5"),
        "the person sees what was saved"
    );
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
    let token = format!("Bearer {}", shown(&made).unwrap());
    let refused = world.ask(Method::GET, "/api/v1/declarations/2026Q3", &[("authorization", &token)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
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
