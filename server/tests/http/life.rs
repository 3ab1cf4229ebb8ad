//! Enterprises and loggers in trial, closed ones, and those that were registered anew, over HTTP.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use domain::{access::Role, time::Stamp};
use entities::{declaration, device, enterprise, former_identity, measurement, violation_case};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use services::monitoring;
use tower::ServiceExt as _;

use super::{
    roles::filled,
    world::{WORKS, World},
};

const CODE: &str = "91350100M000100Y43";
const NAMES: [&str; 3] = ["澄溪永昼电镀厂", "永昼", "Yongzhou"];
const CASE: &str = "/cases/DH-2026-0123";
const NEW: &str = "91441900MA0FC0001K";

/// The works in trial, without the case that would name it: what was decided is public whatever the works are.
async fn in_trial() -> World {
    let world = World::new().await;
    let tx = world.bench.ctx.store.write().await.unwrap();
    violation_case::Entity::delete_many().exec(&tx).await.unwrap();
    enterprise::ActiveModel { id: Set(1), public_from: Set(None), ..Default::default() }.update(&tx).await.unwrap();
    let filed = declaration::ActiveModel {
        enterprise_id: Set(1),
        quarter: Set("2026Q3".parse().unwrap()),
        status: Set(domain::declaration::DeclarationStatus::Submitted),
        draft: Set("{}".to_owned()),
        draft_revision: Set(1),
        updated_at: Set(Stamp(0)),
        ..Default::default()
    };
    filed.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    world.bench.refresh().await;
    world
}

/// Whoever is not signed in finds nothing of works in trial, whatever is asked: each page that the router knows, each
/// address of the interface, and the searches for its code, its name and its place.
#[tokio::test]
async fn no_public_address_names_an_enterprise_in_trial() {
    let world = in_trial().await;
    let pages = app::pages::routes();
    let pages = pages.addresses().iter().map(|address| filled(address));
    let described = server::rest::openapi();
    let interface = described.paths.paths.keys().filter(|path| *path != "/live");
    let interface = interface.map(|path| filled(&format!("/api/v1{path}")));
    let asked = [
        "/enterprises?q=%E6%B0%B8%E6%98%BC".to_owned(),
        format!("/enterprises?q={CODE}"),
        "/enterprises?town=441900101".to_owned(),
        "/map?town=441900101".to_owned(),
        "/enterprises?industry=33".to_owned(),
        "/api/v1/enterprises?q=yongzhou".to_owned(),
        "/api/v1/enterprises.csv?q=yongzhou".to_owned(),
        "/api/v1/declarations?quarter=2026Q3".to_owned(),
        "/api/v1/declarations.csv?quarter=2026Q3".to_owned(),
        format!("/api/v1/exceedances?enterprise={CODE}"),
        "/api/v1/exceedances.csv".to_owned(),
        format!("/api/v1/declarations?enterprise={CODE}"),
        format!("/api/v1/live?enterprise={CODE}"),
        format!("/tip?enterprise={CODE}"),
        "/robots.txt".to_owned(),
        "/api/v1/openapi.json".to_owned(),
    ];
    let mut looked_at = 0;
    for address in pages.chain(interface).chain(asked) {
        for lang in ["zh", "en"] {
            let sign = if address.contains('?') { '&' } else { '?' };
            let address =
                if address.starts_with("/api") { address.clone() } else { format!("{address}{sign}lang={lang}") };
            let answer = world.get(&address).await;
            let text = answer.text();
            // A search says back what was searched for.
            let says_back = |name: &&str| address.contains("q=%E6%B0%B8%E6%98%BC") && *name == "永昼";
            let named = NAMES.into_iter().filter(|name| !says_back(name)).find(|name| text.contains(*name));
            assert_eq!(named, None, "{address}: {text}");
            // What was asked for may be said back, as any code is; what is there of it may not. The examples of the
            // description name the works of all tests.
            let is_said_back = address.contains(CODE) || address.contains("openapi.json");
            assert!(is_said_back || !text.contains(CODE), "{address}: {text}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 150, "{looked_at}");
    for address in [
        format!("/enterprises/{CODE}"),
        format!("/enterprises/{CODE}/outlets/DW001"),
        format!("/screen/{CODE}"),
        WORKS.to_owned(),
        format!("{WORKS}/latest"),
        format!("{WORKS}/latest.csv"),
        format!("{WORKS}/outlets/DW001/measurements"),
        format!("{WORKS}/outlets/DW001/measurements.csv"),
        format!("{WORKS}/outlets/DW001/means"),
        format!("{WORKS}/outlets/DW001/means.csv"),
        format!("/api/v1/declarations?enterprise={CODE}"),
        format!("/api/v1/live?enterprise={CODE}"),
    ] {
        let trial = world.get(&address).await;
        assert_eq!(trial.status, StatusCode::NOT_FOUND, "{address}");
        // It is answered as one that does not exist.
        let nobody = world.get(&address.replace(CODE, "91441900MA0FC0003R")).await;
        let same = |text: String| text.replace(CODE, "…").replace("91441900MA0FC0003R", "…");
        assert_eq!(same(trial.text()).len(), same(nobody.text()).len(), "{address}");
    }
    let found = world.get("/api/v1/enterprises").await.json();
    assert_eq!(found["total"], 0);
    assert_eq!(world.get("/api/v1/declarations").await.json()["total"], 0);
    // The bureau sees it, and that it is in trial.
    let officer = world.signed_in(Role::Officer).await;
    let file = world.get_as(&officer, &format!("/bureau/enterprises/{CODE}")).await.text();
    assert!(file.contains(NAMES[0]) && file.contains("试运行"), "{file}");
    let list = world.get_as(&officer, "/bureau/enterprises").await.text();
    assert!(list.contains(NAMES[0]) && list.contains("试运行"), "{list}");
    let own = world.signed_in(Role::Preparer).await;
    let filing = world.get_as(&own, "/filing").await.text();
    assert!(filing.contains("试运行：本企业的数据目前只有生态环境部门和本企业看得到。"), "{filing}");
}

/// What was decided is public whatever the works are; it names them and leads to none of their pages, for there is none.
#[tokio::test]
async fn a_case_against_an_enterprise_in_trial_leads_to_no_page_of_it() {
    let world = World::new().await;
    let named = [world.get("/").await.text(), world.get(CASE).await.text()];
    let address = format!("href=\"/enterprises/{CODE}\"");
    assert!(named.iter().all(|page| page.contains(NAMES[0]) && page.contains(&address)), "{named:?}");
    let tx = world.bench.ctx.store.write().await.unwrap();
    enterprise::ActiveModel { id: Set(1), public_from: Set(None), ..Default::default() }.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    world.bench.refresh().await;
    let named = [world.get("/?lang=zh").await.text(), world.get(&format!("{CASE}?lang=zh")).await.text()];
    assert!(named.iter().all(|page| page.contains(NAMES[0]) && !page.contains(&address)), "{named:?}");
}

/// The logger is being tried out: the works are public, its values are not.
#[tokio::test]
async fn a_logger_in_trial_shows_no_value_and_says_so() {
    let world = World::new().await;
    let tx = world.bench.ctx.store.write().await.unwrap();
    device::ActiveModel { id: Set(1), public_from: Set(None), ..Default::default() }.update(&tx).await.unwrap();
    measurement::Entity::delete_many().exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    world.bench.refresh().await;
    monitoring::restore(&world.bench.ctx).await.unwrap();
    // What it sends now is told to the live board as it comes.
    let registry = world.bench.ctx.registry().device(testing::MN).unwrap();
    assert!(!registry.shows(world.bench.ctx.now()));
    for (address, words) in [
        (format!("/enterprises/{CODE}/outlets/DW001"), "这里的自动监测设备正在试运行，数据暂不公开。"),
        (format!("/enterprises/{CODE}"), "这家企业的自动监测设备正在试运行，数据暂不公开。"),
        (format!("/screen/{CODE}"), "这家企业的自动监测设备正在试运行，数据暂不公开。"),
    ] {
        let page = world.get(&address).await.text();
        assert!(page.contains(words) && !page.contains("没有安装自动监测设备"), "{address}: {page}");
    }
    let told = world.get(WORKS).await.json();
    assert_eq!((&told["monitoring"], &told["outlets"][0]["tried_out"]), (&"trial".into(), &true.into()));
    let list = world.get("/enterprises").await.text();
    assert!(list.contains("试运行"), "{list}");
}

/// The registrar opens the works by hand: the page says how it stands, what is wrong, and what was done.
#[tokio::test]
async fn the_registrar_opens_and_closes_by_hand() {
    let world = in_trial().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let address = "/bureau/register/rows/enterprises/1/open";
    let page = world.get_as(&registrar, address).await.text();
    assert!(page.contains("现在是试运行") && page.contains("从哪天起公开"), "{page}");
    let field = |page: &str, name: &str| {
        let value = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        app::web::encode(value.split('"').next().unwrap())
    };
    let form = |page: &str, day: &str, reason: &str| {
        format!("form={}&seen={}&day={day}&reason={reason}", field(page, "form"), field(page, "seen"))
    };
    let past = world.post(address, &registrar, &form(&page, "2026-11-01", "ok")).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(past.text().contains("试运行期间的数据不对外公开"), "{}", past.text());
    let missing = world.post(address, &registrar, &form(&page, "2026-11-22", "")).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = world.post(address, &registrar, &form(&page, "2026-11-22", "ok")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(world.get(&format!("/enterprises/{CODE}")).await.status, StatusCode::OK);
    let page = world.get_as(&registrar, address).await.text();
    assert!(page.contains("起已对外公开") && !page.contains("name=\"day\""), "{page}");

    let address = "/bureau/register/rows/outlets/1/close";
    let page = world.get_as(&registrar, address).await.text();
    assert!(page.contains("不再接收"), "{page}");
    let done = world.post(address, &registrar, &form(&page, "2026-11-20", "ok")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let outlet = world.get(&format!("/enterprises/{CODE}/outlets/DW001")).await.text();
    assert!(outlet.contains("这个排放口2026年11月20日起关闭"), "{outlet}");
    let file = world.get_as(&registrar, &format!("/bureau/register/of/{CODE}")).await.text();
    assert!(file.contains("关闭日期") && file.contains("2026-11-20"), "{file}");
    // Limits are neither opened nor closed.
    let none = world.get_as(&registrar, "/bureau/register/rows/limits/1/open").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_old_code_leads_to_the_new_one() {
    let world = World::new().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let address = format!("/bureau/register/of/{CODE}/identity");
    let page = world.get_as(&registrar, &address).await.text();
    let field = |name: &str| {
        let value = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        app::web::encode(value.split('"').next().unwrap())
    };
    let name = app::web::encode("样溪电镀厂");
    let form = |code: &str, from: &str| {
        format!(
            "form={}&seen={}&credit_code={code}&name={name}&name_en=&from={from}&reason=ok",
            field("form"),
            field("seen")
        )
    };
    let wrong = world.post(&address, &registrar, &form("123", "2026-11-30")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = world.post(&address, &registrar, &form(NEW, "2026-11-01")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(done.header("location"), format!("/bureau/register/of/{NEW}?done=entered"));
    let before = former_identity::Entity::find().all(world.bench.ctx.store.read()).await.unwrap();
    assert_eq!(before.len(), 2);
    for (asked, want) in [
        (format!("/enterprises/{CODE}"), format!("/enterprises/{NEW}")),
        (format!("/enterprises/{CODE}?lang=en"), format!("/enterprises/{NEW}?lang=en")),
        (format!("/enterprises/{CODE}/outlets/DW001"), format!("/enterprises/{NEW}/outlets/DW001")),
        (format!("/screen/{CODE}"), format!("/screen/{NEW}")),
        (WORKS.to_owned(), format!("/api/v1/enterprises/{NEW}")),
        (format!("{WORKS}/latest.csv"), format!("/api/v1/enterprises/{NEW}/latest.csv")),
    ] {
        let answer = world.get(&asked).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{asked}");
        assert_eq!(answer.header("location"), want);
        assert_eq!(world.get(&want).await.status, StatusCode::OK, "{want}");
    }
    let page = world.get(&format!("/enterprises/{NEW}")).await.text();
    assert!(page.contains("原名") && page.contains(NAMES[0]) && page.contains(CODE), "{page}");
    let found = world.get("/enterprises?q=%E6%B0%B8%E6%98%BC").await.text();
    assert!(found.contains("样溪电镀厂"), "{found}");
    let told = world.get(&format!("/api/v1/enterprises/{NEW}")).await.json();
    assert_eq!(told["former"][0]["said"], NAMES[0]);
    let latest = world.get(&format!("/api/v1/enterprises/{NEW}/latest")).await.json();
    assert_eq!(latest["items"][0]["enterprise"], NEW, "{latest}");
    let live = Request::get(format!("/api/v1/live?enterprise={CODE}")).body(Body::empty()).unwrap();
    assert_eq!(world.router.clone().oneshot(live).await.unwrap().status(), StatusCode::OK);
    assert_eq!(
        world.ask(Method::POST, &format!("/enterprises/{CODE}"), &[]).await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}
