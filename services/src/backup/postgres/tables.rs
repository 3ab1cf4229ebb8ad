//! Which tables there are, and in which order they can be filled.

use std::collections::BTreeSet;

use sea_orm::sqlx::{self, PgConnection};
use serde::{Deserialize, Serialize};

/// A table and its columns, as the database names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns that are stored.
    pub columns: Vec<String>,
}

impl Table {
    /// The statement that gives its rows as text.
    pub fn copy_out(&self) -> String {
        format!("COPY {} TO STDOUT", self.target())
    }

    /// The statement that takes its rows as text.
    pub fn copy_in(&self) -> String {
        format!("COPY {} FROM STDIN", self.target())
    }

    fn target(&self) -> String {
        let columns: Vec<_> = self.columns.iter().map(|column| quoted(column)).collect();
        format!("{} ({})", quoted(&self.name), columns.join(", "))
    }
}

/// A name as it stands in a statement.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

const TABLES: &str = "\
SELECT t.relname::text, array_agg(a.attname::text ORDER BY a.attnum) \
FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' \
WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition \
AND t.relname <> 'seaql_migrations' \
GROUP BY t.relname ORDER BY t.relname";

const REFERENCES: &str = "\
SELECT child.relname::text, parent.relname::text \
FROM pg_constraint k JOIN pg_class child ON child.oid = k.conrelid JOIN pg_class parent ON parent.oid = k.confrelid \
WHERE k.contype = 'f' AND child.relnamespace = current_schema()::regnamespace AND child.oid <> parent.oid";

/// The tables of the schema, each after those that it refers to.
pub async fn tables(db: &mut PgConnection) -> Result<Vec<Table>, sqlx::Error> {
    let tables: Vec<(String, Vec<String>)> = sqlx::query_as(TABLES).fetch_all(&mut *db).await?;
    let references: Vec<(String, String)> = sqlx::query_as(REFERENCES).fetch_all(db).await?;
    let tables = tables.into_iter().map(|(name, columns)| Table { name, columns }).collect();
    Ok(in_order(tables, &references))
}

/// Parents before children. Tables that refer to each other stay as they are, at the end.
fn in_order(mut tables: Vec<Table>, references: &[(String, String)]) -> Vec<Table> {
    let (mut sorted, mut stand): (Vec<Table>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    loop {
        let is_ready = |table: &Table| {
            references.iter().filter(|(child, _)| *child == table.name).all(|(_, parent)| stand.contains(parent))
        };
        let (ready, waiting): (Vec<_>, Vec<_>) = tables.into_iter().partition(is_ready);
        if ready.is_empty() {
            sorted.extend(waiting);
            return sorted;
        }
        stand.extend(ready.iter().map(|table| table.name.clone()));
        sorted.extend(ready);
        tables = waiting;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(names: &[&str], references: &[(&str, &str)]) -> Vec<String> {
        let tables = names.iter().map(|name| Table { name: (*name).to_owned(), columns: vec![] }).collect();
        let references: Vec<_> =
            references.iter().map(|(child, parent)| ((*child).to_owned(), (*parent).to_owned())).collect();
        in_order(tables, &references).into_iter().map(|table| table.name).collect()
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
    fn names_are_quoted() {
        let table = Table { name: "or\"der".into(), columns: vec!["id".into(), "at".into()] };
        assert_eq!(table.copy_out(), "COPY \"or\"\"der\" (\"id\", \"at\") TO STDOUT");
        assert_eq!(table.copy_in(), "COPY \"or\"\"der\" (\"id\", \"at\") FROM STDIN");
    }
}
