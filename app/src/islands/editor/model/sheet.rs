//! The form as it is being filled in.

use std::collections::HashMap;

use domain::declaration::check::{self, Context};
use domain::declaration::form::{Field, FieldPath, Section};
use domain::declaration::{Content, Emission};

use super::cell::{Cell, Reasons, Stage};
use super::issue::FieldIssue;
use super::merge::{Clash, Joined, merge};
use super::row::{CellId, Row, RowId, read, rows_of};

/// The form.
#[derive(Clone, Debug)]
pub struct Sheet {
    rows: Vec<Row>,
    permit: Context,
    /// Everything that is wrong, in the order of the form.
    issues: Vec<FieldIssue>,
    /// The next number of a row, of each section. None is given twice: a row that was taken away may be put back.
    next: [u32; Section::ALL.len()],
}

impl Sheet {
    /// A form that holds `content`, and every row that the permit asks for.
    pub fn new(content: &Content, permit: Context) -> Self {
        let rows = rows_of(&complete(content, &permit));
        let mut sheet = Self { rows, permit, issues: Vec::new(), next: [0; Section::ALL.len()] };
        for row in &sheet.rows {
            sheet.next[row.id.section as usize] = row.id.number + 1;
        }
        sheet.check();
        sheet
    }

    /// The rows of a section.
    pub fn rows(&self, section: Section) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.id.section == section)
    }

    /// A row.
    pub fn row(&self, id: RowId) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The text of a field; empty where the row is gone.
    pub fn text(&self, id: CellId) -> &str {
        self.row(id.row).map_or("", |row| row.text(id.field))
    }

    /// What stands in the fields of a row.
    pub fn text_in(&self, row: RowId) -> impl Fn(Field) -> String + '_ {
        move |field| self.text(CellId { row, field }).to_owned()
    }

    /// The explanations at a field.
    pub fn reasons(&self, id: CellId) -> Option<&Reasons> {
        self.cell(id).map(|cell| &cell.reasons)
    }

    /// How far its person has come with a field.
    pub fn stage(&self, id: CellId) -> Stage {
        self.cell(id).map(|cell| cell.stage).unwrap_or_default()
    }

    /// What the form is checked against.
    pub const fn permit(&self) -> &Context {
        &self.permit
    }

    /// Everything that is wrong, in the order of the form.
    pub fn issues(&self) -> &[FieldIssue] {
        &self.issues
    }

    /// Whether a field holds something that is no figure, and so cannot be saved.
    pub fn is_garbled(&self) -> bool {
        self.issues.iter().any(FieldIssue::is_garbled)
    }

    /// Takes the text that is in a field now.
    pub fn write(&mut self, id: CellId, text: String) {
        if let Some(cell) = self.cell_mut(id) {
            cell.write(text);
            self.check();
        }
    }

    /// Takes an explanation.
    pub fn explain(&mut self, id: CellId, rule: &str, text: String) {
        if let Some(cell) = self.cell_mut(id) {
            cell.reasons.insert(rule.to_owned().into(), text);
        }
    }

    /// A person has come so far with a field.
    pub fn come_to(&mut self, id: CellId, stage: Stage) {
        if let Some(cell) = self.cell_mut(id) {
            cell.stage = stage;
        }
    }

    /// Adds an empty row at the end of a section.
    pub fn add(&mut self, section: Section) -> RowId {
        let id = RowId { section, number: self.fresh(section) };
        self.rows.push(Row::new(id, |_| String::new()));
        self.check();
        id
    }

    /// Takes a row away; answers it and where it stood.
    pub fn remove(&mut self, id: RowId) -> Option<(Row, usize)> {
        let at = self.rows.iter().position(|row| row.id == id)?;
        let row = self.rows.remove(at);
        self.check();
        Some((row, at))
    }

    /// Puts a row back where it stood.
    pub fn put_back(&mut self, row: Row, at: usize) {
        self.rows.insert(at.min(self.rows.len()), row);
        self.check();
    }

    /// The declaration as it would be signed: what cannot be read is as it was before or as somebody else saved it since,
    /// and an explanation is part of it where there is something to explain.
    pub fn content(&self) -> Content {
        let mut content = read(&self.rows, Cell::readable).content;
        content.explanations.retain(|explanation| {
            let asks = |issue: &&FieldIssue| issue.explained_by() == Some(&explanation.rule);
            self.issues.iter().filter(asks).any(|issue| issue.path.to_string() == explanation.path)
        });
        content
    }

    /// Takes over what another person saved, beside what this one typed; answers what both changed.
    pub fn join(&mut self, base: &Content, theirs: &Content) -> Vec<Clash> {
        let merged = merge(&rows_of(base), &self.rows, &rows_of(theirs));
        let rows = merged.rows.into_iter().map(|joined| match joined {
            Joined::Mine(row) => row,
            Joined::Theirs(row) => {
                let number = self.fresh(row.id.section);
                Row { id: RowId { number, ..row.id }, ..row }
            }
        });
        self.rows = rows.collect();
        self.check();
        merged.clashes
    }

    /// Puts the other person's text into the field that both changed.
    pub fn give_way(&mut self, clash: &Clash) {
        let Some(cell) = self.cell_mut(clash.cell) else { return };
        match &clash.rule {
            None => cell.write(clash.theirs.clone()),
            Some(rule) => drop(cell.reasons.insert(rule.clone(), clash.theirs.clone())),
        }
        self.check();
    }

    /// Runs the rules. That a field is empty is not said of one that holds something else than a figure.
    fn check(&mut self) {
        let reading = read(&self.rows, |cell| &cell.text);
        let cells: HashMap<FieldPath, CellId> = reading.places.iter().copied().collect();
        let garbled = reading.garbled.into_iter();
        self.issues = garbled.map(|(path, cell, why)| FieldIssue::garbled(path, cell, why)).collect();
        let is_garbled = |path: FieldPath| self.issues.iter().any(|issue| issue.path == path);
        let problems = check::check(&reading.content, &self.permit).into_iter();
        let found: Vec<_> = problems.filter(|problem| !is_garbled(problem.path)).collect();
        self.issues.extend(found.into_iter().map(|problem| {
            let cell = cells.get(&problem.path).copied();
            FieldIssue::of_rule(problem, cell)
        }));
    }

    fn cell(&self, id: CellId) -> Option<&Cell> {
        self.row(id.row)?.cells.iter().find(|cell| cell.field == id.field)
    }

    fn cell_mut(&mut self, id: CellId) -> Option<&mut Cell> {
        let row = self.rows.iter_mut().find(|row| row.id == id.row)?;
        row.cells.iter_mut().find(|cell| cell.field == id.field)
    }

    fn fresh(&mut self, section: Section) -> u32 {
        let next = &mut self.next[section as usize];
        *next += 1;
        *next - 1
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
        let is_its = |own: &Emission| (own.outlet, &own.pollutant) == (emission.outlet, &emission.pollutant);
        if !whole.emissions.iter().any(is_its) {
            whole.emissions.push(emission);
        }
    }
    whole
}

#[cfg(test)]
mod tests;
