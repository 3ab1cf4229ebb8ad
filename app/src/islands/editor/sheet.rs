//! The form as it is being filled in: each field a signal of its own, so that a key changes what stands at its field
//! and nothing else.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::declaration::Content;
use domain::declaration::check::Context;
use leptos::prelude::*;

use super::figure;
use super::finding::{self, Finding};
use super::lines::{self, Entry, Line, Reading};
use super::merge::{self, Clash, Key};
use super::place::Place;
use super::section::Section;

/// How far a person has come with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// As it was when the page was opened.
    Fresh,
    /// Being typed in.
    Typing,
    /// Typed in and left, or rested in.
    Left,
}

/// Explanations by the rule that asks for them.
pub type Reasons = BTreeMap<Cow<'static, str>, String>;

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where it belongs.
    pub section: Section,
    row: Option<u32>,
    /// As the JSON calls it.
    pub field: &'static str,
    /// The text in it.
    pub text: RwSignal<String>,
    /// The text before the last key that could be read: what is saved while something else than a figure stands there.
    readable: StoredValue<String>,
    /// Why what looks wrong in it is right.
    pub reasons: RwSignal<Reasons>,
    /// What is wrong in it.
    pub findings: RwSignal<Vec<Finding>>,
    /// How far its person has come.
    pub stage: RwSignal<Stage>,
}

/// A row of fields; the row's number stays its own when others come and go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub id: u32,
    /// Where it belongs.
    pub section: Section,
    cells: Arc<[Cell]>,
}

/// The form.
#[derive(Clone, Copy)]
pub struct Sheet {
    rows: RwSignal<Vec<Row>>,
    permit: StoredValue<Context>,
    /// Everything that is wrong, in the order of the form.
    pub findings: RwSignal<Vec<Finding>>,
    /// Whether a field holds something that is no figure, and so cannot be saved.
    pub garbled: RwSignal<bool>,
    /// Signals made later belong to the island too.
    owner: StoredValue<Owner>,
}

impl Cell {
    fn new(section: Section, row: Option<u32>, field: &'static str) -> Self {
        let (text, reasons, readable) = (RwSignal::default(), RwSignal::default(), StoredValue::default());
        let (findings, stage) = (RwSignal::default(), RwSignal::new(Stage::Fresh));
        Self { section, row, field, text, readable, reasons, findings, stage }
    }

    /// Takes the text that is in the field now.
    pub fn write(&self, text: String) {
        let before = self.text.get_untracked();
        if figure::read(&before).is_ok() {
            self.readable.set_value(before);
        }
        self.text.set(text);
    }

    /// The name from which the ids of the field derive.
    pub fn name(&self) -> String {
        let row = self.row.map(|row| row as usize);
        Place { section: self.section, row, field: self.field }.name()
    }

    fn set_findings(&self, found: Vec<Finding>) {
        if self.findings.with_untracked(|shown| *shown != found) {
            self.findings.set(found);
        }
    }
}

impl Row {
    fn new(id: u32, line: &Line) -> Self {
        let own = line.section.has_rows().then_some(id);
        let mut cells: Vec<Cell> = Vec::with_capacity(line.entries.len());
        for Entry { field, rule, text } in &line.entries {
            if rule.is_empty() {
                let cell = Cell::new(line.section, own, field);
                cell.text.set(text.clone());
                cells.push(cell);
            } else if let Some(cell) = cells.iter().find(|cell| cell.field == *field) {
                cell.reasons.update(|reasons| drop(reasons.insert(rule.clone(), text.clone())));
            }
        }
        Self { id, section: line.section, cells: cells.into() }
    }

    /// A field; one that belongs to no form where the row has none of this name.
    pub fn cell(&self, field: &'static str) -> Cell {
        let found = self.cells.iter().copied().find(|cell| cell.field == field);
        found.unwrap_or_else(|| Cell::new(self.section, Some(self.id), field))
    }

    /// The text of a field that does not change.
    pub fn fixed(&self, field: &'static str) -> String {
        self.cell(field).text.get_untracked()
    }

    fn line(&self) -> Line {
        let texts =
            self.cells.iter().map(|cell| Entry { field: cell.field, rule: "".into(), text: cell.text.get_untracked() });
        let mut entries: Vec<Entry> = texts.collect();
        for cell in &*self.cells {
            cell.reasons.with_untracked(|reasons| {
                let entry = |(rule, text): (&Cow<'static, str>, &String)| Entry {
                    field: cell.field,
                    rule: rule.clone(),
                    text: text.clone(),
                };
                entries.extend(reasons.iter().map(entry));
            });
        }
        Line { section: self.section, entries }
    }

    fn adopt(&self, line: &Line) {
        for Entry { field, rule, text } in &line.entries {
            let Some(cell) = self.cells.iter().find(|cell| cell.field == *field) else { continue };
            if !rule.is_empty() {
                if cell.reasons.with_untracked(|reasons| reasons.get(rule) != Some(text)) {
                    cell.reasons.update(|reasons| drop(reasons.insert(rule.clone(), text.clone())));
                }
            } else if cell.text.with_untracked(|own| !merge::same(own, text)) {
                cell.text.set(text.clone());
            }
        }
    }
}

impl Sheet {
    /// A form that holds `content`, and every row that the permit asks for.
    pub fn new(content: &Content, permit: Context) -> Self {
        let lines = lines::lay_out(&complete(content, &permit));
        let mut numbers = [0; Section::ALL.len()];
        let rows = lines.iter().map(|line| Row::new(next(&mut numbers, line.section), line)).collect();
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let (rows, permit) = (RwSignal::new(rows), StoredValue::new(permit));
        let sheet = Self { rows, permit, findings: RwSignal::default(), garbled: RwSignal::new(false), owner };
        sheet.check();
        sheet
    }

    /// The rows of a section.
    pub fn rows(&self, section: Section) -> Vec<Row> {
        self.rows.with(|rows| rows.iter().filter(|row| row.section == section).cloned().collect())
    }

    /// The one row of a section that has no rows.
    pub fn only(&self, section: Section) -> Row {
        let found = self.rows.with_untracked(|rows| rows.iter().find(|row| row.section == section).cloned());
        found.unwrap_or_else(|| Row::new(0, &Line { section, entries: vec![] }))
    }

    /// Looks at something of the permit or of the quarter before.
    pub fn permit<T>(&self, look: impl FnOnce(&Context) -> T) -> T {
        self.permit.with_value(look)
    }

    /// The form as rows of texts.
    pub fn lines(&self) -> Vec<Line> {
        self.rows.with_untracked(|rows| rows.iter().map(Row::line).collect())
    }

    /// Runs the rules and puts what they find where it belongs.
    pub fn check(&self) {
        let reading = lines::read(&self.lines());
        let found = self.permit.with_value(|permit| finding::find(&reading, permit));
        self.place(&found);
        self.findings.set(found);
        let garbled = !reading.garbled.is_empty();
        if self.garbled.get_untracked() != garbled {
            self.garbled.set(garbled);
        }
    }

    /// The declaration as it would be signed: an explanation is part of it where there is something to explain.
    pub fn content(&self) -> Content {
        let mut content = self.readable().content;
        self.findings.with_untracked(|found| {
            content.explanations.retain(|explanation| {
                let asks = |finding: &&Finding| finding.explained_by() == Some(&explanation.rule);
                found.iter().filter(asks).any(|finding| finding.place.to_string() == explanation.path)
            });
        });
        content
    }

    /// The form with the figures that stood where something else stands now: a slip does not cost the figure.
    fn readable(&self) -> Reading {
        let mut lines = self.lines();
        let reading = lines::read(&lines);
        if reading.garbled.is_empty() {
            return reading;
        }
        let garbled: Vec<Place> = reading.garbled.into_iter().map(|(place, _)| place).collect();
        let cells = self.cells();
        for (place, line) in lines::placed(&mut lines) {
            for entry in line.entries.iter_mut().filter(|entry| entry.rule.is_empty()) {
                let at = Place { field: entry.field, ..place };
                if let Some(cell) = cells.get(&at).filter(|_| garbled.contains(&at)) {
                    entry.text = cell.readable.get_value();
                }
            }
        }
        lines::read(&lines)
    }

    fn place(&self, found: &[Finding]) {
        let mut by_place: HashMap<Place, Vec<Finding>> = HashMap::new();
        for finding in found {
            by_place.entry(finding.place).or_default().push(finding.clone());
        }
        self.each_cell(|place, cell| cell.set_findings(by_place.remove(&place).unwrap_or_default()));
    }

    /// Every field with its place of the moment.
    fn each_cell(&self, mut visit: impl FnMut(Place, Cell)) {
        let mut counts = [0; Section::ALL.len()];
        self.rows.with_untracked(|rows| {
            for row in rows {
                let at = next(&mut counts, row.section) as usize;
                for cell in &*row.cells {
                    let row = row.section.has_rows().then_some(at);
                    visit(Place { section: cell.section, row, field: cell.field }, *cell);
                }
            }
        });
    }

    /// The fields by their places of the moment.
    pub fn cells(&self) -> HashMap<Place, Cell> {
        let mut cells = HashMap::new();
        self.each_cell(|place, cell| {
            cells.insert(place, cell);
        });
        cells
    }

    /// The row of a field.
    pub fn row_of(&self, cell: Cell) -> Option<Row> {
        self.rows.with_untracked(|rows| rows.iter().find(|row| row.cells.contains(&cell)).cloned())
    }

    /// Adds a row at the end of its section and answers it.
    pub fn add(&self, line: &Line) -> Row {
        let id = self.rows.with_untracked(|rows| {
            rows.iter().filter(|row| row.section == line.section).map(|row| row.id + 1).max().unwrap_or_default()
        });
        let row = self.owner.with_value(|owner| owner.with(|| Row::new(id, line)));
        self.rows.update(|rows| rows.push(row.clone()));
        self.check();
        row
    }

    /// Takes a row away; answers where it stood.
    pub fn remove(&self, gone: &Row) -> usize {
        let at = self.rows.with_untracked(|rows| rows.iter().position(|row| row == gone)).unwrap_or_default();
        self.rows.update(|rows| rows.retain(|row| row != gone));
        self.check();
        at
    }

    /// Puts a row back where it stood.
    pub fn put_back(&self, row: Row, at: usize) {
        self.rows.update(|rows| rows.insert(at.min(rows.len()), row));
        self.check();
    }

    /// Takes over what another person saved, beside what this one typed; answers what both changed.
    pub fn join(&self, base: &Content, theirs: &Content) -> Vec<Clash> {
        let merged = merge::merge(&lines::lay_out(base), &self.lines(), &lines::lay_out(theirs));
        let mine: HashMap<Key, Row> = {
            let (rows, lines) = (self.rows.get_untracked(), self.lines());
            merge::keyed(&lines).into_iter().map(|(key, _)| key).zip(rows).collect()
        };
        let mut fresh = self.rows.with_untracked(|rows| rows.iter().map(|row| row.id + 1).max().unwrap_or_default());
        let rows = merge::keyed(&merged.lines).into_iter().map(|(key, line)| {
            if let Some(row) = mine.get(&key) {
                row.adopt(line);
                return row.clone();
            }
            fresh += 1;
            self.owner.with_value(|owner| owner.with(|| Row::new(fresh, line)))
        });
        let rows: Vec<Row> = rows.collect();
        if self.rows.with_untracked(|own| *own != rows) {
            self.rows.set(rows);
        }
        self.check();
        merged.clashes
    }

    /// Puts the other person's text into the field that both changed.
    pub fn give_way(&self, Clash { row: wanted, mine: Entry { field, rule, .. }, theirs }: &Clash) {
        let (rows, lines) = (self.rows.get_untracked(), self.lines());
        let found = merge::keyed(&lines).into_iter().zip(rows).find(|((key, _), _)| key == wanted);
        if let Some((_, row)) = found {
            let entries = vec![Entry { field, rule: rule.clone(), text: theirs.clone() }];
            row.adopt(&Line { section: row.section, entries });
        }
        self.check();
    }
}

/// The rows of `content`, and those that the permit asks for and `content` does not have yet.
fn complete(content: &Content, permit: &Context) -> Content {
    let mut whole = content.clone();
    let blank = permit.blank();
    for product in blank.products {
        if !whole.products.iter().any(|own| own.name == product.name) {
            whole.products.push(product);
        }
    }
    for emission in blank.emissions {
        let is_its = |own: &domain::declaration::Emission| {
            (own.outlet, &own.pollutant) == (emission.outlet, &emission.pollutant)
        };
        if !whole.emissions.iter().any(is_its) {
            whole.emissions.push(emission);
        }
    }
    whole
}

fn next(numbers: &mut [u32; Section::ALL.len()], section: Section) -> u32 {
    let number = numbers[section as usize];
    numbers[section as usize] += 1;
    number
}
