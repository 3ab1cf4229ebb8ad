//! One text in all its languages, as written in a TOML file and as checked.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::check;
use super::pattern::{self, Piece};

/// A table of the file. Serde refuses a missing language and an unknown one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    zh: String,
    en: String,
    en_one: Option<String>,
    count: Option<String>,
}

/// A text that has passed every check.
pub struct Entry {
    /// The function's name.
    pub key: String,
    /// Arguments in order.
    pub arguments: Vec<String>,
    /// The argument that chooses the English singular.
    pub count: Option<String>,
    /// Chinese.
    pub zh: Vec<Piece>,
    /// English; the plural where there are two.
    pub en: Vec<Piece>,
    /// English for exactly one.
    pub en_one: Option<Vec<Piece>>,
}

/// Reads and checks the texts of a file.
pub fn read(content: &str) -> Result<Vec<Entry>> {
    let rows: BTreeMap<String, Row> = toml::from_str(content)?;
    rows.into_iter().map(|(key, row)| entry(&key, row).with_context(|| format!("text `{key}`"))).collect()
}

fn entry(key: &str, row: Row) -> Result<Entry> {
    ensure!(pattern::is_identifier(key), "the key must be small letters, digits and `_`, and no Rust keyword");
    check::chinese(&row.zh)?;
    check::english(&row.en)?;
    let zh = pattern::parse(&row.zh).context("Chinese")?;
    let en = pattern::parse(&row.en).context("English")?;
    let arguments: Vec<String> = pattern::slots(&zh).into_iter().map(str::to_owned).collect();
    same_slots(&arguments, &en)?;
    let en_one = row.en_one.map(|text| singular(&text, &arguments)).transpose()?;
    ensure!(en_one.is_some() == row.count.is_some(), "`en_one` and `count` come together");
    if let Some(count) = &row.count {
        ensure!(arguments.contains(count), "`count` names `{count}`, which is no placeholder of the text");
    }
    Ok(Entry { key: key.to_owned(), arguments, count: row.count, zh, en, en_one })
}

fn same_slots(chinese: &[String], english: &[Piece]) -> Result<()> {
    let mut here: Vec<&str> = pattern::slots(english);
    let mut there: Vec<&str> = chinese.iter().map(String::as_str).collect();
    here.sort_unstable();
    there.sort_unstable();
    ensure!(here == there, "placeholders differ: Chinese has {there:?}, English has {here:?}");
    Ok(())
}

/// The singular may leave placeholders out ("one point"), but may not invent any.
fn singular(text: &str, arguments: &[String]) -> Result<Vec<Piece>> {
    check::english(text)?;
    let pieces = pattern::parse(text).context("English singular")?;
    for name in pattern::slots(&pieces) {
        ensure!(arguments.iter().any(|known| known == name), "the singular has an unknown placeholder `{name}`");
    }
    Ok(pieces)
}
