//! What an export says of itself.

use std::{collections::BTreeMap, fmt::Write as _, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::backup::{Failure, failed};

/// The only form of exports so far.
pub const FORM: u32 = 1;
/// The file that explains the others.
pub const MANIFEST: &str = "manifest.json";
/// The list of all files with their SHA-256, as `sha256sum --check` takes it.
pub const SUMS: &str = "SHA256SUMS";

/// What an export says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the folder.
    pub form: u32,
    /// The version of the program.
    pub program: String,
    /// The moment that the export holds.
    pub at: String,
    /// The steps of the schema, oldest first.
    pub schema: Vec<String>,
    /// The tables, by their names.
    pub tables: Vec<Content>,
    /// What is told once more in one piece, for whoever reads it without a database. An import passes over it.
    pub nested: Vec<Nested>,
}

/// A file and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its place in the folder.
    #[serde(rename = "file")]
    pub place: String,
    /// Its rows, the header not counted.
    pub rows: u64,
    /// Its bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// A table and its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// What a row is.
    pub about: String,
    /// The file.
    #[serde(flatten)]
    pub file: File,
    /// The columns that tell its rows apart, and by which they are sorted.
    pub key: Vec<String>,
    /// The last key that was given, where the database gives them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_key: Option<i64>,
    /// Its columns in their order.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// `whole-number`, `yes-no`, `text` or `bytes`.
    pub form: String,
    /// What its values are, and in which unit.
    pub values: String,
    /// Whether it may be empty.
    pub may_be_empty: bool,
    /// What it says.
    pub about: String,
}

/// A file of JSON, one object a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nested {
    /// What a line is.
    pub about: String,
    /// The file.
    #[serde(flatten)]
    pub file: File,
}

impl Manifest {
    /// As it is written.
    pub fn text(&self) -> Result<String, Failure> {
        let text = serde_json::to_string_pretty(self).map_err(io::Error::other);
        Ok(text.map_err(|source| failed("could not write", Path::new(MANIFEST), source))? + "\n")
    }

    /// Every file that holds data.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.tables.iter().map(|table| &table.file).chain(self.nested.iter().map(|nested| &nested.file))
    }

    /// Rows in all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.file.rows).sum()
    }
}

/// The list of all files.
pub struct Sums(BTreeMap<String, String>);

impl Sums {
    /// The files that hold data.
    pub fn of(manifest: &Manifest) -> Self {
        Self(manifest.files().map(|file| (file.place.clone(), file.sha256.clone())).collect())
    }

    /// Adds one.
    pub fn add(&mut self, file: &str, sha256: String) {
        self.0.insert(file.to_owned(), sha256);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// As it is written.
    pub fn text(&self) -> String {
        self.0.iter().fold(String::new(), |mut text, (file, sha256)| {
            let _written = writeln!(text, "{sha256}  {file}");
            text
        })
    }

    /// Reads one; none where a line is something else.
    pub fn read(text: &str) -> Option<BTreeMap<String, String>> {
        text.lines()
            .map(|line| line.split_once("  ").map(|(sha256, file)| (file.to_owned(), sha256.to_owned())))
            .collect()
    }
}
