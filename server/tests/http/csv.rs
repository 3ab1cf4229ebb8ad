//! Lists as CSV.

use axum::http::StatusCode;

use sea_orm::EntityTrait;

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

#[tokio::test]
async fn a_part_says_that_it_is_one_and_a_program_reads_it() {
    let world = World::new().await;
    let part = world.get(&format!("{WORKS}/outlets/DW001/measurements.csv?limit=1")).await;
    assert_eq!(part.header("content-disposition"), "attachment; filename=\"measurements-part.csv\"");
    let body = part.body.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(body);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let last = rows.last().unwrap();
    assert!(
        last[0].starts_with('#') && last[0].contains("cursor=") && last.iter().skip(1).all(str::is_empty),
        "{last:?}"
    );
    let whole = world.get(&format!("{WORKS}/outlets/DW001/measurements.csv")).await;
    assert_eq!(whole.header("content-disposition"), "attachment; filename=\"measurements.csv\"");
    assert!(!whole.text().contains('#'), "{}", whole.text());
}

#[tokio::test]
async fn a_code_of_digits_survives_a_double_click() {
    let world = World::new().await;
    let tx = world.bench.ctx.store.write().await.unwrap();
    let row = entities::enterprise::Entity::find_by_id(1).one(&tx).await.unwrap().unwrap();
    let mut row = sea_orm::IntoActiveModel::into_active_model(row);
    row.credit_code = sea_orm::ActiveValue::Set("914419006100000000".parse().unwrap());
    sea_orm::ActiveModelTrait::update(row, &tx).await.unwrap();
    tx.commit().await.unwrap();
    let file = world.get("/api/v1/enterprises.csv").await;
    assert!(file.text().contains("\r\n\"914419006100000000\t\","), "{}", file.text());
}
