//! The glossary names the words that pages use.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says where it broke")]

use std::fs;
use std::path::{Path, PathBuf};

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

/// The places that the last column names: `services::throttle`, `domain::limit::Averaging`.
fn places(glossary: &str) -> Vec<&str> {
    let rows = glossary.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| word |"));
    let cells = rows.filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next());
    let each = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    each.filter(|place| place.contains("::") && !place.contains('*')).collect()
}

/// Whether a crate has such a module, and its folder or file defines the name at the end.
fn stands(root: &Path, place: &str) -> bool {
    let mut parts = place.split("::");
    let mut at: PathBuf = root.join(parts.next().unwrap_or_default()).join("src");
    for part in parts {
        if at.join(part).is_dir() {
            at = at.join(part);
        } else if at.join(part).with_extension("rs").is_file() {
            at = at.join(part).with_extension("rs");
        } else {
            let defined = ["struct", "enum", "trait", "type", "fn"].map(|kind| format!("{kind} {part}"));
            let again = format!("{part},");
            return code(&at)
                .iter()
                .any(|text| defined.iter().any(|name| text.contains(name)) || text.contains(&again));
        }
    }
    true
}

/// The source of a file, or of all files in a folder.
fn code(at: &Path) -> Vec<String> {
    if at.is_file() {
        return vec![fs::read_to_string(at).unwrap()];
    }
    fs::read_dir(at).unwrap().flat_map(|entry| code(&entry.unwrap().path())).collect()
}

#[test]
fn every_place_that_the_glossary_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let glossary = fs::read_to_string(root.join("docs/GLOSSARY.md")).unwrap();
    let places = places(&glossary);
    assert!(places.len() > 50, "{places:?}");
    let gone: Vec<_> = places.into_iter().filter(|place| !stands(&root, place)).collect();
    assert!(gone.is_empty(), "the glossary names what is not there: {gone:?}");
    assert!(!stands(&root, "services::no_such_module::Nothing"));
}
