//! PostgreSQL: a tar archive of what `COPY` gives.
//!
//! First stands [`HEAD`] with the steps of the schema; then each table in parts of a few megabytes, a table after those
//! that it refers to; last the manifest with rows and SHA-256 of each table. Text and not the binary format of `COPY`:
//! it can be read by another version of PostgreSQL, on another machine, in ten years.

mod archive;
mod dump;
mod fill;
mod tables;

use serde::{Deserialize, Serialize};

use tables::Table;

pub(super) use dump::write;
pub(super) use fill::restore;
pub(crate) use fill::{clear, make_room};

/// The name of the first entry; an archive begins with it.
pub(super) const HEAD: &str = "mingjian-backup.json";
/// The name of the last entry.
const MANIFEST: &str = "manifest.json";
/// Bytes of a table in one entry.
const PART: usize = 8 << 20;
/// The only form of the archive so far.
const FORM: u32 = 1;

/// What is said before everything else.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    /// The form of the archive.
    form: u32,
    /// The version of the program.
    program: String,
    /// The steps of the schema, oldest first.
    schema: Vec<String>,
}

/// What is said at the end.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// The tables, in their order in the archive.
    tables: Vec<Content>,
    /// The counters that give keys: name, and the last key that was given.
    counters: Vec<(String, i64)>,
}

/// How many rows end in a piece of text. A line break inside of a value is written in two characters, `\` and `n`.
fn rows_in(text: &[u8]) -> u64 {
    text.split(|byte| *byte == b'\n').count() as u64 - 1
}

/// What a table holds.
#[derive(Debug, Serialize, Deserialize)]
struct Content {
    /// Which one.
    #[serde(flatten)]
    table: Table,
    /// Rows.
    rows: u64,
    /// SHA-256 of its text, in hexadecimal digits.
    sha256: String,
}
