//! The REST interface: shapes, parameters, refusals.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::world::{WORKS, World};

/// The paths of the parameters that a refusal names.
fn named(refusal: &Value) -> Vec<&str> {
    refusal["error"]["fields"].as_array().unwrap().iter().map(|field| field["path"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_measurement_has_the_shape_of_the_contract() {
    let world = World::new().await;
    let latest = world.get(&format!("{WORKS}/latest")).await.json();
    let want = json!({
        "enterprise": "91350100M000100Y43", "outlet": "DW001", "pollutant": "w20121", "name": "总镍",
        "name_en": "total nickel", "interval": "realtime", "at": "2026-11-22T14:34:00+08:00", "value": 0.62,
        "unit": "mg/L", "limit": null, "limit_low": null, "over": false, "judged": false, "flag": "N", "valid": true,
        "resent": false, "revision": 1, "received_at": "2026-11-22T14:34:01+08:00",
    });
    assert_eq!(latest, json!({ "items": [want] }));
}

#[tokio::test]
async fn measurements_come_oldest_first_in_pages() {
    let world = World::new().await;
    let address = format!("{WORKS}/outlets/DW001/measurements?pollutant=w20121&interval=realtime");
    let whole = world.get(&address).await.json();
    let values: Vec<_> = whole["items"].as_array().unwrap().iter().map(|item| item["value"].clone()).collect();
    assert_eq!((values, whole["next"].clone()), (vec![json!(0.4), json!(0.62)], Value::Null));
    let first = world.get(&format!("{address}&limit=1")).await.json();
    let next = first["next"].as_str().unwrap();
    let second = world.get(&format!("{address}&limit=1&cursor={next}")).await.json();
    assert_eq!((&second["items"][0]["value"], &second["next"]), (&json!(0.62), &Value::Null));
    let window = world.get(&format!("{address}&from=2026-11-22T14:31:00+08:00")).await.json();
    assert_eq!(window["items"].as_array().unwrap().len(), 1);
    let early = world.get(&format!("{address}&as_of=2026-11-22T14:32")).await.json();
    assert_eq!(early["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_enterprise_has_outlets_with_kind_and_limits() {
    let world = World::new().await;
    let list = world.get("/api/v1/enterprises?q=%E6%B0%B8%E6%98%BC").await.json();
    assert_eq!((&list["total"], &list["page"], &list["per_page"]), (&json!(1), &json!(1), &json!(20)));
    let row = &list["items"][0];
    assert_eq!((&row["town"], &row["class"], &row["lat"]), (&json!("澄溪镇"), &json!("key"), &json!(22.9)));
    assert_eq!((&row["industry"], &row["industry_name"]), (&json!("3360"), &json!("金属表面处理及热处理加工")));
    let one = world.get(WORKS).await.json();
    assert_eq!(one["credit_code"], row["credit_code"]);
    let outlet = &one["outlets"][0];
    assert_eq!((&outlet["code"], &outlet["kind"]), (&json!("DW001"), &json!("water")));
    let limit = &outlet["limits"][0];
    assert_eq!((&limit["pollutant"], &limit["value"], &limit["unit"]), (&json!("w20121"), &json!(0.5), &json!("mg/L")));
    assert_eq!(limit["basis"], "GB 21900-2008");
}

/// A trade narrows by its class, and by the whole group or division.
#[tokio::test]
async fn trades_are_codes_of_the_standard() {
    let world = World::new().await;
    for (industry, want) in [("3360", 1), ("336", 1), ("33", 1), ("3011", 0), ("30", 0)] {
        let list = world.get(&format!("/api/v1/enterprises?industry={industry}")).await.json();
        assert_eq!(list["total"], want, "{industry}");
    }
    let refused = world.get("/api/v1/enterprises?industry=electroplating").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let refusal = refused.json();
    assert!(refusal["error"]["fields"][0]["message"].as_str().unwrap().contains("GB/T 4754"), "{refusal}");
}

/// A colour that no published rule stands behind is an adverse rating; none leaves the portal.
#[tokio::test]
async fn no_rating_by_colour_is_published() {
    let world = World::new().await;
    assert_eq!(world.get(WORKS).await.json().get("colour"), None);
    let file = world.get("/api/v1/enterprises.csv").await.text();
    let heads = file.lines().next().unwrap();
    assert!(heads.contains("industry,industry_name") && !heads.contains("colour"), "{heads}");
    let description = world.get("/api/v1/openapi.json").await.text();
    assert!(!description.contains("\"colour\"") && !description.contains("Supervision"), "the description has it");
}

#[tokio::test]
async fn a_case_is_listed_and_shown() {
    let world = World::new().await;
    let list = world.get("/api/v1/cases").await.json();
    assert_eq!((&list["total"], &list["withdrawn"]), (&json!(1), &json!(0)));
    let one = world.get("/api/v1/cases/DH-2026-0123").await.json();
    assert_eq!((&one["fine_yuan"], &one["basis"]), (&json!("325000.00"), &json!("第一百条")));
    assert_eq!((&one["authority"], &one["breached"]), (&json!("示范市生态环境局"), &json!("第九十九条")));
    // Nobody said what its class follows from: none is shown.
    assert_eq!((&one["sanctions"], &one["gravity"]), (&json!(["fine"]), &json!(null)));
    assert_eq!((&one["gravity_basis"], &one["fine_suspended"]), (&json!(null), &json!(false)));
    assert_eq!(world.get("/api/v1/declarations?quarter=2026Q3").await.json()["total"], 0);
    let tips = world.get("/api/v1/tips/statistics").await.json();
    assert_eq!((&tips["as_of"], &tips["total"]), (&json!(null), &json!(null)), "none and few are told alike");
}

#[tokio::test]
async fn every_wrong_parameter_is_named() {
    let world = World::new().await;
    let address = format!("{WORKS}/outlets/DW001/measurements?interval=second&from=yesterday&limit=0&cursor=x");
    let refused = world.get(&address).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let refusal = refused.json();
    assert_eq!(refusal["error"]["code"], "invalid_parameter");
    assert_eq!(named(&refusal), ["limit", "interval", "from", "cursor"]);
    let refusal = world.get("/api/v1/enterprises?class=big&industry=plating&page=-1&per_page=9999").await.json();
    assert_eq!(named(&refusal), ["industry", "class", "page", "per_page"]);
    let refusal = world.get("/api/v1/declarations?quarter=2026Q5&enterprise=1").await.json();
    assert_eq!(named(&refusal), ["quarter", "enterprise"]);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_in_the_same_shape() {
    let world = World::new().await;
    for address in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v2/cases",
        "/api/v1/nothing",
        "/api/v1/cases/none",
        "/api/v1/cases/%FF",
        "/api/v1/cases/%00",
        "/api/v1/enterprises/91350100M000100Y44",
        "/api/v1/enterprises/%E7%94%B5/latest",
        "/api/v1/enterprises/91441900MA00000012/latest",
        "/api/v1/live?enterprise=91441900MA000000120",
    ] {
        let answer = world.get(address).await;
        let refusal = answer.json();
        let want = if address.contains("live") { StatusCode::BAD_REQUEST } else { StatusCode::NOT_FOUND };
        assert_eq!(answer.status, want, "{address}");
        assert!(refusal["error"]["message"].as_str().is_some_and(|text| !text.is_empty()), "{address}");
        assert!(refusal["error"]["fields"].is_array(), "{address}");
    }
    let mistyped = world.get("/api/v1/enterprises/91350100M000100Y44").await.json();
    assert_eq!(named(&mistyped), ["credit_code"]);
    assert_eq!(world.get(&format!("{WORKS}/outlets/DA001/measurements")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_method_that_is_not_taken_is_refused_in_the_same_shape() {
    let world = World::new().await;
    let answer = world.ask(Method::DELETE, "/api/v1/cases", &[]).await;
    assert_eq!(
        (answer.status, &answer.json()["error"]["code"]),
        (StatusCode::METHOD_NOT_ALLOWED, &json!("method_not_allowed"))
    );
    assert!(answer.header("allow").contains("GET"), "{:?}", answer.headers);
}

#[tokio::test]
async fn any_site_may_read() {
    let world = World::new().await;
    for address in ["/api/v1/cases", "/api/v1/nothing", "/api/v1/openapi.json"] {
        let answer = world.ask(Method::GET, address, &[("origin", "https://example.org")]).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{address}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{address}");
    }
    let asks_first = [("origin", "https://example.org"), ("access-control-request-method", "GET")];
    let preflight = world.ask(Method::OPTIONS, "/api/v1/cases", &asks_first).await;
    assert_eq!(preflight.status, StatusCode::NO_CONTENT);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    let page = world.ask(Method::GET, "/", &[("origin", "https://example.org")]).await;
    assert_eq!(page.header("access-control-allow-origin"), "");
}
