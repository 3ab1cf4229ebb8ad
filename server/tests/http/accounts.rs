//! The administrator's accounts over HTTP.

use axum::http::StatusCode;
use domain::access::Role;
use testing::{ACCOUNT_PASSWORD, CREDIT_CODE};

use super::world::{Answer, World};

const PASSWORD: &str = "first+password";

/// The hidden key of the form on a page.
fn key(page: &Answer) -> String {
    let html = page.text();
    html.split(r#"name="form" value=""#).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_account_is_opened_once_and_its_owner_signs_in() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let page = world.get_as(&admin, "/bureau/accounts/new").await;
    assert_eq!(page.status, StatusCode::OK);
    let form = format!(
        "form={}&login=zhou&name=%E5%91%A8&role=preparer&enterprise={CREDIT_CODE}&town=&email=&password={PASSWORD}",
        key(&page)
    );
    let (one, two) =
        tokio::join!(world.post("/bureau/accounts", &admin, &form), world.post("/bureau/accounts", &admin, &form));
    assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.text());
    assert_eq!(one.header("location"), two.header("location"));
    let account = world.get_as(&admin, one.header("location")).await;
    assert!(account.text().contains("账户已开通") && account.text().contains("澄溪永昼电镀厂"), "{}", account.text());
    let entered = world.post("/sign-in", "", &format!("login=zhou&password={PASSWORD}")).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/filing"));

    let changed = form.replace("login=zhou", "login=wu");
    let spent = world.post("/bureau/accounts", &admin, &changed).await;
    assert_eq!(spent.status, StatusCode::CONFLICT);
    assert!(spent.text().contains("此前已经提交过") && key(&spent) != key(&page), "{}", spent.text());
}

#[tokio::test]
async fn a_refused_form_says_what_is_wrong_and_keeps_all_but_the_password() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let form = "login=ADMIN&name=%3Cb%3E%E5%91%A8&role=branch&enterprise=123&town=&email=nowhere&password=short";
    let refused = world.post("/bureau/accounts", &admin, form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    for (field, words) in [
        ("login", "这个登录名已经有人使用"),
        ("enterprise", "这个角色属于生态环境局"),
        ("town", "请选择镇街"),
        ("email", "电子邮箱格式不对"),
        ("password", "密码至少要 10 个字"),
    ] {
        assert!(html.contains(&format!("id=\"f-{field}-error\" class=\"error\">{words}")), "{field}: {html}");
        assert!(
            html.contains(&format!("：{words}")) && html.contains(&format!("href=\"#f-{field}\">")),
            "{field}: {html}"
        );
    }
    assert!(html.contains(r#"value="ADMIN""#) && html.contains(r#"value="123""#), "{html}");
    assert!(html.contains(r#"<option value="branch" selected"#), "{html}");
    assert!(!html.contains(r#"value="short""#) && !html.contains("<b>周"), "{html}");
    let headers = [("cookie", &*format!("{admin}; lang=en")), ("sec-fetch-site", "same-origin"), FORM];
    let made_for = app::web::encode(&world.made_for(&admin).await.unwrap());
    let form = format!("{form}&made-for={made_for}");
    let english = world.send(axum::http::Method::POST, "/bureau/accounts", &headers, form.into()).await;
    assert!(english.text().contains("Choose a town"), "{}", english.text());
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_nobody_closes_their_own() {
    let world = World::new().await;
    let (admin, reviewer) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Reviewer).await);
    let (own, other) = ("/bureau/accounts/1/close", "/bureau/accounts/2/close");
    let ask = world.get_as(&admin, other).await;
    assert!(ask.text().contains("确认关闭账户") && ask.text().contains("reviewer 甲"), "{}", ask.text());
    assert_eq!(world.get_as(&reviewer, "/account").await.status, StatusCode::OK, "asking changes nothing");
    let closed = world.post(other, &admin, "").await;
    assert_eq!((closed.status, closed.header("location")), (StatusCode::SEE_OTHER, "/bureau/accounts/2?closed=1"));
    assert_eq!(world.get_as(&reviewer, "/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.post(other, &admin, "").await.status, StatusCode::SEE_OTHER, "once more does no harm");

    let refused = world.post(own, &admin, "").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("不能由自己关闭"), "{}", refused.text());
    assert_eq!(world.get_as(&admin, "/bureau/accounts/999").await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.post("/bureau/accounts/999/close", &admin, "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_ends_what_was_running() {
    let world = World::new().await;
    let (admin, reviewer) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Reviewer).await);
    let address = "/bureau/accounts/2/password";
    let short = world.post(address, &admin, "password=short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("密码至少要 10 个字") && !short.text().contains("short\""), "{}", short.text());
    assert_eq!(world.get_as(&reviewer, "/account").await.status, StatusCode::OK, "nothing has changed");
    let reset = world.post(address, &admin, "password=a+fresh+password").await;
    assert_eq!((reset.status, reset.header("location")), (StatusCode::SEE_OTHER, "/bureau/accounts/2?reset=1"));
    assert_eq!(world.get_as(&reviewer, "/account").await.status, StatusCode::SEE_OTHER);
    let sign_in =
        async |password: &str| world.post("/sign-in", "", &format!("login=reviewer&password={password}")).await;
    assert_eq!(sign_in(ACCOUNT_PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in("a+fresh+password").await.status, StatusCode::SEE_OTHER);
    let own = world.post("/bureau/accounts/1/password", &admin, "password=a+fresh+password").await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(own.text().contains("请到“我的账户”修改密码"), "{}", own.text());
    world.post("/bureau/accounts/2/close", &admin, "").await;
    assert_eq!(world.post(address, &admin, "password=another+fresh+one").await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn sessions_are_ended_and_said_to_be() {
    let world = World::new().await;
    let (admin, reviewer) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Reviewer).await);
    let before = world.get_as(&admin, "/bureau/accounts/2").await;
    assert!(before.text().contains("有 1 处登录"), "{}", before.text());
    let ended = world.post("/bureau/accounts/2/end-sessions", &admin, "").await;
    let after = world.get_as(&admin, ended.header("location")).await;
    assert!(after.text().contains("已退出 1 处登录") && after.text().contains("目前没有登录"), "{}", after.text());
    assert_eq!(world.get_as(&reviewer, "/account").await.status, StatusCode::SEE_OTHER);
}
