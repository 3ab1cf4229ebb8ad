//! Invitations and an enterprise's people over HTTP.

use axum::http::StatusCode;
use domain::access::Role;
use testing::CREDIT_CODE;

use super::world::{Answer, World};

const PASSWORDS: &str = "new_password=a+long+sentence&again_password=a+long+sentence";

/// The hidden key of the form on a page.
fn key(page: &Answer) -> String {
    page.text().split(r#"name="form" value=""#).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The code that a letter shows.
fn shown_code(page: &Answer) -> Option<String> {
    let html = page.text();
    Some(html.split("<strong class=\"code\">").nth(1)?.split('<').next()?.to_owned())
}

#[tokio::test]
async fn a_letter_is_printed_once_and_its_reader_opens_an_account() {
    let world = World::new().await;
    let cookie = world.signed_in(Role::Certifier).await;
    let form = world.get_as(&cookie, "/filing/people/new").await;
    assert!(!form.text().contains("name=\"enterprise\"") && !form.text().contains("value=\"officer\""));
    let sent = format!("form={}&name=%E5%91%A8&role=preparer&email=&last_day=", key(&form));
    let letter = world.post("/filing/people", &cookie, &sent).await;
    assert_eq!((letter.status, letter.header("cache-control")), (StatusCode::OK, "no-store"), "{}", letter.text());
    let code = shown_code(&letter).unwrap();
    assert!(letter.text().contains("/invitation</span>") && letter.text().contains("澄溪镇"));
    let again = world.post("/filing/people", &cookie, &sent).await;
    assert_eq!((again.status, shown_code(&again)), (StatusCode::CONFLICT, None));

    let page = world.get(&format!("/invitation?code={code}")).await;
    assert!(page.text().contains("澄溪永昼电镀厂") && page.header("cache-control") == "no-store");
    let bad = world.post_bare("/invitation", "", &format!("code={code}&login=x&new_password=short")).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let open = format!("code={code}&login=zhou&{PASSWORDS}");
    let opened = world.post_bare("/invitation", "", &open).await;
    assert_eq!((opened.status, opened.header("location")), (StatusCode::SEE_OTHER, "/invitation?opened=1"));
    let twice = world.post_bare("/invitation", "", &open).await;
    assert_eq!(twice.status, StatusCode::GONE);
    assert!(twice.text().contains("这个邀请已经用过"));
    let entered = world.post_bare("/sign-in", "", "login=zhou&password=a+long+sentence").await;
    assert_eq!(entered.header("location"), "/filing");

    let people = world.get_as(&cookie, "/filing/people").await;
    assert!(people.text().contains("zhou"));
    let id = people.text().split("/filing/people/").find_map(|part| part.split("/close").next()?.parse::<i64>().ok());
    let closed = world.post(&format!("/filing/people/{}/close", id.unwrap()), &cookie, "").await;
    assert_eq!(closed.header("location"), "/filing/people?done=closed");
    let refused = world.post_bare("/sign-in", "", "login=zhou&password=a+long+sentence").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_ended_and_what_never_was_is_told_in_a_sentence() {
    let world = World::new().await;
    let cookie = world.signed_in(Role::Admin).await;
    let form = world.get_as(&cookie, "/bureau/invitations/new").await;
    let sent = format!("form={}&name=%E5%91%A8&role=certifier&enterprise={CREDIT_CODE}&town=&email=", key(&form));
    let code = shown_code(&world.post("/bureau/invitations", &cookie, &sent).await).unwrap();
    let back = world.post("/bureau/invitations/1/revoke", &cookie, "").await;
    assert_eq!(back.header("location"), "/bureau/invitations?done=revoked");
    let over = world.get(&format!("/invitation?code={code}")).await;
    assert_eq!(over.status, StatusCode::GONE);
    assert!(over.text().contains("这个邀请已经失效"));
    let unknown = world.get("/invitation?code=AAAA-AAAA-AAAA-AAAA").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text().contains("没有这个邀请码"));
}

#[tokio::test]
async fn an_account_is_changed_from_its_page() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let officer = world.bench.actor(Role::Officer).await;
    let address = format!("/bureau/accounts/{}/change", officer.account_id);
    let page = world.get_as(&admin, &address).await;
    let seen = page.text().split(r#"name="seen" value=""#).nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(!page.text().contains("value=\"preparer\""), "nobody changes sides");
    let form = |key: &str, role: &str| format!("form={key}&seen={seen}&role={role}&town=&email=&last_day=2027-06-30");
    let changed = world.post(&address, &admin, &form(&key(&page), "reviewer")).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let shown = world.get_as(&admin, changed.header("location")).await.text();
    assert!(shown.contains("账户已变更") && shown.contains("2027") && shown.contains("审核"), "{shown}");
    let late = world.post(&address, &admin, &form(&key(&world.get_as(&admin, &address).await), "legal")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("另一位管理员变更了这个账户"));
}
