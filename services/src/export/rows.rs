//! The rows of a table as text, the same from both databases.

use futures::TryStreamExt as _;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, Statement, StreamTrait, Value};
use serde_json::{Map, Value as Json};

use super::{csv, manifest::Column, sink::Sink};
use crate::{
    backup::Failure,
    store::catalogue::{Kind, Table, quoted},
};

/// Which rows: a condition of SQL, and its values.
pub type Only<'a> = Option<(&'a str, Vec<Value>)>;

/// Writes a table as CSV: a header, then its rows in the order of the key, read one by one.
pub async fn write(
    db: &DatabaseTransaction,
    table: &Table,
    columns: &[Column],
    only: Only<'_>,
    into: &mut Sink,
) -> Result<(), Failure> {
    let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
    into.put(format!("{}\n", names.join(",")).as_bytes())?;
    let kinds: Vec<_> = names.iter().map(|name| table.columns.get(*name).copied()).collect();
    let mut rows = db.stream_raw(select(ConnectionTrait::get_database_backend(db), table, &names, only)).await?;
    let mut line = Vec::new();
    while let Some(row) = rows.try_next().await? {
        line.clear();
        for (place, kind) in kinds.iter().enumerate() {
            if place > 0 {
                line.push(b',');
            }
            let value: Option<String> = row.try_get_by_index(place)?;
            csv::field(&mut line, value.as_deref(), *kind == Some(Kind::Text));
        }
        line.push(b'\n');
        into.row(&line)?;
    }
    Ok(())
}

/// Some rows of a table as objects of JSON.
pub async fn objects(
    db: &DatabaseTransaction,
    table: &Table,
    only: Only<'_>,
) -> Result<Vec<Map<String, Json>>, Failure> {
    let names: Vec<_> = table.columns.keys().map(String::as_str).collect();
    let rows = db.query_all_raw(select(ConnectionTrait::get_database_backend(db), table, &names, only)).await?;
    rows.iter().map(|row| object(row, table)).collect()
}

fn object(row: &QueryResult, table: &Table) -> Result<Map<String, Json>, Failure> {
    let mut object = Map::new();
    for (place, (name, kind)) in table.columns.iter().enumerate() {
        let value: Option<String> = row.try_get_by_index(place)?;
        let value = value.map_or(Json::Null, |value| match kind {
            Kind::Big | Kind::Int => value.parse::<i64>().map_or(Json::Null, Json::from),
            Kind::YesNo => Json::from(value == "true"),
            Kind::Text | Kind::Bytes => Json::from(value),
        });
        object.insert(name.clone(), value);
    }
    Ok(object)
}

/// Every column as text, sorted by the key: texts byte by byte, whatever language a database is set up for.
fn select(backend: DbBackend, table: &Table, columns: &[&str], only: Only<'_>) -> Statement {
    let is_postgres = backend == DbBackend::Postgres;
    let as_text = |name: &&str| {
        let column = quoted(name);
        match (table.columns.get(*name), is_postgres) {
            (Some(Kind::Bytes), true) => format!("encode({column}, 'hex')"),
            (Some(Kind::Bytes), false) => format!("CASE WHEN {column} IS NULL THEN NULL ELSE lower(hex({column})) END"),
            (Some(Kind::YesNo), false) => format!("CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"),
            _ => format!("CAST({column} AS TEXT)"),
        }
    };
    // With its table: a bare name is what is selected under it, which is text.
    let sorted = |name: &String| {
        let collation = match (table.columns.get(name), is_postgres) {
            (Some(Kind::Text), true) => " COLLATE \"C\"",
            _ => "",
        };
        format!("{}.{}{collation}", quoted(&table.name), quoted(name))
    };
    let columns: Vec<_> = columns.iter().map(as_text).collect();
    let key: Vec<_> = table.key.iter().map(sorted).collect();
    let (condition, values) =
        only.map_or((String::new(), Vec::new()), |(sql, values)| (format!(" WHERE {sql}"), values));
    let sql = format!(
        "SELECT {} FROM {}{condition} ORDER BY {}",
        columns.join(", "),
        quoted(&table.name),
        if key.is_empty() { "1".to_owned() } else { key.join(", ") }
    );
    Statement::from_sql_and_values(backend, sql, values)
}
