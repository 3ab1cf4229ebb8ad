//! Changes that hold from a day on, premises with their tenants, and splits, as a registrar enters them and others read them.

use axum::http::StatusCode;
use domain::access::Role;
use entities::{premises, product};
use sea_orm::EntityTrait;
use testing::CREDIT_CODE;

use super::world::{Answer, World};

const ROWS: &str = "/bureau/register/rows";

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let value = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    app::web::encode(value.split('"').next().unwrap_or_default())
}

/// Sends the form of a row with what is typed into it.
async fn put(world: &World, cookie: &str, address: &str, said: &[(&str, &str)]) -> Answer {
    let page = world.get_as(cookie, address).await.text();
    let mut form = format!("form={}&seen={}&reason=ok", hidden(&page, "form"), hidden(&page, "seen"));
    for (field, said) in said {
        form = format!("{form}&{field}={}", app::web::encode(said));
    }
    world.post(address, cookie, &form).await
}

#[tokio::test]
async fn a_change_says_from_when_it_holds_or_that_it_is_a_correction() {
    let world = World::new().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let new = [("enterprise", CREDIT_CODE), ("name", "镀镍件"), ("unit", "t"), ("capacity", "100")];
    let done = put(&world, &registrar, &format!("{ROWS}/products/new"), &new).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let row = product::Entity::find().one(world.bench.ctx.store.read()).await.unwrap().unwrap();
    let address = format!("{ROWS}/products/{}", row.id);
    let page = world.get_as(&registrar, &address).await.text();
    assert!(
        page.contains("生效日期") && page.contains("更正：原来录错了") && page.contains("type=\"checkbox\""),
        "{page}"
    );
    let english = world.get_as(&registrar, &format!("{address}?lang=en")).await.text();
    assert!(english.contains("Correction: it was entered wrongly"), "{english}");
    let late = put(&world, &registrar, &address, &[("unit", "t"), ("capacity", "200"), ("since", "2099-01-01")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("这一天还没有到") && late.text().contains("2099-01-01"), "{}", late.text());
    let changed = put(&world, &registrar, &address, &[("unit", "t"), ("capacity", "200")]).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let said = [("unit", "t"), ("capacity", "210"), ("past", "corrected")];
    assert_eq!(put(&world, &registrar, &address, &said).await.status, StatusCode::SEE_OTHER);
    let log = world.get_as(&registrar, &format!("/bureau/register/of/{CREDIT_CODE}")).await.text();
    assert!(log.contains("更正，以前各季度一并按新的内容") && log.contains("200 → 210"), "{log}");
}

#[tokio::test]
async fn premises_are_the_bureaus_alone() {
    let world = World::new().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let new = [
        ("code", "CF001"),
        ("name", "澄溪工业园"),
        ("kind", "工业园区"),
        ("town", "441900101"),
        ("address", "工业一路1号"),
        ("owner", "岑照"),
    ];
    let done = put(&world, &registrar, &format!("{ROWS}/premises/new"), &new[..5]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "a landlord need not be known: {}", done.text());
    let again = put(&world, &registrar, &format!("{ROWS}/premises/new"), &new).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("已有这一条"), "{}", again.text());
    let row = premises::Entity::find().one(world.bench.ctx.store.read()).await.unwrap().unwrap();
    let changed = put(&world, &registrar, &format!("{ROWS}/premises/{}", row.id), &new[1..]).await;
    assert_eq!(
        (changed.status, changed.header("location")),
        (StatusCode::SEE_OTHER, "/bureau/register/premises?done=entered"),
        "{}",
        changed.text()
    );
    let list = world.get_as(&registrar, "/bureau/register/premises").await.text();
    assert!(list.contains("CF001") && list.contains("岑照"), "{list}");
    let unknown = [("enterprise", CREDIT_CODE), ("premises", "CF009"), ("valid_from", "2024-01-01")];
    let unknown = put(&world, &registrar, &format!("{ROWS}/tenancies/new"), &unknown).await;
    assert!(unknown.text().contains("没有编号为“CF009”的厂房或园区"), "{}", unknown.text());
    let there = [("enterprise", CREDIT_CODE), ("premises", "CF001"), ("valid_from", "2024-01-01")];
    let there = put(&world, &registrar, &format!("{ROWS}/tenancies/new"), &there).await;
    assert_eq!(there.status, StatusCode::SEE_OTHER, "{}", there.text());
    let officer = world.signed_in(Role::Officer).await;
    let address = format!("/bureau/premises/{}", row.id);
    let page = world.get_as(&officer, &address).await.text();
    assert!(page.contains("岑照") && page.contains("永昼") && page.contains("已决定的案件"), "{page}");
    let file = world.get_as(&officer, &format!("/bureau/enterprises/{CREDIT_CODE}")).await.text();
    assert!(file.contains(&address) && file.contains("岑照"), "{file}");
    let open = world.get(&format!("/enterprises/{CREDIT_CODE}")).await.text();
    assert!(!open.contains("岑照") && !open.contains("澄溪工业园"), "{open}");
    assert_eq!(world.get(&address).await.status, StatusCode::SEE_OTHER);
    let interface = world.get(&format!("/api/v1/enterprises/{CREDIT_CODE}")).await.text();
    assert!(!interface.contains("岑照"), "{interface}");
}

#[tokio::test]
async fn a_town_is_closed_on_a_page_of_its_own() {
    let world = World::new().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let address = format!("{ROWS}/towns/1/close");
    let done = put(&world, &registrar, &address, &[("day", "2026-01-01")]).await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, "/bureau/register/towns?done=entered"),
        "{}",
        done.text()
    );
    let form = world.get_as(&registrar, &format!("{ROWS}/enterprises/new")).await.text();
    assert!(!form.contains("value=\"441900101\""), "nothing new is entered there: {form}");
    let form = world.get_as(&registrar, &format!("{ROWS}/enterprises/1")).await.text();
    assert!(form.contains("value=\"441900101\""), "what lies there stays: {form}");
}
