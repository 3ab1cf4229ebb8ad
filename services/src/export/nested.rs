//! What is nested, told in one piece: signed declarations with their very text, cases with their steps. One object a line.

use std::{collections::BTreeMap, path::Path};

use sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbBackend};
use serde_json::{Map, Value as Json, json};

use super::{manifest::Nested, rows, sink::Sink};
use crate::{backup::Failure, store::catalogue::Table};

/// Rows that are read at a time.
const PAGE: i64 = 200;

/// Writes both files.
pub async fn write(
    db: &DatabaseTransaction,
    tables: &BTreeMap<String, Table>,
    folder: &Path,
) -> Result<Vec<Nested>, Failure> {
    let mut all = Vec::new();
    for (name, file, about) in [
        (
            "declaration_version",
            "nested/declarations.jsonl",
            "A signed declaration: `declaration_version` with its declaration and its enterprise. `content` is the very \
             text that was signed; the SHA-256 of its UTF-8 is `hash`.",
        ),
        ("violation_case", "nested/cases.jsonl", "A case: `violation_case` with its enterprise and its steps."),
    ] {
        let mut sink = Sink::create(folder, file)?;
        let mut last = 0;
        while let Some(table) = tables.get(name) {
            let page = page(db, table, last).await?;
            let Some(end) = page.last().and_then(|row| row.get("id")?.as_i64()) else { break };
            last = end;
            for row in page {
                let row = whole(db, tables, row).await?;
                sink.row(format!("{}\n", Json::Object(row)).as_bytes())?;
            }
        }
        all.push(Nested { about: about.to_owned(), file: sink.finish()? });
    }
    Ok(all)
}

async fn page(db: &DatabaseTransaction, table: &Table, last: i64) -> Result<Vec<Map<String, Json>>, Failure> {
    let sql = if db.get_database_backend() == DbBackend::Postgres {
        format!("id IN (SELECT id FROM {} WHERE id > $1 ORDER BY id LIMIT $2)", table.name)
    } else {
        format!("id IN (SELECT id FROM {} WHERE id > ? ORDER BY id LIMIT ?)", table.name)
    };
    rows::objects(db, table, Some((&sql, vec![last.into(), PAGE.into()]))).await
}

/// A row with what it refers to, and what refers to it.
async fn whole(
    db: &DatabaseTransaction,
    tables: &BTreeMap<String, Table>,
    mut row: Map<String, Json>,
) -> Result<Map<String, Json>, Failure> {
    if let Some(id) = number(&row, "declaration_id") {
        let mut declaration = of(db, tables, "declaration", "id", id).await?;
        if let Some(mut declaration) = declaration.pop() {
            // Where it stands today and what is being written on belong to nobody's signature.
            declaration.remove("draft");
            if let Some(enterprise) = number(&declaration, "enterprise_id") {
                row.insert("enterprise".to_owned(), enterprise_of(db, tables, enterprise).await?);
            }
            row.insert("declaration".to_owned(), Json::Object(declaration));
        }
    } else if let Some(id) = number(&row, "id") {
        let steps = of(db, tables, "case_step", "case_id", id).await?;
        row.insert("steps".to_owned(), steps.into_iter().map(Json::Object).collect());
        if let Some(enterprise) = number(&row, "enterprise_id") {
            row.insert("enterprise".to_owned(), enterprise_of(db, tables, enterprise).await?);
        }
    }
    Ok(row)
}

async fn enterprise_of(db: &DatabaseTransaction, tables: &BTreeMap<String, Table>, id: i64) -> Result<Json, Failure> {
    let found = of(db, tables, "enterprise", "id", id).await?.pop().unwrap_or_default();
    Ok(json!({ "credit_code": found.get("credit_code"), "name": found.get("name") }))
}

async fn of(
    db: &DatabaseTransaction,
    tables: &BTreeMap<String, Table>,
    table: &str,
    column: &str,
    value: i64,
) -> Result<Vec<Map<String, Json>>, Failure> {
    let Some(table) = tables.get(table) else { return Ok(Vec::new()) };
    let mark = if db.get_database_backend() == DbBackend::Postgres { "$1" } else { "?" };
    rows::objects(db, table, Some((&format!("{column} = {mark}"), vec![value.into()]))).await
}

fn number(row: &Map<String, Json>, column: &str) -> Option<i64> {
    row.get(column).and_then(Json::as_i64)
}
