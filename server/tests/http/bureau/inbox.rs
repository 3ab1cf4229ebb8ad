//! What waits, over HTTP.

use axum::http::StatusCode;
use domain::access::Role;

use super::{FILE, find_something};
use crate::http::world::World;

const LATE: &str = "/bureau/enterprises?filter=overdue";

#[tokio::test]
async fn who_has_not_filed_in_time_is_listed_and_told_in_red() {
    let world = World::new().await;
    for role in [Role::Reviewer, Role::Officer] {
        let cookie = world.signed_in(role).await;
        let inbox = world.get_as(&cookie, "/bureau").await.text();
        assert!(inbox.contains("1 家企业 2026 年第三季度逾期未申报") && inbox.contains(LATE), "{role}: {inbox}");
        let list = world.get_as(&cookie, &format!("{LATE}&town=441900101")).await.text();
        assert!(list.contains(FILE), "{role}: {list}");
        let file = world.get_as(&cookie, FILE).await.text();
        let words = "2026 年第三季度申报应于2026年10月15日前提交，已逾期 38 天";
        assert!(file.contains(words) && file.contains(r#"class="notice over""#), "{role}: {file}");
    }
    let reviewer = world.signed_in(Role::Reviewer).await;
    let elsewhere = world.get_as(&reviewer, &format!("{LATE}&town=999")).await.text();
    assert!(elsewhere.contains("没有逾期未申报的企业"), "{elsewhere}");
    let odd = world.get_as(&reviewer, "/bureau/enterprises?filter=rich").await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
    find_something(&world).await;
    let list = world.get_as(&reviewer, LATE).await.text();
    assert!(!list.contains(FILE), "it has filed: {list}");
    assert!(!world.get_as(&reviewer, FILE).await.text().contains("已逾期"));
}

#[tokio::test]
async fn what_there_is_none_of_is_not_listed() {
    let world = World::new().await;
    for role in [Role::Intake, Role::Legal, Role::Publisher, Role::Branch] {
        let inbox = world.get_as(&world.signed_in(role).await, "/bureau").await.text();
        assert!(inbox.contains("目前没有等您处理的事"), "{role}: {inbox}");
    }
}
