//! Which tables there are, as the database itself says it, told alike by SQLite and PostgreSQL.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns that are stored, by name. The two databases may have them in another order.
    pub columns: BTreeMap<String, Kind>,
    /// The columns of its primary key.
    pub key: Vec<String>,
}

/// What a column holds. The schema has no other kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A 64-bit number.
    Big,
    /// A 32-bit number. SQLite has one kind of whole numbers only, and calls all of them by this name.
    Int,
    /// Yes or no.
    YesNo,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl Kind {
    fn of(backend: DbBackend, declared: &str) -> Result<Self, DbErr> {
        Ok(match declared.split('(').next().unwrap_or_default() {
            "bigint" => Self::Big,
            "integer" if backend == DbBackend::Sqlite => Self::Big,
            "integer" => Self::Int,
            "boolean" => Self::YesNo,
            "varchar" | "character varying" | "text" => Self::Text,
            "blob" | "bytea" => Self::Bytes,
            other => return Err(DbErr::Custom(format!("a column is of the type {other}, which no table here has"))),
        })
    }
}

/// A name as it stands in a statement.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

const SQLITE: &str = "\
SELECT m.name AS t, p.name AS c, lower(p.type) AS ty, CAST(p.pk AS BIGINT) AS pk \
FROM sqlite_master m JOIN pragma_table_info(m.name) p \
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name <> 'seaql_migrations' ORDER BY t, p.cid";

const POSTGRES: &str = "\
SELECT t.relname::text AS t, a.attname::text AS c, format_type(a.atttypid, NULL)::text AS ty, \
coalesce(array_position(k.indkey::int2[], a.attnum) + 1, 0)::bigint AS pk \
FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' \
LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary \
WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition \
AND t.relname <> 'seaql_migrations' ORDER BY 1, a.attnum";

const SQLITE_REFERENCES: &str = "\
SELECT m.name AS child, f.\"table\" AS parent FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
WHERE m.type = 'table' AND m.name <> f.\"table\"";

const POSTGRES_REFERENCES: &str = "\
SELECT child.relname::text AS child, parent.relname::text AS parent \
FROM pg_constraint k JOIN pg_class child ON child.oid = k.conrelid JOIN pg_class parent ON parent.oid = k.confrelid \
WHERE k.contype = 'f' AND child.relnamespace = current_schema()::regnamespace AND child.oid <> parent.oid";

const SQLITE_COUNTERS: &str = "SELECT name AS t, CAST(seq AS BIGINT) AS last FROM sqlite_sequence WHERE seq > 0";

const POSTGRES_COUNTERS: &str = "\
SELECT t.relname::text AS t, s.last_value::bigint AS last \
FROM pg_sequences s JOIN pg_class c ON c.relname = s.sequencename AND c.relnamespace = current_schema()::regnamespace \
JOIN pg_depend d ON d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass \
JOIN pg_class t ON t.oid = d.refobjid \
WHERE s.schemaname = current_schema() AND s.last_value IS NOT NULL";

/// The tables, each after those that it refers to; beside each other in the order of their names.
///
/// # Errors
/// The database's, or a column of a type that the schema does not use.
pub async fn tables(db: &impl ConnectionTrait) -> Result<Vec<Table>, DbErr> {
    let backend = db.get_database_backend();
    let (columns, references) = match backend {
        DbBackend::Postgres => (POSTGRES, POSTGRES_REFERENCES),
        _ => (SQLITE, SQLITE_REFERENCES),
    };
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    let mut keys: BTreeMap<String, BTreeMap<i64, String>> = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(backend, columns)).await? {
        let (name, column): (String, String) = (row.try_get("", "t")?, row.try_get("", "c")?);
        let kind = Kind::of(backend, &row.try_get::<String>("", "ty")?)?;
        let place: i64 = row.try_get("", "pk")?;
        let table = || Table { name: name.clone(), columns: BTreeMap::new(), key: Vec::new() };
        tables.entry(name.clone()).or_insert_with(table).columns.insert(column.clone(), kind);
        if place > 0 {
            keys.entry(name).or_default().insert(place, column);
        }
    }
    for (name, key) in keys {
        if let Some(table) = tables.get_mut(&name) {
            table.key = key.into_values().collect();
        }
    }
    let mut refers = Vec::new();
    for row in db.query_all_raw(Statement::from_string(backend, references)).await? {
        refers.push((row.try_get("", "child")?, row.try_get("", "parent")?));
    }
    Ok(in_order(tables.into_values().collect(), |table| &table.name, &refers))
}

/// The last key that was given in each table whose keys the database gives; a table that never had a row is missing.
///
/// # Errors
/// The database's.
pub async fn counters(db: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>, DbErr> {
    let backend = db.get_database_backend();
    let sql = if backend == DbBackend::Postgres { POSTGRES_COUNTERS } else { SQLITE_COUNTERS };
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "t")?, row.try_get("", "last")?))).collect()
}

/// Has the keys of a table go on after this one.
///
/// # Errors
/// The database's.
pub async fn set_counter(db: &impl ConnectionTrait, table: &str, last: i64) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let run = async |sql: &str, values: Vec<sea_orm::Value>| {
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await
    };
    if backend == DbBackend::Postgres {
        let sql = "SELECT setval(pg_get_serial_sequence(quote_ident($1), 'id'), $2)";
        run(sql, vec![table.into(), last.into()]).await?;
    } else if run("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", vec![last.into(), table.into()])
        .await?
        .rows_affected()
        == 0
    {
        run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", vec![table.into(), last.into()]).await?;
    }
    Ok(())
}

/// Parents before children. Tables that refer to each other stay as they are, at the end.
pub fn in_order<T>(mut tables: Vec<T>, name: impl Fn(&T) -> &str, references: &[(String, String)]) -> Vec<T> {
    let (mut sorted, mut stand): (Vec<T>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    loop {
        let is_ready = |table: &T| {
            references.iter().filter(|(child, _)| child == name(table)).all(|(_, parent)| stand.contains(parent))
        };
        let (ready, waiting): (Vec<_>, Vec<_>) = tables.into_iter().partition(is_ready);
        if ready.is_empty() {
            sorted.extend(waiting);
            return sorted;
        }
        stand.extend(ready.iter().map(|table| name(table).to_owned()));
        sorted.extend(ready);
        tables = waiting;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(names: &[&'static str], references: &[(&str, &str)]) -> Vec<&'static str> {
        let references: Vec<_> =
            references.iter().map(|(child, parent)| ((*child).to_owned(), (*parent).to_owned())).collect();
        in_order(names.to_vec(), |name| name, &references)
    }

    #[test]
    fn a_table_comes_after_those_that_it_refers_to() {
        let references =
            [("enterprise", "town"), ("outlet", "enterprise"), ("limit", "outlet"), ("limit", "enterprise")];
        assert_eq!(
            order(&["enterprise", "limit", "outlet", "town"], &references),
            ["town", "enterprise", "outlet", "limit"]
        );
        assert_eq!(order(&["a", "b"], &[("a", "b"), ("b", "a")]), ["a", "b"], "a circle loses no table");
    }

    #[test]
    fn every_type_of_both_databases_is_known_and_no_other() {
        for (declared, kind) in [
            ("bigint", Kind::Big),
            ("boolean", Kind::YesNo),
            ("varchar", Kind::Text),
            ("varchar(40)", Kind::Text),
            ("character varying", Kind::Text),
            ("bytea", Kind::Bytes),
            ("blob", Kind::Bytes),
        ] {
            assert_eq!(Kind::of(DbBackend::Postgres, declared).unwrap(), kind, "{declared}");
        }
        assert_eq!(Kind::of(DbBackend::Postgres, "integer").unwrap(), Kind::Int);
        assert_eq!(Kind::of(DbBackend::Sqlite, "integer").unwrap(), Kind::Big);
        assert!(Kind::of(DbBackend::Postgres, "real").unwrap_err().to_string().contains("real"));
    }
}
