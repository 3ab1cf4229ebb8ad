//! Every route as an anonymous reader finds it. Review sees a new or changed route as a change of this table.

use std::fmt::Write;

use axum::http::Method;

use super::world::{WORKS, World};

const PAGES: [&str; 17] = [
    "/",
    "/enterprises",
    "/enterprises/91350100M000100Y43",
    "/enterprises/91350100M000100Y43/outlets/DW001",
    "/map",
    "/cases",
    "/cases/DH-2026-0123",
    "/screen/91350100M000100Y43",
    "/statistics",
    "/status",
    "/tip",
    "/data",
    "/about",
    "/sitemap",
    "/sign-in",
    "/invitation",
    "/nothing",
];
const OTHERS: [&str; 28] = [
    "/robots.txt",
    "/.well-known/security.txt",
    "/healthz",
    "/readyz",
    "/api/v1/openapi.json",
    "/api/v1/enterprises",
    "/api/v1/enterprises.csv",
    "/api/v1/enterprises/91350100M000100Y43",
    "/api/v1/enterprises/91350100M000100Y43/latest",
    "/api/v1/enterprises/91350100M000100Y43/latest.csv",
    "/api/v1/enterprises/91350100M000100Y43/outlets/DW001/measurements",
    "/api/v1/enterprises/91350100M000100Y43/outlets/DW001/measurements.csv",
    "/api/v1/enterprises/91350100M000100Y43/outlets/DW001/means",
    "/api/v1/enterprises/91350100M000100Y43/outlets/DW001/means.csv",
    "/api/v1/enterprises/91350100M000100Y43/outlets/DW001/marks",
    "/api/v1/exceedances",
    "/api/v1/exceedances.csv",
    "/api/v1/declarations",
    "/api/v1/declarations.csv",
    "/api/v1/cases",
    "/api/v1/cases.csv",
    "/api/v1/cases/DH-2026-0123",
    "/api/v1/tips",
    "/api/v1/tips/statistics",
    "/api/v1/token",
    "/api/v1/declarations/2026Q3",
    "/api/v1/feeds/power",
    "/api/v1/nothing",
];

#[tokio::test]
async fn every_route_by_an_anonymous_reader() {
    let world = World::new().await;
    let mut table = String::new();
    for address in PAGES.iter().chain(&OTHERS) {
        let get = world.get(address).await;
        let post = world.ask(Method::POST, address, &[]).await;
        let kind = get.header("content-type").split(';').next().unwrap_or_default();
        let address = address.replace("91350100M000100Y43", "{credit_code}");
        writeln!(table, "{address:<68} {} {} {kind}", get.status.as_u16(), post.status.as_u16()).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn the_table_holds_every_described_address() {
    let described = server::rest::openapi();
    for path in described.paths.paths.keys() {
        let asked = format!("/api/v1{path}")
            .replace("{credit_code}", "91350100M000100Y43")
            .replace("{code}", "DW001")
            .replace("{case_no}", "DH-2026-0123")
            .replace("{feed}", "power")
            .replace("{quarter}", "2026Q3");
        let held = OTHERS.contains(&asked.as_str()) || asked == "/api/v1/live";
        assert!(held, "{path} is missing from the table of routes");
    }
}

#[tokio::test]
async fn every_answer_forbids_the_browser_what_it_does_not_need() {
    let world = World::new().await;
    for address in PAGES.iter().chain(&OTHERS) {
        let answer = world.get(address).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{address}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{address}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{address}");
        assert!(!answer.header("cache-control").is_empty(), "{address}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{address}");
        assert!(!policy.contains("unsafe-inline"), "{address}");
        assert_eq!(policy.contains("script-src 'self' 'wasm-unsafe-eval'"), PAGES.contains(address), "{address}");
        assert_eq!(answer.header("strict-transport-security"), "", "plain HTTP promises nothing");
    }
    let tls = World::with(|settings| settings.https = true).await;
    assert_eq!(tls.get(WORKS).await.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn no_page_holds_a_script_or_a_style_of_its_own() {
    let world = World::new().await;
    for address in PAGES {
        let html = world.get(address).await.text();
        for piece in html.split("<script").skip(1) {
            let (head, rest) = piece.split_once('>').unwrap();
            assert!(head.contains(" src=") && rest.starts_with("</script>"), "{address}: {head}");
        }
        assert!(!html.contains("<style") && !html.contains(" style=") && !html.contains(" onclick="), "{address}");
        assert!(!html.contains("src=\"http") && !html.contains("stylesheet\" href=\"http"), "{address}");
    }
}

/// What the demo city shows looks like the real thing, on the screen at a gate too.
#[tokio::test]
async fn every_page_of_the_demo_says_that_its_data_are_invented() {
    let world = World::new().await;
    for page in ["/", "/enterprises/91350100M000100Y43", "/screen/91350100M000100Y43", "/cases", "/statistics"] {
        let html = world.get(page).await.text();
        assert!(html.contains("<strong>演示数据</strong>") && html.contains("都是虚构的"), "{page}: {html}");
        let sign = if page.contains('?') { '&' } else { '?' };
        let english = world.get(&format!("{page}{sign}lang=en")).await.text();
        assert!(english.contains("<strong>Invented data</strong>"), "{page}: {english}");
    }
}
