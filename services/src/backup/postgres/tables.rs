//! Which tables there are, and in which order they can be filled.

use sea_orm::sqlx::{self, PgConnection};
use serde::{Deserialize, Serialize};

use crate::store::catalogue::{in_order, quoted};

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
    Ok(in_order(tables, |table| &table.name, &references))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted() {
        let table = Table { name: "or\"der".into(), columns: vec!["id".into(), "at".into()] };
        assert_eq!(table.copy_out(), "COPY \"or\"\"der\" (\"id\", \"at\") TO STDOUT");
        assert_eq!(table.copy_in(), "COPY \"or\"\"der\" (\"id\", \"at\") FROM STDIN");
    }
}
