//! How people and programs write addresses, and what nobody types.

use std::collections::{BTreeMap, HashMap, HashSet};

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use chrono::NaiveDate;
use domain::{
    access::{Role, Scope, Scopes},
    input::Read,
    sheet::{Kind, columns},
};
use serde_json::{Value, json};
use services::{
    FormKey,
    api_tokens::{NewToken, Title, create},
};
use testing::{ACCOUNT_PASSWORD, CREDIT_CODE, MN};

use super::{
    roles::{asked_with, filled, taken},
    upload,
    world::World,
};

/// The password of every account, as a form sends it.
const PASSWORD: &str = "a+bench%27s+password";

#[tokio::test]
async fn a_stroke_or_a_small_letter_leads_to_the_page() {
    let world = World::new().await;
    for (asked, one) in [
        ("/tip/", "/tip"),
        ("/enterprises/?q=a", "/enterprises?q=a"),
        ("/api/v1/enterprises/", "/api/v1/enterprises"),
        ("/api/v1/enterprises/91350100m000100y43", "/api/v1/enterprises/91350100M000100Y43"),
        ("/enterprises/91350100m000100y43/outlets/dw001", "/enterprises/91350100M000100Y43/outlets/DW001"),
        ("//tip/", "/tip"),
        // Where the router takes the word for a parameter.
        ("/filing/FINDINGS", "/filing/findings"),
        ("/bureau/cases/NEW?finding=1", "/bureau/cases/new?finding=1"),
    ] {
        let led = world.get(asked).await;
        assert_eq!((led.status, led.header("location")), (StatusCode::PERMANENT_REDIRECT, one), "{asked}");
    }
    let form = world.ask(Method::POST, "/api/v1/tips/", &[("content-type", "application/json")]).await;
    assert_eq!((form.status, form.header("location")), (StatusCode::PERMANENT_REDIRECT, "/api/v1/tips"));
    assert_eq!(world.get("/enterprises/91350100M000100Y43").await.status, StatusCode::OK);
    assert_eq!(world.get("//evil.example/").await.status, StatusCode::NOT_FOUND);
}

/// Every address with every parameter of the path replaced, and with every parameter of the query that any page knows.
/// SQLite bears a NUL; PostgreSQL refuses it, and answered with a failure of the portal. One half of a pair is no text at all.
#[tokio::test(flavor = "multi_thread")]
async fn a_nul_is_nowhere_a_failure_of_the_portal() {
    let world = World::new().await;
    let mut cookies = Vec::new();
    for role in
        [Role::Admin, Role::Intake, Role::Reviewer, Role::Officer, Role::Custodian, Role::Auditor, Role::Preparer]
    {
        cookies.push(world.signed_in(role).await);
    }
    asked_with_in_addresses(&world, "%00", &cookies).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_character_is_nowhere_a_failure_of_the_portal() {
    let world = World::new().await;
    let cookies = [world.signed_in(Role::Admin).await, world.signed_in(Role::Certifier).await];
    asked_with_in_addresses(&world, HALF, &cookies).await;
    // Whatever it is sent to, it is no address: also where something would take it.
    for (method, address) in [(Method::POST, "/api/v1/feeds/{}"), (Method::PUT, "/api/v1/declarations/{}")] {
        let answer = world.ask(method, &address.replace("{}", HALF), &[]).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::NOT_FOUND, "application/json"));
    }
}

async fn asked_with_in_addresses(world: &World, odd: &str, cookies: &[String]) {
    const QUERY: &str = "q={}&town={}a&industry={}&class={}&page={}&show={}&number={}&state={}&severity={}&rule={}\
                         &enterprise={}&pollutant={}&interval={}&from={}&to={}&as_of={}&cursor={}&who={}&act={}\
                         &day={}&role={}&stage={}&kind={}&quarter={}&lang={}&mode={}&before={}&done={}&filter={}";
    let query = QUERY.replace("{}", odd);
    let pages = app::pages::routes();
    let pages = pages.addresses().iter().map(|address| (*address).to_owned());
    let interface = server::rest::openapi();
    let interface = interface.paths.paths.keys().filter(|path| *path != "/live").map(|path| format!("/api/v1{path}"));
    for address in pages.chain(interface) {
        let whole = filled(&address);
        for cookie in cookies {
            let answer = world.get_as(cookie, &format!("{whole}?{query}")).await;
            assert!(!answer.status.is_server_error(), "{whole}: {}", answer.status);
        }
        for (at, _) in address.match_indices('{') {
            let (before, after) = (&address[..at], address[at..].split_once('}').map_or("", |(_, after)| after));
            let asked = format!("{}{odd}{}", filled(before), filled(after));
            for cookie in cookies {
                let answer = world.get_as(cookie, &asked).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{asked}");
                assert!(!answer.text().contains(odd), "{asked}");
            }
        }
    }
}

/// What stands for one half of a pair of UTF-16 in an address or a form.
const HALF: &str = "%ED%A0%80";

/// What can be meant by the fields of the portal's forms, so that whoever takes one comes as far as the database with it. Those of
/// the register's tables and of the site are added by themselves.
const MEANT: &[(&str, &str)] = &[
    ("acted_on", "2026-08-10"),
    ("acted_until", "2026-08-11"),
    ("address", "一路1号"),
    ("again_password", "another long password"),
    ("analyser", "w20121"),
    ("answer", "已经核对，读数有误。"),
    ("apart_reason", "不是同一家单位"),
    ("authority", "示范市生态环境局"),
    ("averaging", "日均值"),
    ("basis", "第一百条"),
    ("breached", "第九十九条"),
    ("by", "1"),
    ("capacity", "5"),
    ("case_no", "DH-2026-0999"),
    ("class", "重点管理"),
    ("code", "DW009"),
    ("company", "某公司"),
    ("contact", "13800000000"),
    ("credit_code", "91350100M000100Y43"),
    ("day", "2026-11-22"),
    ("decided_on", "2026-09-20"),
    ("discharge", "直接排放"),
    ("discretion", "裁量说明"),
    ("document_no", "示环罚字〔2026〕9号"),
    ("drop", "1"),
    ("duty", "主要负责人"),
    ("edition", "2017"),
    ("email", "a@example.com"),
    ("ended_at", "2026-11-20T10:00"),
    ("enterprise", "91350100M000100Y43"),
    ("facts", "总镍超标"),
    ("far", "1"),
    ("feed", "用电"),
    ("finding", "1"),
    ("fine", "1000"),
    ("form", "x"),
    ("found_on", "2026-08-09"),
    ("from", "2026-11-20"),
    ("gravity", "ordinary"),
    ("gravity_basis", "依据"),
    ("ground", "other"),
    ("happened_on", "2026-11-20"),
    ("held_reason", "核实后公开"),
    ("high", "9"),
    ("id", "1"),
    ("industry", "3360"),
    ("installed_on", "2024-01-01"),
    ("kept", "1"),
    ("kind", "power"),
    ("last_day", "2026-12-22"),
    ("lat", "22.9"),
    ("lift_reason", "案件已结"),
    ("lng", "113.8"),
    ("login", "somebody"),
    ("measures", "fine"),
    ("mn", "441900A8900016F000169DC1"),
    ("month", "2026-07"),
    ("name", "某人"),
    ("name_en", "Somebody"),
    ("new_password", "another long password"),
    ("next", "/bureau"),
    ("note", "备注"),
    ("number", "0310000000009"),
    ("other", "91441900MA0FC0001K"),
    ("outcome", "source"),
    ("outlet", "DW001"),
    ("over_time", "10"),
    ("password_reason", "装机"),
    ("past", "1"),
    ("permit_to", "2030-12-31"),
    ("phone", "13800000000"),
    ("place", "一路口"),
    ("pollutant", "w20121"),
    ("position", "22.9,113.8"),
    ("process", "化学沉淀"),
    ("progress", "closed"),
    ("quantity", "5"),
    ("question", "请核对八月水表读数。"),
    ("re_count", "60"),
    ("realtime_seconds", "60"),
    ("reason", "核实后的理由"),
    ("rectification", "已经整改"),
    ("returned_on", "2026-10-01"),
    ("revision", "1"),
    ("role", "reviewer"),
    ("scopes-power", "1"),
    ("seal_reason", "换章"),
    ("seen", "open.0"),
    ("share", "30"),
    ("source", "排污许可证"),
    ("statement", "陈述申辩"),
    ("stays", "91441900MA0FC0001K"),
    ("steps", "1"),
    ("sure", "1"),
    ("switch_reason", "允许反控"),
    ("text", "夜里排黑水"),
    ("to", "2026-11-21"),
    ("town", "441900101"),
    ("transferred_on", "2026-10-01"),
    ("treatment", "TW001"),
    ("truth", "1"),
    ("unit", "kWh"),
    ("valid_from", "2026-01-01"),
    ("when", "2026-11-20"),
    ("withdrawal", "lapsed"),
    ("withdrawal_reason", "已经撤销"),
    ("words", "对公众的说明"),
];

/// A form with every field that any form of the portal has, each beginning with something odd, but for the passwords.
fn every_field(odd: &str, passwords: &str) -> String {
    let mut all: BTreeMap<&str, &str> = domain::site::FIELDS.iter().map(|field| (*field, "x")).collect();
    all.extend(Kind::REGISTER.iter().flat_map(|kind| columns(*kind)).map(|column| (column.field, "1")));
    all.extend(MEANT.iter().copied());
    // They are taken as they are.
    all.retain(|name, _| *name != "password" && *name != "old_password");
    let pairs = all.iter().map(|(name, value)| format!("{name}={odd}{}", app::web::encode(value)));
    let passwords = ["password", "old_password"].map(|name| format!("{name}={passwords}"));
    pairs.chain(passwords).collect::<Vec<_>>().join("&")
}

/// An address with what stands for its parameters: of tables of the register each, and rows that are there, but for accounts and
/// for what closes something for good.
fn there(address: &str) -> Vec<String> {
    let is_kept = address.contains("/accounts/") || address.contains("/people/") || address.ends_with("/close");
    let address = if is_kept { address.to_owned() } else { address.replace("{id}", "1").replace("{mn}", MN) };
    if !address.contains("/rows/{kind}") {
        return vec![filled(&address)];
    }
    Kind::REGISTER.iter().map(|kind| filled(&address.replace("{kind}", kind.as_str()))).collect()
}

/// Who sends forms, those first who may most.
const SENDERS: [Role; 14] = [
    Role::Admin,
    Role::Registrar,
    Role::Certifier,
    Role::Reviewer,
    Role::Officer,
    Role::Legal,
    Role::Publisher,
    Role::Intake,
    Role::Custodian,
    Role::Preparer,
    Role::Consultant,
    Role::Branch,
    Role::Grid,
    Role::Auditor,
];

/// The session of a role, and what its forms say of whom they were made for.
async fn sender(world: &World, role: Role) -> (String, String) {
    let cookie = world.signed_in(role).await;
    let made_for = world.made_for(&cookie).await.unwrap();
    (cookie, format!("&made-for={}", app::web::encode(&made_for)))
}

/// Every address that takes a form, every field of every form, by the first who may send it.
#[tokio::test(flavor = "multi_thread")]
async fn a_nul_in_a_form_is_nowhere_a_failure_of_the_portal() {
    let world = World::new().await;
    let mut sessions = HashMap::new();
    for role in SENDERS {
        sessions.insert(role, sender(&world, role).await);
    }
    let (mut sent, mut taken_by) = (0, HashSet::new());
    for address in app::pages::routes().addresses() {
        for asked in there(address) {
            if !taken(&world, &asked).await.contains(&Method::POST) {
                continue;
            }
            // Another password would be somebody's from then on.
            let password = if asked == "/account/password" { "%00" } else { PASSWORD };
            'roles: for role in SENDERS {
                for act in ["ask", "settle", "save", "report"] {
                    let form = format!("act={act}&{}", every_field("%00", password).replace("act=x&", ""));
                    let (cookie, made_for) = &sessions[&role];
                    let mut answer = world.post_bare(&asked, cookie, &format!("{form}{made_for}")).await;
                    if [StatusCode::UNAUTHORIZED, StatusCode::PRECONDITION_FAILED].contains(&answer.status) {
                        // The form before has ended the session.
                        sessions.insert(role, sender(&world, role).await);
                        let (cookie, made_for) = &sessions[&role];
                        answer = world.post_bare(&asked, cookie, &format!("{form}{made_for}")).await;
                    }
                    assert!(!answer.status.is_server_error(), "{asked} by {role}: {}", answer.status);
                    if answer.status == StatusCode::FORBIDDEN {
                        continue 'roles;
                    }
                    sent += 1;
                    if asked == "/account/password" {
                        break;
                    }
                }
                taken_by.insert(role);
                break;
            }
        }
    }
    assert!(sent > 300 && taken_by.len() >= 4, "{sent} forms were looked at, of {taken_by:?}");
}

/// What is no text is refused before anybody reads it, and is not kept as something else.
#[tokio::test(flavor = "multi_thread")]
async fn half_a_character_in_a_form_is_refused() {
    let world = World::new().await;
    let (cookie, made_for) = sender(&world, Role::Admin).await;
    let mut forms = 0;
    for address in app::pages::routes().addresses() {
        let asked = filled(address);
        if !taken(&world, &asked).await.contains(&Method::POST) {
            continue;
        }
        forms += 1;
        let answer = world.post_bare(&asked, &cookie, &format!("{}{made_for}", every_field(HALF, HALF))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{asked}");
        let page = answer.text();
        assert!(page.contains("<h1") && !page.contains('\u{fffd}') && !page.contains(HALF), "{asked}: {page}");
    }
    assert!(forms > 60, "{forms} forms");
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
    let bytes = Body::from(&b"login=\xffadmin&password=x"[..]);
    assert_eq!(world.send(Method::POST, "/sign-in", &headers, bytes).await.status, StatusCode::BAD_REQUEST);
}

/// In JSON: what people send, what islands ask, and what programs deliver.
#[tokio::test(flavor = "multi_thread")]
async fn a_nul_or_half_a_character_in_json_is_nowhere_a_failure_of_the_portal() {
    let world = World::new().await;
    let kind = [("content-type", "application/json")];
    for odd in [r"\ud800", r"\udc00\ud800", r"\ud800x"] {
        for field in ["text", "town", "company", "enterprise"] {
            let body = json!({ "text": "夜里排黑水", field: "a~b" }).to_string().replace('~', odd);
            let refused = world.send(Method::POST, "/api/v1/tips", &kind, Body::from(body)).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{field}: {}", refused.text());
            assert_eq!(refused.json()["error"]["code"], "invalid_json", "{}", refused.text());
        }
    }
    let nul = r#"{"text":"a\u0000b","town":"\u0000","company":"\u0000","enterprise":"\u0000"}"#;
    let refused = world.send(Method::POST, "/api/v1/tips", &kind, Body::from(nul)).await;
    assert!(!refused.status.is_server_error(), "{}", refused.text());

    let cookie = world.signed_in(Role::Preparer).await;
    let made_for = world.made_for(&cookie).await.unwrap();
    for function in app::web::functions::addresses() {
        for odd in [r"\ud800", r"\u0000"] {
            let sent = asked_with(function);
            assert!(sent.contains("2026Q3"), "{function} is asked with no text: {sent}");
            let answer =
                world.call(function, &cookie, &made_for, sent.replace("2026Q3", &format!("2026Q3{odd}"))).await;
            assert!(answer.status.is_client_error(), "{function} with {odd}: {}", answer.text());
        }
    }
}

/// A token for something, in the name of somebody who may make it.
async fn token(world: &World, role: Role, scopes: impl IntoIterator<Item = Scope>) -> String {
    let actor = world.bench.actor(role).await;
    let last_day: NaiveDate = "2027-11-22".parse().unwrap();
    let new = NewToken { name: Title::read("程序").unwrap(), scopes: Scopes::of(scopes), last_day };
    let made = create(&world.bench.ctx, &actor, &FormKey::generate(), ACCOUNT_PASSWORD, new).await.unwrap();
    format!("Bearer {}", made.token.expose())
}

/// The places of all texts in a value, and of what is not there.
fn texts(value: &Value, at: &str, into: &mut Vec<String>) {
    match value {
        Value::String(_) | Value::Null => into.push(at.to_owned()),
        Value::Array(all) => all.iter().enumerate().for_each(|(n, one)| texts(one, &format!("{at}/{n}"), into)),
        Value::Object(all) => all.iter().for_each(|(name, one)| texts(one, &format!("{at}/{name}"), into)),
        _ => {}
    }
}

/// A program saves a draft: each text of it, one after the other.
#[tokio::test(flavor = "multi_thread")]
async fn a_nul_in_a_declaration_of_a_program_is_nowhere_a_failure_of_the_portal() {
    const AT: &str = "/api/v1/declarations/2026Q3";
    let world = World::new().await;
    let bearer = token(&world, Role::Certifier, [Scope::Declarations]).await;
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let blank = world.ask(Method::GET, AT, &headers).await.json();
    let mut places = Vec::new();
    texts(&blank["content"], "", &mut places);
    assert!(places.len() > 10, "{blank}");
    let mut revision = blank["revision"].as_i64().unwrap();
    for place in places {
        let mut content = blank["content"].clone();
        let text = content.pointer_mut(&place).unwrap();
        let odd = format!("{}\0", text.as_str().unwrap_or("a"));
        *text = Value::String(odd);
        let body = json!({ "revision": revision, "content": content }).to_string();
        assert!(body.contains(r"\u0000"));
        let half = body.replace(r"\u0000", r"\ud800");
        let answer = world.send(Method::PUT, AT, &headers, Body::from(half)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{place}: {}", answer.text());
        let answer = world.send(Method::PUT, AT, &headers, Body::from(body)).await;
        assert!(!answer.status.is_server_error(), "{place}: {}", answer.text());
        if answer.status == StatusCode::OK {
            assert!(!answer.text().contains(r"\u0000"), "{place}: {}", answer.text());
            revision = answer.json()["revision"].as_i64().unwrap();
        }
    }
}

/// A program delivers: as separated values, where a NUL makes it no text, and as a workbook, where it is `_x0000_`.
#[tokio::test(flavor = "multi_thread")]
async fn a_nul_in_a_delivery_of_a_program_is_nowhere_a_failure_of_the_portal() {
    let world = World::new().await;
    let bearer = token(&world, Role::Admin, Scope::FEEDS.iter().copied()).await;
    let headers = [("authorization", bearer.as_str())];
    let odd = format!("/api/v1/feeds/water?dry_run={HALF}");
    let refused = world.send(Method::POST, &odd, &headers, Body::from("x")).await;
    assert_eq!((refused.status, refused.header("content-type")), (StatusCode::BAD_REQUEST, "application/json"));
    assert_eq!(refused.json()["error"]["code"], "invalid_parameter", "{}", refused.text());
    for feed in Scope::FEEDS {
        // The register is many tables; that of its towns stands for them.
        let kind: Kind = feed.as_str().parse().unwrap_or(Kind::Towns);
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, one) in (0..).zip(columns(kind)) {
            sheet.write_string(0, column, format!("\0{}", one.zh)).unwrap();
            for (row, value) in (1..).zip(["1", "2026-07-01", "x", CREDIT_CODE]) {
                sheet.write_string(row, column, format!("\0{value}\0")).unwrap();
            }
        }
        let table = format!("统一社会信用代码,月份,用量\n{CREDIT_CODE},2026-07,\0\n").into_bytes();
        for body in [workbook.save_to_buffer().unwrap(), table] {
            let address = format!("/api/v1/feeds/{}?partial=true&name=%00{HALF}x", feed.as_str());
            let answer = world.send(Method::POST, &address, &headers, Body::from(body)).await;
            let is_told = [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY].contains(&answer.status);
            assert!(is_told && answer.header("content-type") == "application/json", "{address}: {}", answer.text());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nul_or_half_a_character_in_a_map_is_nowhere_a_failure_of_the_portal() {
    const MAP: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"441900101{}","name":"澄溪镇{}"},"geometry":{"type":"Polygon","coordinates":
            [[[113.7,22.8],[113.9,22.8],[113.9,23.0],[113.7,23.0],[113.7,22.8]]]}},
        {"type":"Feature","properties":{"name":"榕{}江","name_en":"Rong{}"},"geometry":{"type":"LineString","coordinates":
            [[113.6,22.9],[114.1,22.9]]}}]}"#;
    let world = World::new().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let made_for = world.made_for(&registrar).await.unwrap();
    let owner = made_for.split(' ').next().unwrap();
    for odd in [r"\u0000", r"\ud800", "\u{0}"] {
        let map = MAP.replace("{}", odd);
        let form = upload::form(&[("地图.geojson", map.as_str())], &[("system", "wgs84"), ("wish", "write")]);
        let answer = upload::send(&world, "/bureau/register/map", &registrar, owner, form).await;
        assert!(!answer.status.is_server_error(), "{odd:?}: {}", answer.status);
        if odd != r"\u0000" {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd:?} is no JSON: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn robots_and_finders_of_weaknesses_are_told() {
    let world = World::new().await;
    let robots = world.get("/robots.txt").await;
    assert!(robots.text().contains("Disallow: /bureau"), "{}", robots.text());
    let security = world.get("/.well-known/security.txt").await.text();
    assert!(security.contains("Contact: tel:0000-12345678\n"), "{security}");
    assert!(security.contains("Expires: 2027-05-21T00:00:00+08:00\n"), "{security}");
    assert!(security.contains("\nCanonical: https://mingjian.example/.well-known/security.txt\n"), "{security}");
}
