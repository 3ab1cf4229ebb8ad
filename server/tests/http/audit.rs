//! The audit log as a file.

use axum::http::StatusCode;
use domain::{access::Role, credit_code::CreditCode};
use entities::account;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use services::audit::{self, Act, Subject};
use testing::CREDIT_CODE;

use super::world::{Answer, World};

const FILE: &str = "/bureau/audit.csv";

/// Notes lines of one act, without anybody or by an account.
async fn note(world: &World, by: Option<Role>, act: Act, lines: Vec<(Subject, Value)>) {
    let actor = match by {
        Some(role) => Some(world.bench.actor(role).await),
        None => None,
    };
    let tx = world.bench.ctx.store.write().await.unwrap();
    audit::note_all(&tx, &world.bench.ctx, actor.as_ref(), act, lines).await.unwrap();
    tx.commit().await.unwrap();
}

/// The rows of a file without its heads.
fn rows(answer: &Answer) -> Vec<Vec<String>> {
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
    let body = answer.body.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(body);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn the_file_says_what_the_page_says_of_the_same_lines() {
    let world = World::new().await;
    note(&world, Some(Role::Reviewer), Act::CloseFinding, vec![(Subject("job", 7), json!({ "reason": "数据已核实" }))])
        .await;
    note(&world, Some(Role::Registrar), Act::WriteRegister, vec![(Subject("enterprise", 1), json!({ "added": [1] }))])
        .await;
    let auditor = world.signed_in(Role::Auditor).await;
    let answer = world.get_as(&auditor, &format!("{FILE}?act=close-finding")).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"audit.csv\"");
    assert!(answer.header("cache-control").contains("no-store"), "{}", answer.header("cache-control"));
    let all = rows(&answer);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!((all[0][0].as_str(), all[0][1].as_str()), ("2026-11-22 14:35:00", "reviewer 甲"));
    assert_eq!((all[0][4].as_str(), all[0][5].as_str()), ("后台任务 7", "理由：数据已核实"));
    let page = world.get_as(&auditor, "/bureau/audit?act=close-finding").await.text();
    for word in &all[0][1..4] {
        assert!(page.contains(word.as_str()), "{word} is not on the page");
    }
    assert!(
        page.contains("href=\"/bureau/audit.csv?act=close-finding\""),
        "the page leads there with its filter: {page}"
    );
    let works = rows(&world.get_as(&auditor, &format!("{FILE}?who=registrar&act=write-register")).await);
    let code: CreditCode = CREDIT_CODE.parse().unwrap();
    assert!(works.len() == 1 && works[0][4].ends_with(code.as_str()), "{works:?}");
    let english = world.get_as(&format!("{auditor}; lang=en"), &format!("{FILE}?act=close-finding")).await;
    assert_eq!(rows(&english)[0][5], "reason: 数据已核实");

    for empty in ["?act=close-finding&day=2026-11-21", "?who=nobody"] {
        assert!(rows(&world.get_as(&auditor, &format!("{FILE}{empty}")).await).is_empty(), "{empty}");
    }
    let none = world.get_as(&auditor, "/bureau/audit?who=nobody").await.text();
    assert!(!none.contains(FILE), "there is nothing to download");
    let odd = world.get_as(&auditor, &format!("{FILE}?day=tomorrow")).await;
    assert_eq!((odd.status, odd.header("location")), (StatusCode::SEE_OTHER, "/bureau/audit?day=tomorrow"));
    let registrar = world.signed_in(Role::Registrar).await;
    assert_eq!(world.get_as(&registrar, FILE).await.status, StatusCode::FORBIDDEN);
}

/// Of a reporter the page shows the hour, and so does the file; of nobody's identity there is more in it.
#[tokio::test]
async fn of_tip_offs_there_is_no_more_in_it_than_on_the_page() {
    let world = World::new().await;
    let tips = [Act::FileTip, Act::WriteToTip];
    for act in tips {
        note(&world, None, act, vec![(Subject("tip", 99), json!({ "photos": 2 }))]).await;
    }
    note(&world, Some(Role::Custodian), Act::OpenIdentity, vec![(Subject("tip", 99), json!({ "reason": "核实" }))])
        .await;
    let auditor = world.signed_in(Role::Auditor).await;
    for act in tips {
        let all = rows(&world.get_as(&auditor, &format!("{FILE}?act={}", act.as_str())).await);
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!((all[0][0].as_str(), all[0][2].as_str()), ("2026-11-22 14", ""), "neither the minute nor a role");
        assert_eq!((all[0][4].as_str(), all[0][5].as_str()), ("tip/99", "照片 2 张"));
    }
    let opened = rows(&world.get_as(&auditor, &format!("{FILE}?act=open-identity")).await);
    assert_eq!(opened[0][0], "2026-11-22 14:35:00", "what an official did is told to the second");
}

#[tokio::test]
async fn a_name_that_is_a_formula_is_only_a_name() {
    let world = World::new().await;
    note(&world, Some(Role::Reviewer), Act::CloseFinding, vec![(Subject("job", 7), json!({}))]).await;
    let reviewer = account::Entity::find().filter(account::Column::Login.eq("reviewer"));
    let reviewer = reviewer.one(world.bench.ctx.store.read()).await.unwrap().unwrap();
    let bait = account::ActiveModel {
        id: Set(reviewer.id),
        name: Set("=HYPERLINK(\"http://x\")".into()),
        ..Default::default()
    };
    let tx = world.bench.ctx.store.write().await.unwrap();
    bait.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let auditor = world.signed_in(Role::Auditor).await;
    let all = rows(&world.get_as(&auditor, &format!("{FILE}?act=close-finding")).await);
    assert_eq!(all[0][1], "'=HYPERLINK(\"http://x\")");
}

/// More lines than go into one file: it says so in its name, its header and its last line, and where the rest is.
#[tokio::test]
async fn a_file_that_is_cut_says_so_and_leads_on() {
    let world = World::new().await;
    let lines = (0..).map(|id| (Subject("job", id), json!({}))).take(audit::IN_A_FILE + 3);
    note(&world, Some(Role::Admin), Act::RetryJob, lines.collect()).await;
    let auditor = world.signed_in(Role::Auditor).await;
    let part = world.get_as(&auditor, &format!("{FILE}?act=retry-job")).await;
    assert_eq!(part.header("content-disposition"), "attachment; filename=\"audit-part.csv\"");
    let all = rows(&part);
    assert_eq!(all.len(), audit::IN_A_FILE + 1);
    let next = part.header("link").strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\"")).unwrap();
    assert!(next.starts_with("/bureau/audit.csv?act=retry-job&before="), "{next}");
    let last = all.last().unwrap();
    assert!(last[0].starts_with('#') && last[0].ends_with(next), "{last:?}");
    let rest = world.get_as(&auditor, next).await;
    assert_eq!(rest.header("content-disposition"), "attachment; filename=\"audit.csv\"");
    let rest = rows(&rest);
    assert_eq!(rest.len(), 3);
    assert_eq!(rest[2][4], "后台任务 0", "newest first, to the very first line");
    let seen: std::collections::HashSet<_> = all[..audit::IN_A_FILE].iter().chain(&rest).map(|row| &row[4]).collect();
    assert_eq!(seen.len(), audit::IN_A_FILE + 3, "no line is in both, and none in neither");
}
