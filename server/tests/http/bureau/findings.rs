//! A finding is settled over HTTP.

use axum::http::StatusCode;
use domain::access::Role;

use super::{find_something, key, sent};
use crate::http::world::World;

const PAGE: &str = "/bureau/findings/1";

#[tokio::test]
async fn declared_and_billed_stand_side_by_side_in_both_languages() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let page = world.get_as(&reviewer, PAGE).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "private, no-cache"));
    let html = page.text();
    for words in
        ["18,420", "21,300", "供水公司账单", "相差 2,880 立方米（13.5%）", "容许 3%", "SB2026Q3-000001-1", "规则 X03"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
    let english = world.get_as(&reviewer, &format!("{PAGE}?lang=en")).await.text();
    for words in ["Billed by the waterworks", "2,880 m³ apart (13.5%)", "Nobody has dealt with this yet"] {
        assert!(english.contains(words), "{words}: {english}");
    }
    let queue = world.get_as(&reviewer, "/bureau/findings").await.text();
    assert!(queue.contains(r#"href="/bureau/findings/1""#), "{queue}");
    assert!(world.get_as(&reviewer, "/bureau").await.text().contains("1 条疑点待处理"));
}

#[tokio::test]
async fn it_is_asked_about_and_closed_once() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let page = world.get_as(&reviewer, PAGE).await;
    assert!(page.text().contains("请核对并说明原因"), "the first question is written already");
    let ask = key(&page, 0);
    let question = sent("请核对八月水表读数。");
    let form = format!("form={ask}&act=ask&question={question}");
    for _ in 0..2 {
        let answer = world.post(PAGE, &reviewer, &form).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/bureau/findings/1?done=ask"));
    }
    let page = world.get_as(&reviewer, "/bureau/findings/1?done=ask").await;
    let (close, page) = (key(&page, 0), page.text());
    assert!(page.contains("已发给企业") && page.contains("请核对八月水表读数。"), "{page}");
    assert_eq!(page.matches("<li class=\"ours\">").count(), 1, "{page}");
    let reason = sent("账单已由供水公司更正。");
    let form = format!("form={close}&act=close&outcome=source&reason={reason}");
    let answer = world.post(PAGE, &reviewer, &form).await;
    assert_eq!(answer.header("location"), "/bureau/findings/1?done=close");
    let page = world.get_as(&reviewer, PAGE).await.text();
    assert!(page.contains("比对数据有误") && !page.contains("<textarea"), "nothing is left to do: {page}");
}

#[tokio::test]
async fn what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let empty = world.post(PAGE, &reviewer, "act=ask&question=+").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains(r##"<a href="#f-question">要问的话：请填写"##), "{}", empty.text());
    let form = format!("act=close&outcome=lost&reason={}", sent("<b>好</b>"));
    let refused = world.post(PAGE, &reviewer, &form).await.text();
    assert!(refused.contains(r##"<a href="#f-outcome">结论：请选择"##), "{refused}");
    assert!(refused.contains("&lt;b") && !refused.contains("<b>好"), "{refused}");
}

#[tokio::test]
async fn a_refused_form_says_so_first_and_keeps_what_stands_beside_it() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let form = format!("act=close&reason={}&question={}", sent("读数已核对。"), sent("请说明八月用水。"));
    let refused = world.post(PAGE, &reviewer, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    let (summary, heading) = (html.find(r##"href="#f-outcome""##).unwrap(), html.find("<h1").unwrap());
    assert!(summary < heading, "what is wrong stands first: {html}");
    assert!(html.contains("读数已核对。</textarea>") && html.contains("请说明八月用水。</textarea>"), "{html}");
    let blank = world.post(PAGE, &reviewer, "act=close&question=").await.text();
    assert!(blank.contains("请核对并说明原因"), "the first question is written again: {blank}");
    assert_eq!(blank.matches("<form method=\"post\" class=\"sides\"").count(), 1, "{blank}");
}

#[tokio::test]
async fn the_bills_say_which_of_them_count() {
    let world = World::new().await;
    find_something(&world).await;
    let html = world.get_as(&world.signed_in(Role::Reviewer).await, PAGE).await.text();
    for words in ["计入合计", "21,300 立方米", r#"class="apart beyond""#] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert_eq!(html.matches("<small>计入</small>").count(), 3, "{html}");
}

#[tokio::test]
async fn a_case_that_was_begun_is_told_to_those_who_read_cases() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let page = world.get_as(&reviewer, PAGE).await;
    let form = format!("form={}&act=close&outcome=inspection&reason={}", key(&page, 0), sent("需要现场核实。"));
    assert_eq!(world.post(PAGE, &reviewer, &form).await.status, StatusCode::SEE_OTHER);
    let officer = world.signed_in(Role::Officer).await;
    let before = world.get_as(&officer, PAGE).await.text();
    assert!(before.contains("据此录入案件</a>") && !before.contains("立案"), "{before}");
    let case = "enterprise=91350100M000100Y43&finding=1&kind=evasion&acted_on=2026-10-10";
    let begun = world.post("/bureau/cases/new", &officer, case).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let after = world.get_as(&officer, PAGE).await.text();
    for words in ["已据此录入案件", r#"href="/bureau/cases/DH-2026-0124""#, "（待写完）", "另行录入案件</a>"]
    {
        assert!(after.contains(words), "{words}: {after}");
    }
    assert!(!world.get_as(&reviewer, PAGE).await.text().contains("DH-2026-0124"), "who reads no cases learns of none");
}

#[tokio::test]
async fn the_second_of_two_reviewers_is_told_and_keeps_the_words() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let page = world.get_as(&reviewer, PAGE).await;
    let other = world.get_as(&reviewer, PAGE).await;
    let first = format!("form={}&act=close&outcome=source&reason={}", key(&other, 0), sent("账单有误，已核对。"));
    assert_eq!(world.post(PAGE, &reviewer, &first).await.status, StatusCode::SEE_OTHER);
    let both = format!("question={}&reason={}", sent("请说明八月用水。"), sent("读数已核对。"));
    let second = format!("form={}&act=ask&{both}", key(&page, 0));
    let answer = world.post(PAGE, &reviewer, &second).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let html = answer.text();
    for words in ["有了下面的新情况", "账单有误，已核对。", "reviewer 甲", "请说明八月用水。", "读数已核对。"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[tokio::test]
async fn who_only_reads_sees_no_form_and_can_send_none() {
    let world = World::new().await;
    find_something(&world).await;
    for role in [Role::Officer, Role::Legal, Role::Branch, Role::Grid, Role::Auditor] {
        let cookie = world.signed_in(role).await;
        let page = world.get_as(&cookie, PAGE).await;
        assert_eq!(page.status, StatusCode::OK, "{role}");
        assert!(!page.text().contains("<textarea"), "{role}");
        let form = format!("act=close&outcome=justified&reason={}", sent("读数已核对。"));
        assert_eq!(world.post(PAGE, &cookie, &form).await.status, StatusCode::FORBIDDEN, "{role}");
    }
    let officer = world.signed_in(Role::Officer).await;
    assert!(!world.get_as(&officer, PAGE).await.text().contains("/bureau/cases/new"), "not inspected yet");
}

#[tokio::test]
async fn odd_addresses_get_a_page() {
    let world = World::new().await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    for (address, status) in [
        ("/bureau/findings/999", StatusCode::NOT_FOUND),
        ("/bureau/findings/x", StatusCode::NOT_FOUND),
        ("/bureau/findings?state=lost", StatusCode::BAD_REQUEST),
        ("/bureau/findings?page=99", StatusCode::OK),
        ("/bureau/findings?rule=%00&town=%27", StatusCode::OK),
    ] {
        let answer = world.get_as(&reviewer, address).await;
        assert_eq!(answer.status, status, "{address}");
        assert!(answer.text().contains("</html>"), "{address}");
    }
}

#[tokio::test]
async fn a_finding_is_not_closed_over_a_question_that_a_colleague_asked_meanwhile() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let page = world.get_as(&reviewer, PAGE).await;
    let ask = format!("form={}&act=ask&question={}", key(&page, 0), sent("请核对八月水表读数。"));
    let close = |page| format!("form={}&act=close&outcome=source&reason={}", key(page, 0), sent("账单有误，已核对。"));
    let stale = close(&page).replacen("form=", "form=0", 1);
    assert_eq!(world.post(PAGE, &reviewer, &ask).await.status, StatusCode::SEE_OTHER);
    let told = world.post(PAGE, &reviewer, &stale).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let html = told.text();
    for words in ["有了下面的新情况", "请核对八月水表读数。", "账单有误，已核对。</textarea>"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
    let again = world.post(PAGE, &reviewer, &close(&told)).await;
    assert_eq!(
        again.status,
        StatusCode::SEE_OTHER,
        "the page that tells it is the page to decide on: {}",
        again.text()
    );
}

#[tokio::test]
async fn an_outcome_that_has_not_happened_is_refused_at_its_field() {
    let world = World::new().await;
    find_something(&world).await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    for (outcome, words) in [("corrected", "没有提交过更正后的版本"), ("justified", "企业还没有说明过")]
    {
        let page = world.get_as(&reviewer, PAGE).await;
        let form = format!("form={}&act=close&outcome={outcome}&reason={}", key(&page, 0), sent("已核对无误。"));
        let refused = world.post(PAGE, &reviewer, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{outcome}");
        let html = refused.text();
        assert!(html.contains(words) && html.contains("已核对无误。</textarea>"), "{outcome}: {html}");
    }
}
