//! Two people's changes to one declaration, put together: what only one of them changed is taken, and what both
//! changed differently is asked about.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use domain::declaration::form::{Field, Section};
use domain::input;

use super::cell::Cell;
use super::row::{CellId, Row};

/// A text that both changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The field, which stays the same whatever its row is called by now.
    pub cell: CellId,
    /// What its row was called when both had changed it.
    pub name: String,
    /// The rule whose explanation it is; none for what stands in the field itself.
    pub rule: Option<Cow<'static, str>>,
    /// The text as this person has it.
    pub mine: String,
    /// As the other one saved it.
    pub theirs: String,
}

/// What a row is about: its section, what it is called, and which of that name it is.
type RowKey = (Section, String, usize);

/// Rows put together.
pub struct Merged {
    /// The rows; of what both changed this person's text.
    pub rows: Vec<Joined>,
    /// What both changed.
    pub clashes: Vec<Clash>,
}

/// A row and whose number it has.
pub enum Joined {
    /// One that this person has, with what the other one changed in it.
    Mine(Row),
    /// One that the other person added.
    Theirs(Row),
}

impl Joined {
    /// The row.
    pub const fn row(&self) -> &Row {
        match self {
            Self::Mine(row) | Self::Theirs(row) => row,
        }
    }
}

/// Puts `mine` and `theirs` together, both of which began as `base`.
pub fn merge(base: &[Row], mine: &[Row], theirs: &[Row]) -> Merged {
    let own: BTreeSet<RowKey> = keyed(mine).map(|(key, _)| key).collect();
    let [base, others]: [BTreeMap<RowKey, &Row>; 2] = [base, theirs].map(|rows| keyed(rows).collect());
    let mut merged = Merged { rows: Vec::new(), clashes: Vec::new() };
    for (key, row) in keyed(mine) {
        match (others.get(&key), base.get(&key)) {
            (Some(other), base) => merged.join(row, other, base.copied()),
            // Removed by the other one; what was changed since is not thrown away.
            (None, Some(base)) if is_same_row(row, base) => {}
            (None, _) => merged.rows.push(Joined::Mine(row.clone())),
        }
    }
    for (key, row) in keyed(theirs).filter(|(key, _)| !own.contains(key)) {
        if base.get(&key).is_none_or(|base| !is_same_row(row, base)) {
            merged.rows.push(Joined::Theirs(row.clone()));
        }
    }
    merged.rows.sort_by_key(|joined| joined.row().id.section);
    merged
}

impl Merged {
    fn join(&mut self, mine: &Row, theirs: &Row, base: Option<&Row>) {
        let (mut row, id, name) = (mine.clone(), mine.id, mine.name());
        for cell in &mut row.cells {
            let field = cell.field;
            let [their, begun] = [Some(theirs), base].map(|row| row.and_then(|row| cell_of(row, field)));
            let text = |cell: Option<&Cell>| cell.map(|cell| cell.text.clone()).unwrap_or_default();
            let mut clash = |rule, mine: &str, theirs: String| {
                let (cell, mine) = (CellId { row: id, field }, mine.to_owned());
                self.clashes.push(Clash { cell, name: name.clone(), rule, mine, theirs });
            };
            if let Some(theirs) = taken(&mut cell.text, text(their), &text(begun)) {
                cell.overtaken(&theirs);
                clash(None, &cell.text, theirs);
            }
            let rules = their.iter().flat_map(|their| their.reasons.keys()).chain(cell.reasons.keys());
            for rule in rules.cloned().collect::<BTreeSet<_>>() {
                let reason =
                    |cell: Option<&Cell>| cell.and_then(|cell| cell.reasons.get(&rule)).cloned().unwrap_or_default();
                let (their, begun) = (reason(their), reason(begun));
                let own = cell.reasons.entry(rule.clone()).or_default();
                if let Some(theirs) = taken(own, their, &begun) {
                    clash(Some(rule), &*own, theirs);
                }
            }
        }
        self.rows.push(Joined::Mine(row));
    }
}

/// Takes what only the other one changed; answers their text where both changed it, and leaves this person's.
fn taken(mine: &mut String, theirs: String, begun: &str) -> Option<String> {
    if same(mine, &theirs) || same(&theirs, begun) {
        return None;
    }
    if same(mine, begun) {
        *mine = theirs;
        return None;
    }
    Some(theirs)
}

fn cell_of(row: &Row, field: Field) -> Option<&Cell> {
    row.cells.iter().find(|cell| cell.field == field)
}

/// The rows with what they are about.
fn keyed(rows: &[Row]) -> impl Iterator<Item = (RowKey, &Row)> {
    let mut namesakes: BTreeMap<(Section, String), usize> = BTreeMap::new();
    rows.iter().map(move |row| {
        let (section, name) = (row.id.section, row.name());
        let nth = namesakes.entry((section, name.clone())).or_default();
        let key = (section, name, *nth);
        *nth += 1;
        (key, row)
    })
}

fn is_same_row(one: &Row, other: &Row) -> bool {
    let reason = |row: &Row, field, rule: &str| {
        let cell = cell_of(row, field);
        cell.and_then(|cell| cell.reasons.get(rule)).map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let says_the_same = |one: &Row, other: &Row| {
        one.cells.iter().all(|cell| {
            same(&cell.text, other.text(cell.field))
                && cell.reasons.iter().all(|(rule, text)| same(text, &reason(other, cell.field, rule)))
        })
    };
    says_the_same(one, other) && says_the_same(other, one)
}

/// Whether two texts say the same: `18,420` and `18420` do.
pub fn same(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
        || input::figure(one).is_ok_and(|value| value.is_some() && Ok(value) == input::figure(other))
}

#[cfg(test)]
mod tests {
    use domain::declaration::{Content, Explanation, Facility, Water};
    use rust_decimal::{Decimal, dec};

    use super::*;
    use crate::islands::editor::model::row::{read, rows_of};

    fn water(municipal: Decimal, discharged: Decimal) -> Content {
        let (municipal_m3, discharged_m3) = (Some(municipal), Some(discharged));
        Content { water: Water { municipal_m3, discharged_m3, ..Water::default() }, ..Content::default() }
    }

    fn facility(name: &str, hours: i64) -> Facility {
        Facility { name: name.to_owned(), run_hours: Some(Decimal::from(hours)), ..Facility::default() }
    }

    fn put_together(base: &Content, mine: &Content, theirs: &Content) -> (Content, Vec<(String, String)>) {
        let merged = merge(&rows_of(base), &rows_of(mine), &rows_of(theirs));
        let clashes = merged.clashes.into_iter().map(|clash| (clash.mine, clash.theirs)).collect();
        let rows: Vec<Row> = merged.rows.iter().map(|joined| joined.row().clone()).collect();
        (read(&rows, |cell| &cell.text).content, clashes)
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
    fn of_two_rows_with_one_name_each_meets_its_own() {
        let with = |hours: [i64; 2]| Content {
            facilities: hours.into_iter().map(|hours| facility("一号", hours)).collect(),
            ..Content::default()
        };
        let (content, clashes) = put_together(&with([1, 2]), &with([1, 20]), &with([10, 2]));
        assert_eq!((content, clashes), (with([10, 20]), vec![]));
    }

    #[test]
    fn garbage_in_a_field_is_kept() {
        let mut mine = rows_of(&water(dec!(10), dec!(5)));
        mine[0].cells[0].text = "约10".into();
        let merged = merge(&rows_of(&water(dec!(10), dec!(5))), &mine, &rows_of(&water(dec!(10), dec!(6))));
        assert_eq!(merged.rows[0].row().text(Field::MunicipalWater), "约10");
        assert_eq!(merged.rows[0].row().text(Field::DischargedWater), "6");
    }

    #[test]
    fn explanations_are_joined_like_figures() {
        let with = |reasons: &[(&str, &str)]| {
            let explanations = reasons.iter().map(|(rule, text)| Explanation {
                path: Field::DischargedWater.at(0).to_string(),
                rule: (*rule).to_owned(),
                text: (*text).to_owned(),
            });
            Content { explanations: explanations.collect(), ..water(dec!(10), dec!(5)) }
        };
        let (content, clashes) = put_together(&with(&[]), &with(&[("D05", "雨水")]), &with(&[("D06", "表坏")]));
        assert_eq!((content, clashes), (with(&[("D05", "雨水"), ("D06", "表坏")]), vec![]));
        let (content, clashes) = put_together(&with(&[]), &with(&[("D05", "雨水")]), &with(&[("D05", "冷却水")]));
        assert_eq!(content, with(&[("D05", "雨水")]));
        assert_eq!(clashes, [("雨水".to_owned(), "冷却水".to_owned())]);
        let (content, _) = put_together(&with(&[("D05", "雨水")]), &with(&[("D05", "雨水")]), &with(&[]));
        assert_eq!(content, with(&[]), "taken back by the other one");
    }
}
