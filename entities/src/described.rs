//! What every table and column means, as the files beside this one say it.

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name in the database.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns, in the order of the file.
    pub columns: &'static [Column],
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the database.
    pub name: &'static str,
    /// The type of its field: `i64`, `Option<Stamp>`.
    pub kind: &'static str,
    /// What it says.
    pub about: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/described.rs"));

/// A table by its name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
