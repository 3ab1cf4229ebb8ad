//! The law that comes with the portal, as data: `data/law/` at the root of the tree, one file a subject, each entry with
//! the days on which it holds and the source that it is from. Here is the one reader of each; that of the working days
//! is `domain::calendar`, which both browser and server count by, and that of the trades `public::Trade`.
//!
//! The files are part of the program, which reads all of them when it starts ([`check_law`](crate::check_law)): one that
//! cannot be read is the end of the start, and nobody meets a portal without its law.

mod furnaces;
mod limits;
mod marks;
mod means;
mod penalties;
mod read;
#[cfg(test)]
mod source;

use domain::calendar::Calendar;

pub use furnaces::furnace_rule;
pub use limits::{Standards, TableLimit, limits};
pub use marks::mark_rules;
pub use means::means_rules;
pub use penalties::{discretion_rules, gravity_rules, laws, penalties};
pub use read::Unreadable;
pub(crate) use read::{or_nothing, read};

/// Reads every file of the law that came along, the working days too.
pub(crate) fn check() -> Result<(), Unreadable> {
    furnaces::check()?;
    limits::check()?;
    marks::check()?;
    means::check()?;
    penalties::check()?;
    Calendar::check_built_in().map_err(|error| Unreadable::new("working_days.txt", error))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use toml::{Table, Value};

    use super::source;

    /// Whether an entry says since when or until when it holds: a provision that is older than the portal needs no first
    /// day.
    fn is_dated(entry: &Table) -> bool {
        let days: Vec<_> = ["from", "to"].iter().filter_map(|key| entry.get(*key)).collect();
        let is_day = |value: &&Value| value.as_str().is_some_and(|text| text.parse::<chrono::NaiveDate>().is_ok());
        !days.is_empty() && days.iter().all(is_day)
    }

    /// Whether it says where it is from: as a whole, or each of its parts by itself.
    fn has_source(entry: &Table) -> bool {
        let is_marked = |source: &Value| source.as_str().is_some_and(source::is_marked);
        match entry.get("source") {
            Some(Value::Table(parts)) => !parts.is_empty() && parts.values().all(is_marked),
            Some(source) => is_marked(source),
            None => false,
        }
    }

    fn check(file: &str, entry: &Table) {
        assert!(is_dated(entry), "{file}: no days of validity: {entry}");
        assert!(has_source(entry), "{file}: no source: {entry}");
    }

    /// The file's entries: those of its one array of tables, or the file as a whole.
    fn check_file(file: &str, text: &str) {
        let whole: Table = text.parse().unwrap();
        let lists: Vec<_> = whole.values().filter_map(Value::as_array).collect();
        let entries = lists.iter().flat_map(|list| list.iter());
        for entry in entries {
            check(file, entry.as_table().unwrap());
        }
        if lists.is_empty() {
            check(file, &whole);
        }
    }

    #[test]
    fn every_entry_says_when_it_holds_and_where_it_is_from() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
        let mut seen = BTreeSet::new();
        for folder in [data.join("law"), data] {
            for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
                let name = file.file_name().unwrap().to_str().unwrap().to_owned();
                let text = fs::read_to_string(&file).unwrap();
                if file.extension().is_some_and(|extension| extension == "toml") {
                    check_file(&name, &text);
                } else {
                    // `domain::calendar` reads it and tests the same of each year.
                    assert_eq!(name, "working_days.txt", "a file of law in a form that nothing here looks at");
                }
                seen.insert(name);
            }
        }
        let known = [
            "discretion.toml",
            "gravity.toml",
            "industries.toml",
            "laws.toml",
            "limits.toml",
            "marks.toml",
            "means.toml",
            "penalties.toml",
            "working_days.txt",
        ];
        assert!(known.iter().all(|name| seen.contains(*name)), "{seen:?}");
    }

    #[test]
    fn an_entry_without_days_or_source_is_found() {
        let entry = |text: &str| text.parse::<Table>().unwrap();
        assert!(is_dated(&entry("from = \"2026-08-15\"")) && is_dated(&entry("to = \"2026-08-14\"")));
        assert!(!is_dated(&entry("")) && !is_dated(&entry("from = \"soon\"")));
        assert!(has_source(&entry("source = \"from memory, verify\"")));
        assert!(!has_source(&entry("")) && !has_source(&entry("source = \"somewhere\"")));
        assert!(has_source(&entry("[source]\nfine = \"sourced: Code\"\nclause = \"from memory, verify\"")));
        assert!(!has_source(&entry("[source]\nfine = \"sourced: Code\"\nclause = \"\"")));
    }

    #[test]
    fn all_that_came_along_can_be_read() {
        crate::check_law().unwrap();
    }
}
