//! How people and programs write addresses, and what nobody types.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::access::Role;

use super::{roles::filled, world::World};

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
/// SQLite bears a NUL; PostgreSQL refuses it, and answered with a failure of the portal.
#[tokio::test(flavor = "multi_thread")]
async fn a_nul_is_nowhere_a_failure_of_the_portal() {
    const QUERY: &str = "q=%00&town=%00a&industry=%00&class=%00&page=%00&show=%00&number=%00&state=%00&severity=%00&rule=%00\
                         &enterprise=%00&pollutant=%00&interval=%00&from=%00&to=%00&as_of=%00&cursor=%00&who=%00&act=%00\
                         &day=%00&role=%00&stage=%00&kind=%00&quarter=%00&lang=%00&mode=%00&before=%00&done=%00&filter=%00";
    let world = World::new().await;
    let mut cookies = Vec::new();
    for role in
        [Role::Admin, Role::Intake, Role::Reviewer, Role::Officer, Role::Custodian, Role::Auditor, Role::Preparer]
    {
        cookies.push(world.signed_in(role).await);
    }
    let pages = app::pages::routes();
    let pages = pages.addresses().iter().map(|address| (*address).to_owned());
    let interface = server::rest::openapi();
    let interface = interface.paths.paths.keys().filter(|path| *path != "/live").map(|path| format!("/api/v1{path}"));
    for address in pages.chain(interface) {
        let whole = filled(&address);
        for cookie in &cookies {
            let answer = world.get_as(cookie, &format!("{whole}?{QUERY}")).await;
            assert!(!answer.status.is_server_error(), "{whole}: {}", answer.status);
        }
        for (at, _) in address.match_indices('{') {
            let (before, after) = (&address[..at], address[at..].split_once('}').map_or("", |(_, after)| after));
            let asked = format!("{}%00{}", filled(before), filled(after));
            for cookie in &cookies {
                let answer = world.get_as(cookie, &asked).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{asked}");
                assert!(!answer.text().contains("%00"), "{asked}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nul_in_a_form_is_nowhere_a_failure_of_the_portal() {
    const FORM: &str = "login=%00a&password=%00&name=%00&role=%00&enterprise=%00&town=%00&email=%00&text=%00&reason=%00a%00bcdef\
                        &answer=%00&question=%00&act=%00&outcome=%00&code=%00&form=%00&document_no=%00&authority=%00&facts=%00\
                        &breached=%00&basis=%00&discretion=%00&fine=%00&rectification=%00&statement=%00\
                        &acted_on=%00&decided_on=%00&kind=%00&from=%00\
                        &withdrawal=%00&revision=%00&next=%00&old=%00&new=%00";
    let world = World::new().await;
    for role in
        [Role::Admin, Role::Intake, Role::Reviewer, Role::Officer, Role::Publisher, Role::Custodian, Role::Certifier]
    {
        for address in app::pages::routes().addresses() {
            if *address == "/tip" || address.starts_with("/account") {
                continue;
            }
            let cookie = world.signed_in(role).await;
            let answer = world.post(&filled(address), &cookie, FORM).await;
            assert!(!answer.status.is_server_error(), "{address}: {}", answer.status);
        }
    }
    let json = r#"{"text":"a\u0000b","town":"\u0000","company":"\u0000","enterprise":"\u0000"}"#;
    let headers = [("content-type", "application/json")];
    let refused = world.send(Method::POST, "/api/v1/tips", &headers, Body::from(json)).await;
    assert!(!refused.status.is_server_error(), "{}", refused.text());
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
