//! The register from spreadsheets over HTTP.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::access::Role;
use entities::utility_reading;
use sea_orm::{EntityTrait, PaginatorTrait};
use testing::CREDIT_CODE;

use super::world::{Answer, World};

const PAGE: &str = "/bureau/register/import";

/// A form with a file, as a browser sends it.
fn form(name: &str, content: &str, fields: &[(&str, &str)]) -> String {
    let part = |(name, value): &(&str, &str)| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let fields: String = fields.iter().map(part).collect();
    format!(
        "{fields}--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: text/csv\r\n\r\n{content}\r\n--edge--\r\n"
    )
}

async fn send(world: &World, cookie: &str, made_for: &str, body: String) -> Answer {
    let headers =
        [("cookie", cookie), ("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=edge")];
    world.send(Method::POST, &format!("{PAGE}?made-for={made_for}"), &headers, Body::from(body)).await
}

async fn bills(world: &World) -> u64 {
    utility_reading::Entity::find().count(world.bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn a_table_is_looked_at_refused_written_and_unchanged() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let made_for = world.made_for(&admin).await.unwrap();
    let owner = made_for.split(' ').next().unwrap();
    let page = world.get_as(&admin, PAGE).await.text();
    assert!(
        page.contains(&format!("action=\"{PAGE}?made-for={owner}\"")) && page.contains("multipart/form-data"),
        "{page}"
    );
    let table = |quantity: &str| format!("信用代码,类别,月份,用量（kWh）\n{CREDIT_CODE},用电,2026-09,{quantity}\n");
    let looked = send(&world, &admin, owner, form("账单.csv", &table("1000"), &[("wish", "look")])).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.text().contains("新增 1 行，修改 0 行，不变 0 行，不能导入 0 行。"), "{}", looked.text());
    assert_eq!(bills(&world).await, 0);
    let refused = send(&world, &admin, owner, form("账单.csv", &table("1e3<b>"), &[("wish", "write")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("D2") && text.contains("不是数字") && text.contains("1e3&lt;b&gt;"), "{text}");
    let written = send(&world, &admin, owner, form("账单.csv", &table("1000"), &[("wish", "write")])).await;
    assert!(written.text().contains("已写入。"), "{}", written.text());
    let changed = send(&world, &admin, owner, form("账单.csv", &table("1100"), &[("wish", "write")])).await;
    assert!(changed.text().contains("账单.csv 第 2 行") && changed.text().contains("用量"), "{}", changed.text());
    assert_eq!(bills(&world).await, 1);
    let nothing = send(&world, &admin, owner, form("", "", &[])).await;
    assert!(nothing.status == StatusCode::UNPROCESSABLE_ENTITY && nothing.text().contains("没有选择文件"));
}

#[tokio::test]
async fn an_upload_passes_only_for_whom_its_page_was_made() {
    let world = World::new().await;
    let (admin, reviewer) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Reviewer).await);
    let key = |made_for: Option<String>| made_for.unwrap().split(' ').next().unwrap().to_owned();
    let (own, other) = (key(world.made_for(&admin).await), key(world.made_for(&reviewer).await));
    let sent = || form("账单.csv", "a,b\n1,2\n", &[("wish", "write")]);
    assert_eq!(send(&world, &admin, &other, sent()).await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(send(&world, &admin, "", sent()).await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(send(&world, &reviewer, &other, sent()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&world, "", &own, sent()).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(send(&world, &admin, &own, sent()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_template_is_a_workbook() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let template = world.get_as(&admin, "/bureau/register/template").await;
    assert!(template.body.starts_with(b"PK") && template.header("content-disposition").contains(".xlsx"));
    let auditor = world.signed_in(Role::Auditor).await;
    assert_eq!(world.get_as(&auditor, "/bureau/register/template").await.status, StatusCode::FORBIDDEN);
}
