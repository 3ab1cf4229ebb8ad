//! Turns the documentation of the tables into data: what an export says about its columns is what is written beside the
//! fields, and nowhere else.
#![allow(clippy::disallowed_methods)] // a build script reads files and cargo's variables; that is its work

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    let mut tables = Vec::new();
    for entry in fs::read_dir("src")? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            tables.extend(table(&fs::read_to_string(&path)?));
        }
    }
    tables.sort();
    let mut code = String::from("/// Every table, by its name.\npub const TABLES: &[Table] = &[\n");
    for (name, about, columns) in tables {
        writeln!(code, "    Table {{ name: {name:?}, about: {about:?}, columns: &[")?;
        for (name, kind, about) in columns {
            writeln!(code, "        Column {{ name: {name:?}, kind: {kind:?}, about: {about:?} }},")?;
        }
        writeln!(code, "    ] }},")?;
    }
    code.push_str("];\n");
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("described.rs"), code)?)
}

/// Name, Rust's type, documentation.
type Column = (String, String, String);

/// The table of a file: its name, what the file says at its head, and its columns.
fn table(source: &str) -> Option<(String, String, Vec<Column>)> {
    let name = source.split_once("table_name = \"")?.1.split_once('"')?.0;
    let head: Vec<_> = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let (mut columns, mut docs) = (Vec::new(), Vec::new());
    let fields = source.split_once("pub struct Model {")?.1;
    for line in fields.lines().map(str::trim).take_while(|line| *line != "}") {
        if let Some(doc) = line.strip_prefix("///") {
            docs.push(doc.trim());
        } else if let Some((column, kind)) = line.strip_prefix("pub ").and_then(|field| field.split_once(": ")) {
            let kind = kind.trim_end_matches(',');
            if !["BelongsTo", "HasMany", "HasOne"].iter().any(|relation| kind.starts_with(relation)) {
                columns.push((column.trim_start_matches("r#").to_owned(), kind.to_owned(), docs.join(" ")));
            }
            docs.clear();
        }
    }
    Some((name.to_owned(), head.join(" "), columns))
}
