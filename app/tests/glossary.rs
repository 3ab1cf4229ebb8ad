//! The glossary names the words that pages use.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says where it broke")]

use std::fs;
use std::path::Path;

/// The Chinese words of the glossary, each with the row that it stands in.
fn words(glossary: &str) -> Vec<(&str, &str)> {
    let rows = glossary.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| word |"));
    let chinese = rows.filter_map(|row| Some((row, row.split(" | ").nth(1)?)));
    // Our own words have no such column: what stands second there is plain English.
    let each = chinese.flat_map(|(row, cell)| cell.split(", ").map(move |word| (row, word)));
    each.filter(|(_, word)| *word != "-" && !word.is_ascii()).collect()
}

#[test]
fn every_chinese_word_of_the_glossary_stands_on_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let glossary = fs::read_to_string(root.join("../docs/GLOSSARY.md")).unwrap();
    let files = fs::read_dir(root.join("texts")).unwrap().map(|file| file.unwrap().path());
    let texts: Vec<_> = files.map(|file| fs::read_to_string(file).unwrap()).collect();
    let said: Vec<_> = texts.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with("zh")).collect();
    let words = words(&glossary);
    assert!(words.len() > 30, "{words:?}");
    for (row, word) in words {
        assert!(said.iter().any(|line| line.contains(word)), "no page says {word}: {row}");
    }
}
