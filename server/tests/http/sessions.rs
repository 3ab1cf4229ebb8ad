//! Signing in and out over HTTP, and what must not work.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use domain::{access::Role, time::MINUTE};
use testing::{ACCOUNT_PASSWORD as PASSWORD, Lines};

use super::world::{Answer, World};

/// The form that signs the reviewer in.
fn credentials(password: &str) -> String {
    format!("login=reviewer&password={}", password.replace(' ', "+").replace('\'', "%27"))
}

/// The cookie that an answer sets.
fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_person_signs_in_works_and_signs_out() {
    let world = World::new().await;
    world.bench.actor(Role::Reviewer).await;
    let asked = world.get("/account?tab=1").await;
    assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/sign-in?next=%2Faccount%3Ftab%3D1"));
    let form = format!("{}&next=%2Faccount", credentials(PASSWORD));
    let entered = world.post("/sign-in", "", &form).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/account"));
    let set = entered.header("set-cookie").to_owned();
    assert!(set.starts_with("session=") && set.contains("; HttpOnly; SameSite=Lax"), "{set}");
    let mine = world.get_as(&cookie(&entered), "/account").await;
    assert_eq!((mine.status, mine.header("cache-control")), (StatusCode::OK, "private, no-cache"));
    assert!(mine.text().contains("reviewer 甲"), "{}", mine.text());
    let left = world.post("/sign-out", &cookie(&entered), "").await;
    assert_eq!((left.status, left.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(left.header("set-cookie").starts_with("session=;") && left.header("clear-site-data").contains("cache"));
    let after = world.get_as(&cookie(&entered), "/account").await;
    assert_eq!(after.status, StatusCode::SEE_OTHER, "a session after sign-out opens nothing");
}

#[tokio::test]
async fn who_signs_in_where_somebody_else_is_signed_in_ends_that_session() {
    let world = World::new().await;
    let first = world.signed_in(Role::Admin).await;
    world.bench.actor(Role::Reviewer).await;
    let entered = world.post("/sign-in", &first, &credentials(PASSWORD)).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert_eq!(world.get_as(&first, "/account").await.status, StatusCode::SEE_OTHER, "whoever has its cookie is out");
    assert_eq!(world.get_as(&cookie(&entered), "/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_this_host() {
    let world = World::with(|settings| settings.https = true).await;
    world.bench.actor(Role::Reviewer).await;
    let entered = world.post("/sign-in", "", &credentials(PASSWORD)).await;
    let set = entered.header("set-cookie");
    assert!(set.starts_with("__Host-session=") && set.ends_with("; Secure"), "{set}");
    let plain = cookie(&entered).replace("__Host-", "");
    assert_eq!(world.get_as(&plain, "/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.get_as(&cookie(&entered), "/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refusal_does_not_tell_which_part_was_wrong_and_gives_the_login_back() {
    let world = World::new().await;
    world.bench.actor(Role::Reviewer).await;
    let mut refusals = Vec::new();
    for form in [credentials("not the password"), credentials(PASSWORD).replace("reviewer", "nobody12")] {
        let refused = world.post("/sign-in", "", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.header("set-cookie"), "");
        refusals.push(refused.text().replace("nobody12", "reviewer"));
    }
    assert_eq!(refusals[0], refusals[1]);
    assert!(refusals[0].contains("登录名或密码不对") && refusals[0].contains(r#"value="reviewer""#));
    assert!(!refusals[0].contains("not the password"), "a password is never sent back");
    let empty = world.post("/sign-in", "", "login=&password=").await;
    assert!(empty.text().contains(">登录名：请填写<") && empty.text().contains(">密码：请填写<"));
}

#[tokio::test]
async fn guesses_are_throttled_with_a_word_about_when_to_try_again() {
    let world = World::new().await;
    world.bench.actor(Role::Reviewer).await;
    let mut last = None;
    for _ in 0..10 {
        let answer = world.post("/sign-in", "", &credentials("a guess at it")).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            last = Some(answer);
            break;
        }
    }
    let throttled = last.expect("ten guesses in a row are too many");
    let wait: u64 = throttled.header("retry-after").parse().unwrap();
    assert!(wait >= 1 && throttled.text().contains("尝试次数太多"), "{}", throttled.text());
    let right = world.post("/sign-in", "", &credentials(PASSWORD)).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS, "the right password waits as well");
    world.bench.advance(MINUTE);
    assert_eq!(world.post("/sign-in", "", &credentials(PASSWORD)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn another_site_can_neither_sign_anybody_in_nor_act_for_them() {
    let world = World::new().await;
    let session = world.signed_in(Role::Reviewer).await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")] {
        for address in ["/sign-in", "/account/sign-out-everywhere"] {
            let headers = [("cookie", session.as_str()), ("host", "mingjian.example"), (name, value)];
            let forged = world.ask(Method::POST, address, &headers).await;
            assert_eq!(forged.status, StatusCode::FORBIDDEN, "{address} {name}: {value}");
            assert!(forged.text().contains("不是从本网站发出的"), "{}", forged.text());
        }
    }
    let silent = world.ask(Method::POST, "/account/sign-out-everywhere", &[("cookie", &session)]).await;
    assert_eq!(silent.status, StatusCode::FORBIDDEN, "a cookie without a word about where it comes from");
    assert_eq!(world.get_as(&session, "/account").await.status, StatusCode::OK, "nothing has happened");
}

#[tokio::test]
async fn a_form_that_comes_after_the_session_can_be_sent_again() {
    let world = World::new().await;
    let session = world.signed_in(Role::Reviewer).await;
    let made_for = app::web::encode(&world.made_for(&session).await.unwrap());
    world.bench.advance(31 * MINUTE);
    let form = format!("old_password=secret1&note=%E7%AC%AC%E4%B8%80%E8%A1%8C%0A%3Cb%3E&made-for={made_for}");
    let ended = world.post_bare("/account/password", &session, &form).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    let page = ended.text();
    assert!(page.contains("没有丢") && page.contains("reviewer 甲") && !page.contains("secret1"), "{page}");
    let kept = page.split(r#"name="kept" value=""#).nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let encode = |text: &str| app::web::encode(text);
    let form = format!("{}&next=%2Faccount%2Fpassword&kept={}", credentials(PASSWORD), encode(&kept));
    let again = world.post("/sign-in", "", &form).await;
    assert_eq!(again.status, StatusCode::OK);
    let page = again.text();
    assert!(page.contains(r#"action="/account/password""#), "{page}");
    assert!(page.contains("第一行\n&lt;b&gt;"), "{page}");
    assert!(again.header("set-cookie").starts_with("session="));
}

#[tokio::test]
async fn the_way_after_signing_in_stays_inside_the_portal() {
    let world = World::new().await;
    world.bench.actor(Role::Reviewer).await;
    for next in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "%2Fsign-out"] {
        let entered = world.post("/sign-in", "", &format!("{}&next={next}", credentials(PASSWORD))).await;
        assert_eq!(entered.header("location"), "/bureau", "{next}");
    }
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let world = World::new().await;
    let (here, elsewhere) = (world.signed_in(Role::Reviewer).await, world.signed_in(Role::Reviewer).await);
    let old = PASSWORD.replace(' ', "+").replace('\'', "%27");
    let form =
        |old: &str, new: &str, again: &str| format!("old_password={old}&new_password={new}&again_password={again}");
    for (form, word) in [
        (form("wrong", "a+new+password", "a+new+password"), ">密码不对，没有办理"),
        (form(&old, "short", "short"), ">新密码：密码至少要 10 个字"),
        (form(&old, "a+new+password", "another+password"), "两次输入的新密码不一样"),
    ] {
        let refused = world.post("/account/password", &here, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{word}");
        assert!(refused.text().contains(word), "{word}");
    }
    let changed = world.post("/account/password", &here, &form(&old, "a+new+password", "a+new+password")).await;
    assert_eq!((changed.status, changed.header("location")), (StatusCode::SEE_OTHER, "/account?changed=1"));
    for ended in [&here, &elsewhere] {
        assert_eq!(world.get_as(ended, "/account").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(world.get_as(&cookie(&changed), "/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_of_a_megabyte_is_refused_in_words() {
    let world = World::new().await;
    let heavy = world.post("/sign-in", "", &format!("login={}", "a".repeat(1 << 20))).await;
    assert_eq!(heavy.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(heavy.text().contains("512 KB"), "{}", heavy.text());
    let garbage = world.ask(Method::POST, "/sign-in", &[("content-type", "text/plain")]).await;
    assert_eq!(garbage.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_locked_database_is_said_to_be_busy() {
    let world = World::new().await;
    let session = world.signed_in(Role::Reviewer).await;
    if world.bench.is_postgres() {
        return; // one writer at a time is SQLite's
    }
    let lock = world.bench.ctx.store.write().await.unwrap();
    let (lines, [log, _second]) = Lines::heard();
    let _heard = tracing::dispatcher::set_default(&log);
    let form = "form=k&word=%E5%8E%9F%E8%AF%9D&password=secret";
    let asked =
        tokio::time::timeout(Duration::from_secs(25), world.post("/account/sign-out-everywhere", &session, form));
    let answer = asked.await.expect("an answer, even if it says that there is none");
    drop(lock);
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.text());
    let html = answer.text();
    assert!(html.contains("数据库正忙") && html.contains(r#"action="/account/sign-out-everywhere""#), "{html}");
    assert!(html.contains(r#"name="word" value="原话""#) && !html.contains("secret"), "what was typed is kept: {html}");
    assert!(!answer.header("retry-after").is_empty());
    let log = lines.text();
    let told =
        log.lines().find(|line| line.contains("a page failed")).unwrap_or_else(|| panic!("not in the log: {log}"));
    assert!(told.contains("the database does not answer") && !told.contains("secret"), "{told}");
    assert_eq!(world.get_as(&session, "/account").await.status, StatusCode::OK);
}
