//! Marks over HTTP: the enterprise's form, the bureau's, and what everybody gets.

use axum::http::StatusCode;
use domain::access::Role;
use serde_json::{Value, json};

use super::world::{Answer, WORKS, World};

const PAGE: &str = "/filing/marks";

/// The key of the last form of a page.
fn key(page: &Answer) -> String {
    let html = page.text();
    let (_, after) = html.rsplit_once(r#"name="form" value=""#).unwrap();
    after.split('"').next().unwrap().to_owned()
}

fn form(key: &str, rest: &str) -> String {
    format!("form={key}&outlet=DW001&{rest}")
}

#[tokio::test]
async fn a_mark_is_set_once_and_public() {
    let world = World::new().await;
    let preparer = world.signed_in(Role::Preparer).await;
    let page = world.get_as(&preparer, PAGE).await;
    let html = page.text();
    assert!(html.contains("已过今天 12:00"), "the clock stands on the afternoon: {html}");
    assert!(html.contains("虚假标记按数据弄虚作假处理") && html.contains("DW001"), "{html}");
    let key = key(&page);
    let sent = form(
        &key,
        "kind=calibration&from=2026-11-22T08:00&to=2026-11-22T09:00&pollutants-w20121=w20121&note=%E6%A0%A1%E5%87%86",
    );
    for _ in 0..2 {
        let answer = world.post(PAGE, &preparer, &sent).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/filing/marks?done=set"));
    }
    let changed = world.post(PAGE, &preparer, &sent.replace("T09:00", "T09:30")).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    let other = form("", "kind=maintenance&from=2026-11-22+08:30&to=2026-11-22+10:00");
    let clash = world.post(PAGE, &preparer, &other).await;
    assert_eq!(clash.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(clash.text().contains("与已有标记“监测设备校准”（11月22日 08:00 至 09:00）重叠"), "{}", clash.text());
    let list = world.get(&format!("{WORKS}/outlets/DW001/marks")).await.json();
    assert_eq!((list["items"].as_array().unwrap().len(), &list["next"]), (1, &Value::Null), "{list}");
    let mark = &list["items"][0];
    for (field, want) in [
        ("family", json!("device")),
        ("kind", json!("calibration")),
        ("pollutants", json!(["w20121"])),
        ("from", json!("2026-11-22T08:00:00+08:00")),
        ("to", json!("2026-11-22T09:00:00+08:00")),
        ("counts_minutes", Value::Null),
        ("no_effect", Value::Null),
        ("granted", json!(false)),
    ] {
        assert_eq!(mark[field], want, "{field}: {mark}");
    }
    assert!(!list.to_string().contains("校准"), "notes are not public: {list}");
    let public = world.get("/enterprises/91350100M000100Y43/outlets/DW001").await.text();
    assert!(public.contains("企业对数据的标记") && public.contains("监测设备校准"), "{public}");
    let page = world.get_as(&preparer, &format!("{PAGE}/1")).await.text();
    assert!(page.contains("撤回这条标记") && !page.contains("提交结束时间"), "{page}");
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let preparer = world.signed_in(Role::Preparer).await;
    let empty = world.post(PAGE, &preparer, "outlet=DW009&to=x").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = empty.text();
    for field in ["kind", "from", "to"] {
        assert!(html.contains(&format!(r##"<a href="#f-{field}">"##)), "{field}: {html}");
    }
    let late = "outlet=DW001&kind=stopped&from=2026-11-10T08:00&note=%3Cb%3E";
    let late = world.post(PAGE, &preparer, late).await;
    assert!(late.text().contains("请写明逾期理由") && late.text().contains("&lt;b>"), "{}", late.text());
    let elsewhere = world.post(PAGE, &preparer, "outlet=DW009&kind=stopped&from=2026-11-22T08:00").await;
    assert!(elsewhere.text().contains(r##"<a href="#f-outlet">"##), "{}", elsewhere.text());
    let consultant = world.signed_in(Role::Consultant).await;
    let refused = world.post(PAGE, &consultant, "outlet=DW001&kind=stopped&from=2026-11-22T08:00").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = world.get_as(&consultant, PAGE).await.text();
    assert!(page.contains("只有填报人和确认人") && !page.contains("<textarea"), "{page}");
}

#[tokio::test]
async fn a_late_mark_waits_at_the_desk_and_is_granted() {
    let world = World::new().await;
    let preparer = world.signed_in(Role::Preparer).await;
    let sent =
        "outlet=DW001&kind=stopped&from=2026-11-18T08:00&reason=%E5%80%BC%E7%8F%AD%E6%BC%8F%E6%8A%A5%E8%A1%A5%E6%A0%87";
    assert_eq!(world.post(PAGE, &preparer, sent).await.header("location"), "/filing/marks?done=asked");
    let reviewer = world.signed_in(Role::Reviewer).await;
    assert!(world.get_as(&reviewer, "/bureau").await.text().contains("1 条补标申请待审核"));
    assert!(world.get_as(&reviewer, "/bureau/marks").await.text().contains(r#"href="/bureau/marks/1""#));
    let page = world.get_as(&reviewer, "/bureau/marks/1").await;
    let seen = page.text().split_once(r#"name="seen" value=""#).unwrap().1.split('"').next().unwrap().to_owned();
    let decide = |act: &str, reason: &str| format!("form={}&seen={seen}&act={act}&reason={reason}", key(&page));
    let empty = world.post("/bureau/marks/1", &reviewer, &decide("grant", "")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reason = "%E8%AE%B0%E5%BD%95%E4%B8%80%E8%87%B4%E5%90%8C%E6%84%8F";
    for _ in 0..2 {
        let answer = world.post("/bureau/marks/1", &reviewer, &decide("grant", reason)).await;
        assert_eq!(answer.header("location"), "/bureau/marks/1?done=grant");
    }
    let refused = world.post("/bureau/marks/1", &reviewer, &decide("refuse", reason)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "somebody decided before");
    assert!(refused.text().contains("记录一致同意"), "what was typed is given back");
    let list = world.get(&format!("{WORKS}/outlets/DW001/marks")).await.json();
    let mark = &list["items"][0];
    assert_eq!((&mark["granted"], &mark["to"], &mark["no_effect"]), (&json!(true), &Value::Null, &json!("no-rule")));
    let ended = world.get_as(&preparer, "/filing/marks/1").await;
    let seen = ended.text().split_once(r#"name="seen" value=""#).unwrap().1.split('"').next().unwrap().to_owned();
    let end = |at: &str| format!("seen={seen}&act=end&ended_at={at}");
    let ahead = world.post("/filing/marks/1", &preparer, &end("2026-11-30T08:00")).await;
    assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = world.post("/filing/marks/1", &preparer, &end("2026-11-20T08:00")).await;
    assert_eq!(answer.header("location"), "/filing/marks/1?done=end");
}

#[tokio::test]
async fn odd_addresses_answer() {
    let world = World::new().await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    for (address, status) in [
        ("/bureau/marks/999", StatusCode::NOT_FOUND),
        ("/bureau/marks/x", StatusCode::NOT_FOUND),
        ("/bureau/marks?show=lost", StatusCode::BAD_REQUEST),
        ("/bureau/marks?show=longer&page=99", StatusCode::OK),
        ("/bureau/marks?enterprise=1", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(world.get_as(&reviewer, address).await.status, status, "{address}");
    }
    for (query, status) in [("from=x", 400), ("from=1970-01-01", 200), ("from=2026-11-23&to=2026-11-20", 200)] {
        let answer = world.get(&format!("{WORKS}/outlets/DW001/marks?{query}")).await;
        assert_eq!(answer.status.as_u16(), status, "{query}");
    }
    let old = world.get(&format!("{WORKS}/outlets/DW001/marks?from=2020-01-01")).await.json();
    assert!(old["next"].is_string(), "{old}");
}
