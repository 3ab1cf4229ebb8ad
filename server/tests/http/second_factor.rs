//! Second factors over HTTP: who must have one is led to it, and through it.

use axum::http::StatusCode;
use domain::access::Role;
use server::http::{Settings, portal};
use services::accounts::second_factor::{Policy, code_at};

use super::world::{Answer, World};

const PASSWORD: &str = "a+bench%27s+password";
const PAGE: &str = "/account/second-factor";

/// A portal that asks for second factors.
async fn strict() -> World {
    let world = World::new().await;
    let ctx = world.bench.ctx.clone().with_second_factor(Policy::Required);
    let router = portal(&ctx, &Settings::new(None, None).unwrap(), &world.stop).unwrap();
    World { router, ..world }
}

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

/// The key of the page, as it is typed by hand.
fn secret(page: &Answer) -> Vec<u8> {
    let html = page.text();
    let text = html.split("class=\"code frame\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for c in text.bytes() {
        held = (held << 5) | u32::from(if c.is_ascii_uppercase() { c - b'A' } else { c - b'2' + 26 });
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 255).unwrap());
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

/// Sends a form from the page of the second factor, which is made for whoever is enrolling.
async fn post(world: &World, cookie: &str, address: &str, form: &str) -> Answer {
    let page = world.get_as(cookie, PAGE).await.text();
    let owner = page.split("name=\"made-for\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    world.post_bare(address, cookie, &format!("{form}&made-for={}", app::web::encode(&owner))).await
}

#[tokio::test]
async fn an_old_account_gets_one_before_anything_else() {
    let world = strict().await;
    world.bench.actor(Role::Admin).await;
    let entered = world.post_bare("/sign-in", "", &format!("login=admin&password={PASSWORD}")).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, PAGE));
    let cookie = cookie(&entered);
    for address in ["/bureau", "/bureau/accounts", "/account", "/filing"] {
        let led = world.get_as(&cookie, address).await;
        assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, PAGE), "{address}");
    }
    let changed = post(&world, &cookie, "/account/password", "old_password=x").await;
    assert_eq!((changed.status, changed.header("location")), (StatusCode::SEE_OTHER, PAGE), "nothing is done");
    let called = world.call("/fn/filing/draft/read", &cookie, "1", "{\"own\":{\"quarter\":\"2026Q3\"}}".into()).await;
    assert_eq!(called.status, StatusCode::UNAUTHORIZED);

    let page = world.get_as(&cookie, PAGE).await;
    // The page is told that it was made for whoever is signed in now, or it would say that nobody is.
    let now = world.get_as(&cookie, "/account/now").await.json();
    let made_for = now["made_for"].as_str().unwrap();
    assert!(!made_for.is_empty() && page.text().contains(made_for), "{now}");
    assert!(page.text().contains("必须启用") && page.header("cache-control") == "no-store");
    let begun = post(&world, &cookie, &format!("{PAGE}/begin"), "x=").await;
    assert_eq!(begun.header("location"), PAGE);
    let page = world.get_as(&cookie, PAGE).await;
    assert!(page.text().contains("class=\"qr\"") && page.text().contains("d=\"M4 4h1v1h-1z"), "{}", page.text());
    assert!(!page.text().contains(" style=") && !page.text().contains("<style"));
    let secret = secret(&page);
    let form = |code: &str| format!("password={PASSWORD}&code={code}");
    let wrong = post(&world, &cookie, &format!("{PAGE}/confirm"), &form("000000")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = code_at(&secret, world.bench.ctx.now()).unwrap();
    let done = post(&world, &cookie, &format!("{PAGE}/confirm"), &form(&code)).await;
    assert_eq!((done.status, done.header("cache-control")), (StatusCode::OK, "no-store"), "{}", done.text());
    assert_eq!(done.text().matches("<li class=\"code\">").count(), 10);
    assert_eq!(world.get_as(&cookie, "/bureau").await.status, StatusCode::OK);

    world.bench.advance(30_000);
    let alone = world.post_bare("/sign-in", "", &format!("login=admin&password={PASSWORD}")).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = code_at(&secret, world.bench.ctx.now()).unwrap();
    let with = world.post_bare("/sign-in", "", &format!("login=admin&password={PASSWORD}&code={code}")).await;
    assert_eq!(with.header("location"), "/bureau");
}

#[tokio::test]
async fn who_is_led_there_can_leave() {
    let world = strict().await;
    world.bench.actor(Role::Custodian).await;
    let entered = world.post_bare("/sign-in", "", &format!("login=custodian&password={PASSWORD}")).await;
    let cookie = cookie(&entered);
    let left = post(&world, &cookie, "/sign-out", "x=").await;
    assert_eq!(left.header("location"), "/");
    assert!(world.get_as(&cookie, PAGE).await.header("location").starts_with("/sign-in"));
}

#[tokio::test]
async fn the_demo_shows_its_code_and_no_other_portal_does() {
    let world = World::new().await;
    assert!(!world.get("/sign-in").await.text().contains("现在的验证码"));
    let ctx = world.bench.ctx.clone().with_second_factor(Policy::Demo(demo::SECOND_FACTOR));
    let code = code_at(&demo::SECOND_FACTOR, ctx.now()).unwrap();
    let router = portal(&ctx, &Settings::new(None, None).unwrap(), &world.stop).unwrap();
    let world = World { router, ..world };
    assert!(world.get("/sign-in").await.text().contains(&code));
}
