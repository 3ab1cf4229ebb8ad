//! Lists as CSV.

use axum::http::StatusCode;

use super::world::{WORKS, World};

#[tokio::test]
async fn files_have_a_mark_a_name_and_no_formulas() {
    let world = World::new().await;
    let answer = world.get("/api/v1/cases.csv").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"cases.csv\"");
    assert!(answer.body.starts_with(b"\xEF\xBB\xBFcase_no,document_no,"));
    assert!(answer.text().contains("\"'=HYPERLINK(\"\"总镍超标\"\")\""), "{}", answer.text());
}

#[tokio::test]
async fn every_list_has_one() {
    let world = World::new().await;
    let measurements = format!("{WORKS}/outlets/DW001/measurements.csv?interval=realtime");
    for (address, lines) in [
        ("/api/v1/enterprises.csv", 2),
        ("/api/v1/declarations.csv", 1),
        ("/api/v1/cases.csv", 2),
        (format!("{WORKS}/latest.csv").as_str(), 2),
        (measurements.as_str(), 3),
    ] {
        let answer = world.get(address).await;
        assert_eq!((answer.status, answer.text().lines().count()), (StatusCode::OK, lines), "{address}");
    }
    let refused = world.get("/api/v1/enterprises.csv?page=x").await;
    assert_eq!((refused.status, refused.header("content-type")), (StatusCode::BAD_REQUEST, "application/json"));
}

#[tokio::test]
async fn the_next_page_is_in_the_link() {
    let world = World::new().await;
    let first = world.get(&format!("{WORKS}/outlets/DW001/measurements.csv?limit=1&pollutant=w20121")).await;
    let link = first.header("link");
    let next = link
        .strip_prefix('<')
        .and_then(|link| link.strip_suffix(">; rel=\"next\""))
        .unwrap_or_else(|| panic!("{link}"));
    let second = world.get(next).await;
    assert!(second.text().contains("0.62") && !second.text().contains("0.4,"), "{}", second.text());
    assert_eq!(second.header("link"), "");
}
