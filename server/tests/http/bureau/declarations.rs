//! A signed declaration as the bureau reads it.

use axum::http::StatusCode;
use domain::{access::Role, declaration::DeclarationStatus, time::Stamp};
use entities::declaration;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

use super::{FILE, find_something};
use crate::http::world::World;

fn version(number: i32) -> String {
    format!("{FILE}/declarations/2026Q3/{number}")
}

#[tokio::test]
async fn it_is_found_from_the_finding_and_from_the_timeline() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let link = format!(r#"href="{}""#, version(1));
    for (from, words) in [("/bureau/findings/1", "查看申报表（第 1 版）"), (FILE, "确认提交2026 年第三季度申报")]
    {
        let html = world.get_as(&reviewer, from).await.text();
        assert!(html.contains(&link) && html.contains(words), "{from}: {html}");
    }
    for role in [Role::Reviewer, Role::Grid, Role::Intake, Role::Auditor] {
        let page = world.get_as(&world.signed_in(role).await, &version(1)).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "private, no-cache"), "{role}");
        let html = page.text();
        for words in ["澄溪永昼电镀厂", "SB2026Q3-000001-1", "这是对外有效的一版", &"0".repeat(64), "自来水"]
        {
            assert!(html.contains(words), "{role} {words}: {html}");
        }
    }
    let english = world.get_as(&reviewer, "/bureau/findings/1?lang=en").await.text();
    assert!(english.contains("Open the declaration (version 1)"), "{english}");
}

#[tokio::test]
async fn a_draft_is_nobodys_business_and_odd_addresses_get_a_page() {
    let world = World::new().await;
    find_something(&world).await;
    let draft = declaration::Model {
        id: 2,
        enterprise_id: 1,
        quarter: "2026Q2".parse().unwrap(),
        status: DeclarationStatus::Draft,
        draft: "{}".into(),
        draft_revision: 1,
        correction: None,
        updated_at: Stamp::parse("2026-07-10T10:00").unwrap(),
        updated_by: None,
    };
    let tx = world.bench.ctx.store.write().await.unwrap();
    draft.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let reviewer = world.signed_in(Role::Reviewer).await;
    for address in [
        version(2),
        version(0),
        format!("{FILE}/declarations/2026Q2/1"),
        format!("{FILE}/declarations/2026Q9/1"),
        format!("{FILE}/declarations/2026Q3/x"),
        "/bureau/enterprises/123/declarations/2026Q3/1".to_owned(),
    ] {
        let answer = world.get_as(&reviewer, &address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.text().contains("</html>"), "{address}");
    }
}
