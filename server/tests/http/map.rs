//! The city's map over HTTP: what the public sees, and how a registrar brings it.

use axum::http::StatusCode;
use domain::{access::Role, site::Site};
use entities::{map_shape, site_setting};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};

use super::{
    upload,
    world::{Answer, World},
};

const PAGE: &str = "/bureau/register/map";
const MAP: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"441900101"},"geometry":{"type":"Polygon","coordinates":
        [[[113.7,22.8],[113.9,22.8],[113.9,23.0],[113.7,23.0],[113.7,22.8]]]}},
    {"type":"Feature","properties":{"name":"榕<江>"},"geometry":{"type":"LineString","coordinates":
        [[113.6,22.9],[114.1,22.9]]}}]}"#;

/// The form as a browser sends it.
async fn send(world: &World, cookie: &str, made_for: &str, content: &str, fields: &[(&str, &str)]) -> Answer {
    let name = if content.is_empty() { "" } else { "地图.geojson" };
    upload::send(world, PAGE, cookie, made_for, upload::form(&[(name, content)], fields)).await
}

async fn shapes(world: &World) -> u64 {
    map_shape::Entity::find().count(world.bench.ctx.store.read()).await.unwrap()
}

/// The site without an approval number, or with another one.
async fn approve(world: &World, number: &str) {
    let admin = world.bench.ctx.store.write().await.unwrap();
    let site = Site { map_approval: number.to_owned(), ..Site::demo() };
    let account = entities::account::Entity::find().one(&admin).await.unwrap().unwrap();
    let row = site_setting::ActiveModel {
        at: Set(world.bench.ctx.now()),
        account_id: Set(account.id),
        reason: Set("x".to_owned()),
        content: Set(serde_json::to_string(&site).unwrap()),
        ..Default::default()
    };
    row.insert(&admin).await.unwrap();
    admin.commit().await.unwrap();
    world.bench.ctx.site().refresh(&world.bench.ctx.store).await.unwrap();
}

#[tokio::test]
async fn a_map_is_looked_at_refused_written_and_unchanged() {
    let world = World::new().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let owner = world.made_for(&registrar).await.unwrap();
    let owner = owner.split(' ').next().unwrap();
    let page = world.get_as(&registrar, PAGE).await.text();
    assert!(page.contains("还没有导入过地图。") && page.contains("multipart/form-data"), "{page}");
    assert!(!page.contains("value=\"wgs84\" checked") && !page.contains("value=\"gcj02\" checked"), "nobody guesses");
    let said = [("system", "wgs84"), ("wish", "look")];
    let looked = send(&world, &registrar, owner, MAP, &said).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.text().contains("1 个镇街、1 条河流，共 7 个点"), "{}", looked.text());
    assert_eq!(shapes(&world).await, 0);
    let swapped = MAP.replace("[113.7,22.8],[113.9,22.8]", "[22.8,113.7],[113.9,22.8]");
    let refused = send(&world, &registrar, owner, &swapped, &[("system", "wgs84"), ("wish", "write")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("第 1 个要素第 1 条线第 1 个点") && refused.text().contains("经度和纬度写反了"));
    let written = send(&world, &registrar, owner, MAP, &[("system", "GCJ-02"), ("wish", "write")]).await;
    assert!(written.text().contains("已写入"), "{}", written.text());
    assert_eq!(shapes(&world).await, 2);
    let again = send(&world, &registrar, owner, MAP, &[("system", "gcj02"), ("wish", "write")]).await;
    assert!(again.text().contains("与现有的地图相同"), "{}", again.text());
    for (content, fields, words) in [
        ("", &said[..], "没有选择文件"),
        (MAP, &[("wish", "write")], "没有说明坐标系"),
        (MAP, &[("system", "bd09"), ("wish", "write")], "没有说明坐标系"),
        (MAP, &[("system", "wgs84"), ("system", "gcj02")], "送来了两次"),
    ] {
        let answer = send(&world, &registrar, owner, content, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
    }
    let large = send(&world, &registrar, owner, &" ".repeat(domain::map::LARGEST_FILE + 1), &said).await;
    assert!(large.text().contains("文件超过 10 MB"), "{}", large.text());
}

#[tokio::test]
async fn an_upload_passes_only_for_whom_its_page_was_made() {
    let world = World::new().await;
    let (admin, reviewer) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Reviewer).await);
    let key = |made_for: Option<String>| made_for.unwrap().split(' ').next().unwrap().to_owned();
    let (own, other) = (key(world.made_for(&admin).await), key(world.made_for(&reviewer).await));
    let fields = [("system", "wgs84"), ("wish", "write")];
    assert_eq!(send(&world, &admin, &other, MAP, &fields).await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(send(&world, &reviewer, &other, MAP, &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&world, "", &own, MAP, &fields).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(shapes(&world).await, 0);
    assert_eq!(send(&world, &admin, &own, MAP, &fields).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_public_sees_boundaries_with_their_number_or_none() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let owner = world.made_for(&admin).await.unwrap();
    send(&world, &admin, owner.split(' ').next().unwrap(), MAP, &[("system", "wgs84"), ("wish", "write")]).await;
    let drawn = world.get("/map?a=1").await.text();
    assert!(drawn.contains("class=\"town\"") && drawn.contains("class=\"river\""), "{drawn}");
    assert!(drawn.contains("审图号：") && drawn.contains("示S(2026)000号"), "{drawn}");
    assert!(drawn.contains("榕&lt;江&gt;") && !drawn.contains("榕<江>"), "a name is no markup");
    // The works as a mark that leads to it, and in the list.
    assert_eq!(drawn.matches("href=\"/enterprises/91350100M000100Y43\"").count(), 2, "{drawn}");
    approve(&world, "").await;
    let plain = world.get("/map?a=2").await.text();
    assert!(!plain.contains("class=\"town\"") && !plain.contains("审图号") && !plain.contains("榕"), "{plain}");
    assert!(plain.contains("没有画界线和河流") && plain.contains("/enterprises/91350100M000100Y43"), "{plain}");
    approve(&world, "粤S(2024)012号").await;
    assert!(world.get("/map?a=3").await.text().contains("粤S(2024)012号"));
    let town = world.get("/map?town=441900101").await;
    assert!(town.status == StatusCode::OK && town.text().contains("澄溪镇"), "{}", town.text());
    assert_eq!(world.get("/map?town=441900999").await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get("/map?page=two").await.status, StatusCode::BAD_REQUEST);
}
