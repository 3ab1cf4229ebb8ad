//! The few kinds of column that the schema uses, on both databases.

use sea_orm_migration::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, Index, IndexCreateStatement, Table,
    TableCreateStatement,
};

/// A table without columns.
pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// A generated 64-bit key.
pub fn id() -> ColumnDef {
    ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key().to_owned()
}

/// A 64-bit number: keys, moments in milliseconds, scaled quantities, fen.
pub fn big(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().to_owned()
}

/// A 64-bit number or nothing.
pub fn big_or_none(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().to_owned()
}

/// A 32-bit number.
pub fn int(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().to_owned()
}

/// Yes or no.
pub fn yes_no(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().to_owned()
}

/// A short text: names, codes, words of an enumeration.
pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).string().not_null().to_owned()
}

/// A short text or nothing.
pub fn text_or_none(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).string().null().to_owned()
}

/// A short text that occurs once.
pub fn unique_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).string().not_null().unique_key().to_owned()
}

/// A long text.
pub fn long(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().to_owned()
}

/// Bytes.
pub fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().not_null().to_owned()
}

/// Bytes or nothing.
pub fn bytes_or_none(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().null().to_owned()
}

/// A key of another table. Nothing that others refer to is deleted.
pub fn refers(table: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk-{table}-{column}"))
        .from(table, column)
        .to(to, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}

/// An index over columns.
pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(format!("idx-{table}-{}", columns.join("-"))).table(table).to_owned();
    for &column in columns {
        index.col(column);
    }
    index
}

/// Columns that together occur once.
pub fn unique(table: &'static str, name: &str, columns: &[&'static str]) -> IndexCreateStatement {
    index(table, columns).name(format!("idx-{table}-{name}")).unique().to_owned()
}

/// A key of several columns.
pub fn primary(columns: &[&'static str]) -> IndexCreateStatement {
    let mut key = Index::create().primary().to_owned();
    for &column in columns {
        key.col(column);
    }
    key
}
