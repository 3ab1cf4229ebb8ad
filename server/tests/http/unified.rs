//! Signing in by a provider over HTTP: the way there, the way back, and each way in which it fails.

use axum::http::{Method, StatusCode};
use domain::{access::Role, time::MINUTE};
use server::http::{Settings, portal};
use services::accounts::second_factor::Policy;
use testing::{CREDIT_CODE, IdProvider, Lie, Lines};

use super::world::{Answer, World};

const PASSWORD: &str = "a+bench%27s+password";
const BEGIN: &str = "/sign-in/unified";
const BACK: &str = "/sign-in/unified/back";

/// A portal with a provider.
async fn with_provider(https: bool) -> (World, IdProvider) {
    let (world, provider) = (World::new().await, IdProvider::start().await);
    let ctx = world.bench.ctx.clone().with_oidc(Some(provider.known()));
    let mut settings = Settings::new(None, None).unwrap();
    settings.https = https;
    let router = portal(&ctx, &settings, &world.stop).unwrap();
    let mut world = World { router, ..world };
    world.bench.ctx = ctx;
    (world, provider)
}

/// The cookie of a name that an answer sets, as a browser sends it.
fn cookie(answer: &Answer, name: &str) -> String {
    let mut all = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let set = all.rfind(|set| set.starts_with(name)).unwrap_or_default();
    set.split(';').next().unwrap_or_default().to_owned()
}

/// Where the page goes on to.
fn door(page: &Answer) -> String {
    page.header("refresh").strip_prefix("0; url=").unwrap_or_default().to_owned()
}

/// A browser that was at the provider: its cookie, and where the provider sends it.
async fn visit(world: &World, provider: &IdProvider, form: &str) -> (String, String) {
    let page = world.post_bare(BEGIN, "", form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let (code, state) = provider.sign_in(&door(&page), world.bench.ctx.now());
    (cookie(&page, "unified="), format!("{BACK}?code={}&state={state}", code.replace(' ', "%20")))
}

async fn sign_in(world: &World, provider: &IdProvider, form: &str) -> Answer {
    let (cookie, address) = visit(world, provider, form).await;
    world.get_as(&cookie, &address).await
}

/// Links the account of a role by signing in once.
async fn link(world: &World, provider: &IdProvider, role: Role) -> Answer {
    world.bench.actor(role).await;
    let (cookie, address) = visit(world, provider, "").await;
    let waits = world.get_as(&cookie, &address).await;
    assert_eq!((waits.status, waits.header("location")), (StatusCode::SEE_OTHER, BEGIN), "{}", waits.text());
    let page = world.get_as(&cookie, BEGIN).await;
    assert!(page.text().contains("请绑定您的账户") && page.header("cache-control") == "no-store", "{}", page.text());
    world.post_bare("/sign-in/unified/link", &cookie, &format!("login={role}&password={PASSWORD}")).await
}

#[tokio::test]
async fn the_button_stands_where_a_provider_is_set_and_nowhere_else() {
    let (world, _provider) = with_provider(false).await;
    let page = world.get("/sign-in?next=%2Faccount").await.text();
    assert!(page.contains("action=\"/sign-in/unified\"") && page.contains("省统一身份认证登录"), "{page}");
    assert_eq!(page.matches("name=\"next\" value=\"/account\"").count(), 2, "both ways lead on");
    assert!(world.get("/sign-in?lang=en").await.text().contains("Sign in with the provincial identity"));
    let own = world.signed_in(Role::Reviewer).await;
    assert!(world.get_as(&own, "/account").await.text().contains("href=\"/account/unified\""));

    let without = World::new().await;
    assert!(!without.get("/sign-in").await.text().contains("unified"));
    let own = without.signed_in(Role::Reviewer).await;
    assert!(!without.get_as(&own, "/account").await.text().contains("unified"));
    for (method, address) in [(Method::POST, BEGIN), (Method::GET, BACK), (Method::GET, BEGIN)] {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
        assert_eq!(without.ask(method, address, &headers).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(without.get_as(&own, "/account/unified").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn somebody_goes_there_and_comes_back_to_where_they_wanted_to_go() {
    let (world, provider) = with_provider(false).await;
    let linked = link(&world, &provider, Role::Reviewer).await;
    assert_eq!((linked.status, linked.header("location")), (StatusCode::SEE_OTHER, "/bureau"), "{}", linked.text());
    assert!(cookie(&linked, "unified=").ends_with('='), "what the browser held is gone");
    assert_eq!(world.get_as(&cookie(&linked, "session="), "/account").await.status, StatusCode::OK);

    let page = world.post_bare(BEGIN, "", "next=%2Faccount%3Ftab%3D1").await;
    let set = page.headers.get_all("set-cookie").iter().find_map(|set| set.to_str().unwrap().strip_prefix("unified="));
    assert!(set.unwrap().ends_with("; Path=/; Max-Age=1200; HttpOnly; SameSite=Lax"), "{set:?}");
    assert_eq!(page.header("cache-control"), "no-store");
    // Forms go to the portal only, also on the page that goes on to another site.
    assert!(page.header("content-security-policy").contains("form-action 'self';"));
    assert!(page.text().contains("href=\"http://127.0.0.1:") && !page.text().contains("<script>"));
    let (code, state) = provider.sign_in(&door(&page), world.bench.ctx.now());
    let shown = format!("{}; {}", cookie(&page, "unified="), cookie(&linked, "session="));
    let back = world.get_as(&shown, &format!("{BACK}?code={}&state={state}", code.replace(' ', "+"))).await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, "/account?tab=1"), "{}", back.text());
    assert_eq!(world.get_as(&cookie(&back, "session="), "/account").await.status, StatusCode::OK);
    let earlier = world.get_as(&cookie(&linked, "session="), "/account").await;
    assert_eq!(earlier.status, StatusCode::SEE_OTHER, "the session that the browser showed has ended");

    for foreign in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let back = sign_in(&world, &provider, &format!("next={foreign}")).await;
        assert_eq!(back.header("location"), "/bureau", "{foreign}");
    }
    let forged = world.ask(Method::POST, BEGIN, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN, "another site begins nothing");
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_this_host() {
    let (world, _provider) = with_provider(true).await;
    let page = world.post_bare(BEGIN, "", "").await;
    let set = page.header("set-cookie");
    assert!(set.starts_with("__Host-unified=") && set.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{set}");
}

#[tokio::test]
async fn each_way_to_fail_has_a_page_with_a_way_on() {
    let (world, provider) = with_provider(false).await;
    link(&world, &provider, Role::Reviewer).await;
    let cases = [
        (Lie::Issuer, 502, "不是约定的平台出具", "does not come from the provider"),
        (Lie::Audience, 502, "不是出具给本门户", "meant for another site"),
        (Lie::Nonce, 502, "不是这一次登录的", "about another sign-in"),
        (Lie::Expired, 502, "不在有效期内", "not valid at this moment"),
        (Lie::Stranger, 502, "签名核验不通过", "signature of the answer"),
        (Lie::Refuses, 502, "没有认可这次登录", "did not accept this sign-in"),
        (Lie::Tokenless, 502, "回答有误", "answer is faulty"),
        (Lie::Broken, 503, "现在连不上", "cannot be reached now"),
    ];
    let (lines, [log, _second]) = Lines::heard();
    let _heard = tracing::dispatcher::set_default(&log);
    for (lie, status, zh, en) in cases {
        provider.lie(lie);
        for (lang, words) in [("zh", zh), ("en", en)] {
            let (own, address) = visit(&world, &provider, "").await;
            let page = world.get_as(&format!("{own}; lang={lang}"), &address).await;
            assert_eq!(page.status.as_u16(), status, "{lie:?}");
            let html = page.text();
            assert!(html.contains(words), "{lie:?}: {html}");
            assert!(
                html.contains("action=\"/sign-in/unified\"") && html.contains("href=\"/sign-in\""),
                "{lie:?}: {html}"
            );
            assert!(!html.contains("invalid_grant") && !html.contains("张三") && !html.contains("Traceback"), "{html}");
            assert_eq!(page.header("cache-control"), "no-store");
            assert_eq!(page.header("retry-after"), if status == 503 { "30" } else { "" });
            assert!(cookie(&page, "session=").is_empty(), "{lie:?}");
        }
    }
    let said = lines.text();
    assert!(said.contains("issuer is another one") && said.contains("invalid_grant"), "{said}");
    for secret in ["440000-0001", "张三", "code 1", "eyJ"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
}

#[tokio::test]
async fn a_browser_that_comes_back_wrong_is_told_how_to_begin_again() {
    let (world, provider) = with_provider(false).await;
    link(&world, &provider, Role::Reviewer).await;
    let (own, address) = visit(&world, &provider, "").await;
    let told = async |cookie: &str, address: &str, status: u16, words: &str| {
        let page = world.get_as(cookie, address).await;
        assert_eq!(page.status.as_u16(), status, "{address}");
        assert!(page.text().contains(words) && page.text().contains("action=\"/sign-in/unified\""), "{}", page.text());
    };
    told("", &address, 400, "不是在这个浏览器里开始的").await;
    let (other, _) = visit(&world, &provider, "").await;
    told(&other, &address, 400, "不是在这个浏览器里开始的").await;
    told(&own, BACK, 400, "不是在这个浏览器里开始的").await;
    assert_eq!(world.get_as(&own, &address).await.status, StatusCode::SEE_OTHER, "nothing of that used it up");
    told(&own, &address, 410, "这次登录已经结束").await;
    let (own, address) = visit(&world, &provider, "").await;
    let state = address.split("state=").nth(1).unwrap();
    told(&own, &format!("{BACK}?error=access_denied&error_description=x&state={state}"), 403, "没有确认您的身份").await;
    let (own, address) = visit(&world, &provider, "").await;
    world.bench.advance(10 * MINUTE);
    told(&own, &address, 410, "这次登录已经结束").await;
}

#[tokio::test]
async fn a_provider_that_is_down_leaves_the_password() {
    let (world, provider) = with_provider(false).await;
    world.bench.actor(Role::Reviewer).await;
    provider.stop();
    let page = world.post_bare(BEGIN, "", "").await;
    assert_eq!((page.status, page.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "30"), "{}", page.text());
    assert!(page.text().contains("现在连不上") && page.text().contains("href=\"/sign-in\""), "{}", page.text());
    let entered = world.post_bare("/sign-in", "", &format!("login=reviewer&password={PASSWORD}")).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_is_unknown_is_told_which_enterprise_it_is() {
    let (world, provider) = with_provider(false).await;
    world.bench.actor(Role::Certifier).await;
    world.bench.actor(Role::Reviewer).await;
    provider.claims("uscc", CREDIT_CODE);
    let (own, address) = visit(&world, &provider, "next=%2Ffiling%2F2026Q3").await;
    world.get_as(&own, &address).await;
    let page = world.get_as(&own, BEGIN).await.text();
    assert!(page.contains("平台表明您代表") && page.contains("请登录这家企业的账户"), "{page}");
    let send = async |form: &str| world.post_bare("/sign-in/unified/link", &own, form).await;
    let empty = send("login=&password=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = send("login=certifier&password=wrong").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("value=\"certifier\""), "nothing typed is lost");
    let other = send(&format!("login=reviewer&password={PASSWORD}")).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.text().contains("这个账户不属于平台表明的企业"), "{}", other.text());
    let linked = send(&format!("login=certifier&password={PASSWORD}")).await;
    assert_eq!((linked.status, linked.header("location")), (StatusCode::SEE_OTHER, "/filing/2026Q3"));
    let over = send(&format!("login=certifier&password={PASSWORD}")).await;
    assert_eq!(over.status, StatusCode::GONE);
    assert_eq!(world.get_as(&own, BEGIN).await.header("location"), "/sign-in");
}

#[tokio::test]
async fn an_account_is_linked_and_unlinked_on_its_own_page() {
    let (world, provider) = with_provider(false).await;
    let own = world.signed_in(Role::Officer).await;
    let page = world.get_as(&own, "/account/unified").await;
    assert!(page.text().contains("还没有绑定") && page.text().contains("action=\"/account/unified/link\""));
    let wrong = world.post("/account/unified/link", &own, "password=wrong").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begun = world.post("/account/unified/link", &own, &format!("password={PASSWORD}")).await;
    let (code, state) = provider.sign_in(&door(&begun), world.bench.ctx.now());
    let address = format!("{BACK}?code={}&state={state}", code.replace(' ', "%20"));
    let without = world.get_as(&cookie(&begun, "unified="), &address).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN);
    assert!(without.text().contains("已经退出登录") && without.text().contains("href=\"/account/unified\""));

    let begun = world.post("/account/unified/link", &own, &format!("password={PASSWORD}")).await;
    let (code, state) = provider.sign_in(&door(&begun), world.bench.ctx.now());
    let address = format!("{BACK}?code={}&state={state}", code.replace(' ', "%20"));
    let back = world.get_as(&format!("{}; {own}", cookie(&begun, "unified=")), &address).await;
    assert_eq!(back.header("location"), "/account/unified?done=linked", "{}", back.text());
    let page = world.get_as(&own, "/account/unified?done=linked").await.text();
    assert!(page.contains("已绑定。") && page.contains("action=\"/account/unified/unlink\""), "{page}");

    let admin = world.signed_in(Role::Admin).await;
    let one = world.get_as(&admin, "/bureau/accounts/1").await.text();
    assert!(one.contains(provider.issuer()) && one.contains("href=\"/bureau/accounts/1/unified\""), "{one}");
    assert!(!one.contains("440000-0001"), "who they are there is nobody's business");
    let form = world.get_as(&admin, "/bureau/accounts/1/unified").await.text();
    let key = form.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let send = async |reason: &str| {
        world.post("/bureau/accounts/1/unified", &admin, &format!("form={key}&reason={reason}")).await
    };
    assert_eq!(send("").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = send("%E7%BB%91%E5%AE%9A%E4%BA%86%E5%88%AB%E4%BA%BA").await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/bureau/accounts/1?unlinked=1"));
    assert_eq!(world.get_as(&own, "/account").await.status, StatusCode::SEE_OTHER, "signed out");
    let back = sign_in(&world, &provider, "").await;
    assert_eq!(back.header("location"), BEGIN, "unknown again");
}

#[tokio::test]
async fn whose_role_needs_a_second_factor_is_led_to_it() {
    let (world, provider) = with_provider(false).await;
    let ctx = world.bench.ctx.clone().with_second_factor(Policy::Required);
    let router = portal(&ctx, &Settings::new(None, None).unwrap(), &world.stop).unwrap();
    let world = World { router, ..world };
    let linked = link(&world, &provider, Role::Registrar).await;
    assert_eq!(linked.header("location"), "/account/second-factor");
    let back = sign_in(&world, &provider, "").await;
    assert_eq!(back.header("location"), "/account/second-factor", "nothing else is open");
    let own = cookie(&back, "session=");
    assert_eq!(world.get_as(&own, "/bureau").await.header("location"), "/account/second-factor");
}
