//! Enterprises' files over HTTP.

use axum::http::StatusCode;
use domain::access::Role;

use super::{FILE, find_something};
use crate::http::world::World;

#[tokio::test]
async fn one_page_with_a_timeline_that_narrows() {
    let world = World::new().await;
    find_something(&world).await;
    let officer = world.signed_in(Role::Officer).await;
    let page = world.get_as(&officer, FILE).await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    for words in ["时间线", "比对发现疑点", "确认提交2026 年第三季度申报", "公布处罚决定", "对该企业录入处罚案件"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
    let findings = world.get_as(&officer, &format!("{FILE}?show=findings")).await.text();
    assert!(findings.contains("比对发现疑点") && !findings.contains("公布处罚决定："), "{findings}");
    let custodian = world.signed_in(Role::Custodian).await;
    let html = world.get_as(&custodian, FILE).await.text();
    assert!(!html.contains("比对发现疑点") && html.contains("/cases/DH-2026-0123"), "{html}");
    assert!(!html.contains("/bureau/cases/DH-2026-0123"), "{html}");
}

#[tokio::test]
async fn it_is_found_by_name_and_odd_addresses_get_a_page() {
    let world = World::new().await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let found = world.get_as(&reviewer, "/bureau/enterprises?q=yongzhou").await.text();
    assert!(found.contains(FILE), "{found}");
    assert!(world.get_as(&reviewer, "/bureau/enterprises?q=nowhere").await.text().contains("没有找到"));
    for (address, status) in [
        ("/bureau/enterprises/123", StatusCode::NOT_FOUND),
        ("/bureau/enterprises?page=x", StatusCode::BAD_REQUEST),
        ("/bureau/enterprises/91350100M000100Y43?show=secrets", StatusCode::BAD_REQUEST),
        ("/bureau/enterprises/91350100M000100Y43?page=99", StatusCode::OK),
    ] {
        assert_eq!(world.get_as(&reviewer, address).await.status, status, "{address}");
    }
}
