//! Two people's changes to one declaration, put together: what only one of them changed is taken, and what both
//! changed differently is asked about.

use std::collections::BTreeSet;

use super::figure;
use super::lines::{Entry, Line};
use super::section::Section;

/// A text that both changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The row.
    pub row: Key,
    /// The text as this person has it.
    pub mine: Entry,
    /// As the other one saved it.
    pub theirs: String,
}

/// What a row is about: its section, what it is called, and which of that name it is.
pub type Key = (Section, String, usize);

/// Rows put together.
pub struct Merged {
    /// The rows; of what both changed this person's text.
    pub lines: Vec<Line>,
    /// What both changed.
    pub clashes: Vec<Clash>,
}

/// Puts `mine` and `theirs` together, both of which began as `base`.
pub fn merge(base: &[Line], mine: &[Line], theirs: &[Line]) -> Merged {
    let [base, mine, theirs] = [base, mine, theirs].map(keyed);
    let mut merged = Merged { lines: Vec::new(), clashes: Vec::new() };
    let own: BTreeSet<&Key> = mine.iter().map(|(key, _)| key).collect();
    for (key, line) in mine.iter().map(|(key, line)| (key, *line)) {
        match (find(&theirs, key), find(&base, key)) {
            (Some(other), base) => merged.row(key, line, other, base),
            // Removed by the other one; what was changed since is not thrown away.
            (None, Some(base)) if same_row(line, base) => {}
            (None, _) => merged.lines.push(line.clone()),
        }
    }
    for (key, line) in theirs.iter().map(|(key, line)| (key, *line)).filter(|(key, _)| !own.contains(key)) {
        if find(&base, key).is_none_or(|base| !same_row(line, base)) {
            merged.lines.push(line.clone());
        }
    }
    merged.lines.sort_by_key(|line| line.section);
    merged
}

impl Merged {
    fn row(&mut self, key: &Key, mine: &Line, theirs: &Line, base: Option<&Line>) {
        let find = |line: &Line, of: &Entry| {
            let is_it = |entry: &&Entry| entry.field == of.field && entry.rule == of.rule;
            line.entries.iter().find(is_it).map(|entry| entry.text.clone())
        };
        let text = |line: &Line, of: &Entry| find(line, of).unwrap_or_default();
        let mut entries = mine.entries.clone();
        let added = theirs.entries.iter().filter(|entry| find(mine, entry).is_none());
        entries.extend(added.map(|entry| Entry { text: String::new(), ..entry.clone() }));
        for entry in &mut entries {
            let (their, begun) = (text(theirs, entry), base.map(|base| text(base, entry)).unwrap_or_default());
            if same(&entry.text, &their) || same(&their, &begun) {
                continue;
            }
            if same(&entry.text, &begun) {
                entry.text = their;
            } else {
                self.clashes.push(Clash { row: key.clone(), mine: entry.clone(), theirs: their });
            }
        }
        self.lines.push(Line { section: mine.section, entries });
    }
}

/// The rows with what they are about.
pub fn keyed(lines: &[Line]) -> Vec<(Key, &Line)> {
    let mut rows: Vec<(Key, &Line)> = Vec::with_capacity(lines.len());
    for line in lines {
        let name = match line.section {
            Section::Products | Section::Facilities => line.text("name").trim().to_owned(),
            Section::Emissions => format!("{} {}", line.text("outlet"), line.text("pollutant")),
            Section::Water | Section::Energy | Section::Remarks => String::new(),
        };
        let namesakes = rows.iter().filter(|((section, other, _), _)| *section == line.section && *other == name);
        let key = (line.section, name.clone(), namesakes.count());
        rows.push((key, line));
    }
    rows
}

fn find<'a>(rows: &[(Key, &'a Line)], key: &Key) -> Option<&'a Line> {
    rows.iter().find(|(own, _)| own == key).map(|(_, line)| *line)
}

fn same_row(one: &Line, other: &Line) -> bool {
    let covers = |one: &Line, other: &Line| {
        one.entries.iter().all(|entry| {
            let found = other.entries.iter().find(|o| o.field == entry.field && o.rule == entry.rule);
            same(&entry.text, found.map_or("", |found| &found.text))
        })
    };
    covers(one, other) && covers(other, one)
}

/// Whether two texts say the same: `18,420` and `18420` do.
pub fn same(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
        || figure::read(one).is_ok_and(|value| value.is_some() && Ok(value) == figure::read(other))
}

#[cfg(test)]
mod tests {
    use domain::declaration::{Content, Facility, Water};
    use rust_decimal::{Decimal, dec};

    use super::*;
    use crate::islands::editor::lines::{lay_out, read};

    fn water(municipal: Decimal, discharged: Decimal) -> Content {
        let (municipal_m3, discharged_m3) = (Some(municipal), Some(discharged));
        Content { water: Water { municipal_m3, discharged_m3, ..Water::default() }, ..Content::default() }
    }

    fn facility(name: &str, hours: i64) -> Facility {
        let run_hours = Some(Decimal::from(hours));
        Facility { name: name.to_owned(), run_hours, electricity_kwh: None, chemicals_kg: None, sludge_t: None }
    }

    fn put_together(base: &Content, mine: &Content, theirs: &Content) -> (Content, Vec<(String, String)>) {
        let merged = merge(&lay_out(base), &lay_out(mine), &lay_out(theirs));
        let clashes = merged.clashes.into_iter().map(|clash| (clash.mine.text, clash.theirs)).collect();
        (read(&merged.lines).content, clashes)
    }

    #[test]
    fn what_one_of_them_changed_is_taken() {
        let base = water(dec!(10), dec!(5));
        let (content, clashes) = put_together(&base, &water(dec!(11), dec!(5)), &water(dec!(10), dec!(6)));
        assert_eq!((content, clashes), (water(dec!(11), dec!(6)), vec![]));
    }

    #[test]
    fn what_both_changed_is_asked_about_and_stays_as_this_person_has_it() {
        let base = water(dec!(10), dec!(5));
        let (content, clashes) = put_together(&base, &water(dec!(10), dec!(7)), &water(dec!(10), dec!(6)));
        assert_eq!(content, water(dec!(10), dec!(7)));
        assert_eq!(clashes, [("7".to_owned(), "6".to_owned())]);
        let (_, clashes) = put_together(&base, &water(dec!(10), dec!(7)), &water(dec!(10), dec!(7.0)));
        assert_eq!(clashes, [], "both wrote the same");
    }

    #[test]
    fn rows_are_added_and_removed_by_either() {
        let with = |rows: &[(&str, i64)]| Content {
            facilities: rows.iter().map(|(name, hours)| facility(name, *hours)).collect(),
            ..Content::default()
        };
        let base = with(&[("一号", 1), ("二号", 2), ("三号", 3)]);
        let mine = with(&[("一号", 1), ("三号", 3), ("四号", 4)]);
        let theirs = with(&[("二号", 2), ("三号", 33), ("五号", 5)]);
        let (content, clashes) = put_together(&base, &mine, &theirs);
        assert_eq!((content, clashes), (with(&[("三号", 33), ("四号", 4), ("五号", 5)]), vec![]));
        let (content, _) = put_together(&base, &with(&[("一号", 9)]), &with(&[]));
        assert_eq!(content, with(&[("一号", 9)]), "what was changed since is not thrown away");
    }

    #[test]
    fn garbage_in_a_field_is_kept() {
        let mut mine = lay_out(&water(dec!(10), dec!(5)));
        mine[0].entries[0].text = "约10".into();
        let merged = merge(&lay_out(&water(dec!(10), dec!(5))), &mine, &lay_out(&water(dec!(10), dec!(6))));
        assert_eq!(merged.lines[0].text("municipal_m3"), "约10");
        assert_eq!(merged.lines[0].text("discharged_m3"), "6");
    }
}
