//! What others deliver, over HTTP: by somebody at a page, and by a program with a token.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use chrono::NaiveDate;
use domain::{
    access::{Role, Scope, Scopes},
    input::Read,
};
use entities::meter_reading;
use sea_orm::{EntityTrait, PaginatorTrait};
use services::{
    FormKey,
    api_tokens::{NewToken, Title, create},
};
use testing::{ACCOUNT_PASSWORD, CREDIT_CODE};

use super::{
    upload,
    world::{Answer, World},
};

const PAGE: &str = "/bureau/feeds/water/import";

/// A month of water of the works, by its credit code.
fn table(m3: &str) -> String {
    format!("统一社会信用代码,月份,用水量（m³）\n{CREDIT_CODE},2026-07,{m3}\n")
}

async fn send(world: &World, cookie: &str, content: &str, fields: &[(&str, &str)]) -> Answer {
    let made_for = world.made_for(cookie).await.unwrap();
    let owner = made_for.split(' ').next().unwrap();
    upload::send(world, PAGE, cookie, owner, upload::form(&[("用水.csv", content)], fields)).await
}

async fn readings(world: &World) -> u64 {
    meter_reading::Entity::find().count(world.bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn a_registrar_looks_gets_it_marked_and_writes() {
    let world = World::new().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let page = world.get_as(&registrar, "/bureau/feeds/water").await.text();
    assert!(page.contains("还没有导入过") && page.contains("href=\"/bureau/feeds/water/import\""), "{page}");
    let template = world.get_as(&registrar, "/bureau/feeds/water/template").await;
    assert!(template.body.starts_with(b"PK") && template.header("content-disposition").contains("mingjian-water.xlsx"));
    let looked = send(&world, &registrar, &table("3,100"), &[("wish", "look")]).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.text().contains("新增 1 行，修改 0 行，不变 0 行，不能导入 0 行。"), "{}", looked.text());
    assert_eq!(readings(&world).await, 0);
    let wrong = send(&world, &registrar, &table("<b>x"), &[("wish", "write")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("C2") && wrong.text().contains("不是数字") && wrong.text().contains("&lt;b&gt;x"));
    let marked = send(&world, &registrar, &table("<b>x"), &[("wish", "mark")]).await;
    assert_eq!(marked.status, StatusCode::OK);
    assert!(marked.body.starts_with(b"PK") && marked.header("content-disposition").contains("-checked.xlsx"));
    let key = FormKey::generate();
    let fields = [("form", key.expose()), ("wish", "write")];
    let written = send(&world, &registrar, &table("3,100"), &fields).await;
    assert!(written.status == StatusCode::OK && written.text().contains("已写入。"), "{}", written.text());
    let again = send(&world, &registrar, &table("3,100"), &fields).await;
    assert!(again.status == StatusCode::OK && again.text().contains("先前已经写入"), "{}", again.text());
    assert_eq!(readings(&world).await, 1);
    let page = world.get_as(&registrar, "/bureau/feeds/water").await.text();
    assert!(page.contains("用水.csv") && page.contains("registrar 甲") && page.contains("2026年7月31日"), "{page}");
    let all = world.get_as(&registrar, "/bureau/feeds").await.text();
    assert!(all.contains("href=\"/bureau/feeds/power\"") && all.contains("没有导入记录"), "{all}");
    for address in ["/bureau/feeds/limits", "/bureau/feeds/nothing", "/bureau/feeds/limits/import"] {
        assert_eq!(world.get_as(&registrar, address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn who_is_in_doubt_is_asked_and_said() {
    let world = World::new().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let doubtful = "户号,户名,月份,用水量（m³）\nW9,澄溪永昼电镀厂,2026-07,5\n";
    let looked = send(&world, &registrar, doubtful, &[("wish", "write")]).await.text();
    assert!(looked.contains("待认定 1 行") && looked.contains("W9 澄溪永昼电镀厂"), "{looked}");
    let page = world.get_as(&registrar, "/bureau/feeds/water/doubtful").await.text();
    assert!(page.contains("W9 澄溪永昼电镀厂") && page.contains(CREDIT_CODE), "{page}");
    let value = |name: &str| {
        let tag = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        tag.split('"').next().unwrap().to_owned()
    };
    let address = page.split("action=\"/bureau/feeds/water/doubtful/").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("/bureau/feeds/water/doubtful/{address}");
    let sent = |enterprise: &str| format!("form={}&seen={}&enterprise={enterprise}", value("form"), value("seen"));
    for nothing in ["", "91441900MA0FC0001K"] {
        let refused = world.post(&address, &registrar, &sent(nothing)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{nothing}: {}", refused.text());
    }
    let done = world.post(&address, &registrar, &sent(CREDIT_CODE)).await;
    assert_eq!(done.header("location"), "/bureau/feeds/water/doubtful?done=1", "{}", done.text());
    let page = world.get_as(&registrar, "/bureau/feeds/water/doubtful").await.text();
    assert!(page.contains("没有待认定的"), "{page}");
}

/// A token for each of these feeds.
async fn tokens<const COUNT: usize>(world: &World, scopes: [Scope; COUNT]) -> [String; COUNT] {
    let admin = world.bench.actor(Role::Admin).await;
    let last_day: NaiveDate = "2027-11-22".parse().unwrap();
    let mut made = [const { String::new() }; COUNT];
    for (token, scope) in made.iter_mut().zip(scopes) {
        let new = NewToken { name: Title::read("供水公司").unwrap(), scopes: Scopes::of([scope]), last_day };
        let issued = create(&world.bench.ctx, &admin, &FormKey::generate(), ACCOUNT_PASSWORD, new).await.unwrap();
        *token = issued.token.expose();
    }
    made
}

#[tokio::test]
async fn a_program_enters_the_register_with_a_token_for_it() {
    let world = World::new().await;
    let [water, register] = tokens(&world, [Scope::Water, Scope::Register]).await;
    let post = |address: &'static str, token: &str, body: &str| {
        let (world, bearer, body) = (&world, format!("Bearer {token}"), body.to_owned());
        async move { world.send(Method::POST, address, &[("authorization", &bearer)], Body::from(body)).await }
    };
    let table = |name: &str| format!("统一社会信用代码,治理设施编号,治理设施名称\n{CREDIT_CODE},TW001,{name}\n");
    let facility = &table("综合废水处理站");
    let address = "/api/v1/feeds/register?name=facilities.csv&reason=platform";
    assert_eq!(post(address, &water, facility).await.status, StatusCode::FORBIDDEN);
    assert_eq!(post("/api/v1/feeds/power", &register, facility).await.status, StatusCode::FORBIDDEN);
    let looked = post("/api/v1/feeds/register?dry_run=true&name=facilities.csv", &register, facility).await.json();
    assert_eq!((&looked["written"], &looked["new"]), (&false.into(), &1.into()), "{looked}");
    let wrong = post(address, &register, &table("")).await;
    assert_eq!((wrong.status, &wrong.json()["refusals"][0]["cell"]), (StatusCode::UNPROCESSABLE_ENTITY, &"C2".into()));
    let long = post(Box::leak(format!("{address}{}", "x".repeat(600)).into_boxed_str()), &register, facility).await;
    assert!(long.status.is_client_error() && long.text().contains("reason"), "{}", long.text());
    let written = post(address, &register, facility).await;
    assert_eq!((written.status, &written.json()["written"]), (StatusCode::OK, &true.into()), "{}", written.text());
    let again = post(address, &register, facility).await.json();
    assert_eq!((&again["new"], &again["unchanged"]), (&0.into(), &1.into()));
    let lines = entities::audit::Entity::find().all(world.bench.ctx.store.read()).await.unwrap();
    assert!(lines.iter().any(|line| line.detail.contains("platform [供水公司]（facilities.csv）")), "the log says why");
}

#[tokio::test]
async fn a_program_delivers_what_its_token_is_for() {
    let world = World::new().await;
    let [water] = tokens(&world, [Scope::Water]).await;
    let bearer = format!("Bearer {water}");
    let post = |address: &'static str, body: String| {
        let (world, bearer) = (&world, &bearer);
        async move { world.send(Method::POST, address, &[("authorization", bearer)], Body::from(body)).await }
    };
    let bare = world.send(Method::POST, "/api/v1/feeds/water", &[], Body::from(table("1"))).await;
    assert_eq!(bare.status, StatusCode::UNAUTHORIZED);
    assert_eq!(post("/api/v1/feeds/power", table("1")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(post("/api/v1/feeds/limits", table("1")).await.status, StatusCode::NOT_FOUND);
    let looked = post("/api/v1/feeds/water?dry_run=true", table("1")).await.json();
    assert_eq!((&looked["written"], &looked["new"], &looked["delivery"]), (&false.into(), &1.into(), &().into()));
    let wrong = post("/api/v1/feeds/water", table("x")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["refusals"][0]["cell"], "C2");
    assert_eq!(readings(&world).await, 0);
    let written = post("/api/v1/feeds/water?name=7%E6%9C%88.csv", table("1")).await;
    assert_eq!((written.status, &written.json()["written"]), (StatusCode::OK, &true.into()));
    let again = post("/api/v1/feeds/water", table("1")).await.json();
    assert_eq!((&again["new"], &again["unchanged"]), (&0.into(), &1.into()));
    assert_eq!(readings(&world).await, 1);
    let auditor = world.signed_in(Role::Auditor).await;
    let page = world.get_as(&auditor, "/bureau/feeds/water").await.text();
    assert!(page.contains("7月.csv") && page.contains("接口"), "{page}");
    assert!(!page.contains("/bureau/feeds/water/import"), "who only reads is not led to the import");
}
