//! Tip-offs at the bureau.

use axum::http::StatusCode;
use domain::access::{Action, Role, may};
use entities::{audit, tip_message, tip_photo};
use sea_orm::{EntityTrait, PaginatorTrait};
use services::{FormKey, tips};
use testing::client;

use super::form::{Form, code_on, key_on, photo};
use crate::http::world::World;

/// A portal with a tip-off about the works that has a photo and a contact: its number, the photo, the code.
async fn filed() -> (World, String, i64, String) {
    let world = World::new().await;
    let form = Form::filled().text("enterprise", "91350100M000100Y43").text("contact", "13800000000");
    let code = code_on(&form.photo("a.png", &photo(1)).send(&world).await);
    let no = tips::follow(&world.bench.ctx, &code, client(9)).await.unwrap().tip_no;
    let photo = tip_photo::Entity::find().one(world.bench.ctx.store.read()).await.unwrap().unwrap();
    (world, no, photo.id, code)
}

fn form(field: &str) -> String {
    format!("form={}&{field}", FormKey::generate().expose())
}

/// A form of a page that was opened just now.
async fn now(world: &World, cookie: &str, address: &str, field: &str) -> String {
    let page = world.get_as(cookie, address).await.text();
    let seen = page.split(r#"name="seen" value=""#).nth(1).unwrap().split('"').next().unwrap().to_owned();
    format!("{}&seen={seen}", form(field))
}

#[tokio::test]
async fn intake_takes_it_up_asks_and_answers_and_the_reporter_reads_it() {
    let (world, no, photo, code) = filed().await;
    let intake = world.signed_in(Role::Intake).await;
    let queue = world.get_as(&intake, "/bureau/tips").await;
    assert!(queue.text().contains(&no) && queue.text().contains("澄溪永昼电镀厂"), "{}", queue.text());
    assert_eq!(queue.header("cache-control"), "no-store");
    let address = format!("/bureau/tips/{no}");
    let page = world.get_as(&intake, &address).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(page.text().contains("夜里两点排黄水") && page.text().contains(&format!("{address}/photos/{photo}")));
    assert!(!page.text().contains("13800000000"), "who handles it does not see by whom");
    let picture = world.get_as(&intake, &format!("{address}/photos/{photo}")).await;
    assert_eq!((picture.header("content-type"), picture.header("cache-control")), ("image/jpeg", "no-store"));
    assert_eq!(image::guess_format(&picture.body).unwrap(), image::ImageFormat::Jpeg);

    let early = world
        .post(&format!("{address}/answer"), &intake, &now(&world, &intake, &address, "answer=%E5%B7%B2%E6%9F%A5").await)
        .await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.text().contains("已查"), "what was written is not lost");
    let accept = now(&world, &intake, &address, "").await;
    for _ in 0..2 {
        let done = world.post(&format!("{address}/accept"), &intake, &accept).await;
        assert_eq!(
            (done.status, done.header("location")),
            (StatusCode::SEE_OTHER, format!("{address}?done=accept").as_str()),
            "sent twice as well"
        );
    }
    let late = world
        .post(
            &format!("{address}/decline"),
            &intake,
            &now(&world, &intake, &address, "reason=%E9%87%8D%E5%A4%8D&answer=%E5%B7%B2%E6%9F%A5").await,
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("重复") && late.text().contains("已查"), "nor what was written for another step");
    for (way, field) in [("reply", "text="), ("answer", "answer=+")] {
        let refused = world.post(&format!("{address}/{way}"), &intake, &form(field)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{way}");
        assert!(refused.text().contains("：请填写<"), "{way}");
    }
    let reply = now(&world, &intake, &address, "text=%E5%93%AA%E4%B8%80%E5%A4%A9").await;
    world.post(&format!("{address}/reply"), &intake, &reply).await;
    world.post(&format!("{address}/reply"), &intake, &reply).await;
    assert_eq!(tip_message::Entity::find().count(world.bench.ctx.store.read()).await.unwrap(), 1, "a replayed form");
    world.post(&format!("{address}/hand-over"), &intake, &now(&world, &intake, &address, "").await).await;
    world
        .post(
            &format!("{address}/answer"),
            &intake,
            &now(&world, &intake, &address, "answer=%E5%B7%B2%E7%AB%8B%E6%A1%88").await,
        )
        .await;
    let followed = world.post("/tip/follow", "", &format!("code={code}")).await.text();
    for said in ["哪一天", "已立案", "已经答复", "受理人员 1 次"] {
        assert!(followed.contains(said), "{said} in {followed}");
    }
    let closed = world.get_as(&intake, &address).await.text();
    assert!(!closed.contains("/accept") && !closed.contains("/answer\""), "nothing is left to be done");
}

#[tokio::test]
async fn what_was_done_is_told_and_nothing_written_is_lost() {
    let (world, no, _, code) = filed().await;
    let intake = world.signed_in(Role::Intake).await;
    let address = format!("/bureau/tips/{no}");
    let both = form("text=%E5%93%AA%E4%B8%80%E5%A4%A9&reason=+");
    let refused = world.post(&format!("{address}/decline"), &intake, &both).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    assert!(html.contains("哪一天</textarea>"), "what stands beside it is kept: {html}");
    assert!(html.find(r##"href="#f-reason""##).unwrap() < html.find("<h1").unwrap(), "{html}");
    let done = world.post(&format!("{address}/accept"), &intake, &now(&world, &intake, &address, "").await).await;
    let page = world.get_as(&intake, done.header("location")).await.text();
    assert!(page.contains(r#"class="notice ok""#) && page.contains("下一步：三个工作日内转交核查"), "{page}");
    assert!(page.contains(r#"href="/bureau/enterprises/91350100M000100Y43""#), "{page}");
    assert!(!world.get_as(&intake, &format!("{address}?done=magic")).await.text().contains("notice ok"));
    let queue = "/bureau/tips?number=0001";
    let before = world.get_as(&intake, queue).await.text();
    assert!(before.contains(&no) && !before.contains("夜里两点") && !before.contains("举报人新留言"), "{before}");
    let message = form(&format!("code={code}&text=%E4%B8%8A%E5%91%A8"));
    assert_eq!(world.post("/tip/follow", "", &message).await.status, StatusCode::OK);
    world.bench.advance(20 * domain::time::DAY);
    let after = world.get_as(&world.signed_in(Role::Intake).await, queue).await.text();
    assert!(after.contains("举报人新留言"), "{after}");
    assert!(after.contains("已逾期 ") && after.contains(" 天"), "{after}");
}

#[tokio::test]
async fn every_role_gets_what_it_may_and_nothing_else() {
    let (world, no, photo, _) = filed().await;
    let address = format!("/bureau/tips/{no}");
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let cookie = world.signed_in(role).await;
        let reads = may(role, Action::ReadTip);
        let want = if reads { StatusCode::OK } else { StatusCode::FORBIDDEN };
        for way in [address.clone(), format!("{address}/photos/{photo}")] {
            assert_eq!(world.get_as(&cookie, &way).await.status, want, "{role} {way}");
        }
        let page = world.get_as(&cookie, &address).await.text();
        assert_eq!(page.contains("夜里两点"), reads, "{role}");
        assert_eq!(page.contains("/accept\""), may(role, Action::HandleTip), "{role} is offered what it may do");
        if !may(role, Action::HandleTip) {
            for way in ["accept", "decline", "hand-over", "reply", "answer"] {
                let done = world.post(&format!("{address}/{way}"), &cookie, &form("text=x&reason=x&answer=x")).await;
                assert_eq!(done.status, StatusCode::FORBIDDEN, "{role} {way}");
            }
        }
        let opened = world
            .post(
                &format!("{address}/identity"),
                &cookie,
                "reason=%E4%BE%9D%E6%B3%95%E6%A0%B8%E5%AE%9E%E4%B8%BE%E6%8A%A5",
            )
            .await;
        assert_eq!(opened.text().contains("13800000000"), may(role, Action::OpenIdentity), "{role}");
    }
    let nobody = world.get(&address).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER, "who is not signed in is asked to");
}

#[tokio::test]
async fn a_strangers_number_is_not_found() {
    let (world, no, photo, _) = filed().await;
    let elsewhere = code_on(&Form::filled().send(&world).await);
    let elsewhere = tips::follow(&world.bench.ctx, &elsewhere, client(9)).await.unwrap().tip_no;
    let grid = world.signed_in(Role::Grid).await;
    assert_eq!(world.get_as(&grid, &format!("/bureau/tips/{no}")).await.status, StatusCode::OK);
    assert!(!world.get_as(&grid, "/bureau/tips?show=all").await.text().contains(&elsewhere));
    let ways = [
        format!("/bureau/tips/{elsewhere}"),
        format!("/bureau/tips/{elsewhere}/photos/{photo}"),
        "/bureau/tips/20261122-9999".to_owned(),
        "/bureau/tips/%27%20OR%201=1".to_owned(),
        format!("/bureau/tips/{no}/photos/999"),
        format!("/bureau/tips/{no}/photos/x"),
    ];
    for way in ways {
        assert_eq!(world.get_as(&grid, &way).await.status, StatusCode::NOT_FOUND, "{way}");
    }
    let intake = world.signed_in(Role::Intake).await;
    let by_another = world.get_as(&intake, &format!("/bureau/tips/{elsewhere}/photos/{photo}")).await;
    assert_eq!(by_another.status, StatusCode::NOT_FOUND, "a photo is found through its own tip-off only");
}

#[tokio::test]
async fn an_identity_is_opened_with_a_reason_and_each_time_is_noted() {
    let (world, no, ..) = filed().await;
    let custodian = world.signed_in(Role::Custodian).await;
    let list = world.get_as(&custodian, "/bureau/tips").await.text();
    assert!(list.contains(&format!("/bureau/tips/{no}/identity")) && !list.contains("夜里两点"), "{list}");
    let address = format!("/bureau/tips/{no}/identity");
    let before = world.get_as(&custodian, &address).await;
    assert_eq!((before.status, before.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(before.text().contains("还没有人查看过"));
    let short = world.post(&address, &custodian, "reason=%E6%83%B3%E7%9C%8B").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("想看") && short.text().contains("id=\"f-reason-error\""));
    for times in 1..=2 {
        let opened =
            world.post(&address, &custodian, "reason=%E4%BE%9D%E6%B3%95%E6%A0%B8%E5%AE%9E%E4%B8%BE%E6%8A%A5").await;
        assert!(opened.text().contains("13800000000") && opened.text().contains("custodian 甲"), "{}", opened.text());
        assert_eq!(opened.header("cache-control"), "no-store");
        let lines = audit::Entity::find().all(world.bench.ctx.store.read()).await.unwrap();
        assert_eq!(lines.iter().filter(|line| line.action == "open-identity").count(), times);
    }
    let auditor = world.signed_in(Role::Auditor).await;
    let trail = world.get_as(&auditor, &address).await.text();
    assert!(trail.contains("依法核实") && !trail.contains("13800000000") && !trail.contains("name=\"reason\""));
}

#[tokio::test]
async fn another_sites_form_moves_nothing() {
    let (world, no, ..) = filed().await;
    let intake = world.signed_in(Role::Intake).await;
    let headers = [
        ("cookie", intake.as_str()),
        ("sec-fetch-site", "cross-site"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let address = format!("/bureau/tips/{no}/accept");
    let body = axum::body::Body::from(form(""));
    let forged = world.send(axum::http::Method::POST, &address, &headers, body).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let page = world.get_as(&intake, &format!("/bureau/tips/{no}")).await;
    assert!(page.text().contains("/accept\"") && key_on(&page).len() == 64, "it still waits");
}

#[tokio::test]
async fn who_answers_from_an_old_page_is_told_that_the_reporter_wrote() {
    let (world, no, _, code) = filed().await;
    let intake = world.signed_in(Role::Intake).await;
    let address = format!("/bureau/tips/{no}");
    world.post(&format!("{address}/accept"), &intake, &now(&world, &intake, &address, "").await).await;
    let old = now(&world, &intake, &address, "answer=%E5%B7%B2%E5%8A%9E%E7%BB%93").await;
    world.post("/tip/follow", "", &form(&format!("code={code}&text=%E4%B8%8A%E5%91%A8%E5%8F%88%E6%8E%92"))).await;
    let late = world.post(&format!("{address}/answer"), &intake, &old).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
    let html = late.text();
    let alert = html.split("role=\"alert\"").nth(2).unwrap().split("<h1").next().unwrap();
    assert!(alert.contains("上周又排") && alert.contains("已办结"), "{alert}");
    let again =
        world.post(&format!("{address}/answer"), &intake, &now(&world, &intake, &address, "answer=x").await).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}
