//! What a person reads who holds an export and nothing else.

use std::fmt::Write as _;

use super::manifest::Manifest;

const HEAD: &str = "\
# An export of Mingjian (明鉴)

The whole of one portal at one moment, in files that need no program of ours.

- `tables/*.csv`: every table. UTF-8, a header, separated by commas, lines end with LF. Texts stand in double quotes, which
  are doubled inside; an empty field without quotes is no value, `\"\"` is an empty text. PostgreSQL's
  `COPY table FROM 'file' WITH (FORMAT csv, HEADER)` reads them. Rows are sorted by the key of the table.
- `nested/*.jsonl`: signed declarations and cases once more, each as one object of JSON a line.
- `manifest.json`: of every file its rows, bytes and SHA-256; of every column what it says; the steps of the schema.
- `SHA256SUMS`: `sha256sum --check SHA256SUMS` says whether the folder is whole.

A column that ends with `_id` holds the `id` of a row of the table before it; `enterprise_id` that of `enterprise`. Columns
of tip-offs that are said to be encrypted are sealed under a key that is not here. Everything else is in clear, digests of
passwords and passwords of loggers among it: keep this folder as you keep the database.

`mingjian import folder FOLDER` makes the same city of it in an empty database of either kind;
`mingjian import folder FOLDER --dry-run` only says whether it is whole.
";

/// The file.
pub fn text(manifest: &Manifest) -> String {
    let mut text = String::from(HEAD);
    let _written =
        write!(text, "\nIt holds the moment {} and was written by version {}.\n", manifest.at, manifest.program);
    for table in &manifest.tables {
        let _written = write!(text, "\n## {}\n\n{}\n\n", table.name, table.about);
        let _written = writeln!(text, "{} rows; key: {}.\n", table.file.rows, table.key.join(", "));
        text.push_str("| column | values | may be empty | what it says |\n|---|---|---|---|\n");
        for column in &table.columns {
            let may = if column.may_be_empty { "yes" } else { "" };
            let about = column.about.replace('|', "\\|");
            let _written = writeln!(text, "| {} | {} | {may} | {about} |", column.name, column.values);
        }
    }
    text
}
