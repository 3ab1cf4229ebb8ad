//! The form with a signal for each field that the page shows, so that a key changes what stands at its field and nothing
//! else. The truth is the [`Sheet`]; after each change the signals that differ from it are set.

use std::collections::HashMap;
use std::sync::Arc;

use domain::declaration::Content;
use domain::declaration::check::Context;
use domain::declaration::form::{Field, Section};
use leptos::prelude::*;

use super::model::{Cell, CellId, Clash, FieldIssue, Reasons, Row, RowId, Sheet, Stage};

/// A field on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveCell {
    /// Which.
    pub id: CellId,
    /// The text in it.
    pub text: RwSignal<String>,
    /// Why what looks wrong in it is right.
    pub reasons: RwSignal<Reasons>,
    /// What is wrong in it.
    pub issues: RwSignal<Vec<FieldIssue>>,
    /// How far its person has come.
    pub stage: RwSignal<Stage>,
}

/// A row on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveRow {
    /// Which.
    pub id: RowId,
    cells: Arc<[LiveCell]>,
}

/// The form.
#[derive(Clone, Copy)]
pub struct LiveSheet {
    sheet: StoredValue<Sheet>,
    /// The rows of the section that the page shows.
    pub rows: RwSignal<Vec<LiveRow>>,
    /// Whether a field holds something that is no figure, and so cannot be saved.
    pub garbled: RwSignal<bool>,
    section: Section,
    /// Signals made later belong to the island too.
    owner: StoredValue<Owner>,
}

impl LiveRow {
    fn new(row: &Row) -> Self {
        let cell = |cell: &Cell| LiveCell {
            id: CellId { row: row.id, field: cell.field },
            text: RwSignal::new(cell.text.clone()),
            reasons: RwSignal::new(cell.reasons.clone()),
            issues: RwSignal::default(),
            stage: RwSignal::new(cell.stage),
        };
        Self { id: row.id, cells: row.cells.iter().map(cell).collect() }
    }

    /// Its fields, in the order of the form.
    pub fn cells(&self) -> impl Iterator<Item = LiveCell> + '_ {
        self.cells.iter().copied()
    }

    /// A field; none of another section.
    pub fn cell(&self, field: Field) -> Option<LiveCell> {
        self.cells().find(|cell| cell.id.field == field)
    }
}

impl LiveCell {
    fn follow(&self, cell: &Cell, issues: Vec<FieldIssue>) {
        follow(self.text, &cell.text);
        follow(self.reasons, &cell.reasons);
        follow(self.stage, &cell.stage);
        follow(self.issues, &issues);
    }
}

/// Sets a signal where it does not say so already.
fn follow<T: Clone + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: &T) {
    if signal.with_untracked(|shown| shown != value) {
        signal.set(value.clone());
    }
}

impl LiveSheet {
    /// A form that holds `content` and every row that the permit asks for, of which the page shows a section.
    pub fn new(content: &Content, permit: Context, section: Section) -> Self {
        let sheet = Self {
            sheet: StoredValue::new(Sheet::new(content, permit)),
            rows: RwSignal::default(),
            garbled: RwSignal::new(false),
            section,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        sheet.follow();
        sheet
    }

    /// Looks at the form as it is.
    pub fn look<T>(&self, at: impl FnOnce(&Sheet) -> T) -> T {
        self.sheet.with_value(at)
    }

    /// Looks at something of the permit or of the quarter before.
    pub fn permit<T>(&self, at: impl FnOnce(&Context) -> T) -> T {
        self.look(|sheet| at(sheet.permit()))
    }

    /// The text of a field of a row, for what is decided when the row is drawn.
    pub fn text(&self, row: RowId, field: Field) -> String {
        self.look(|sheet| sheet.text(CellId { row, field }).to_owned())
    }

    /// Takes the text that is in a field now.
    pub fn write(&self, id: CellId, text: String) {
        self.change(|sheet| sheet.write(id, text));
    }

    /// Takes an explanation.
    pub fn explain(&self, id: CellId, rule: &str, text: String) {
        self.change(|sheet| sheet.explain(id, rule, text));
    }

    /// A person has come so far with a field.
    pub fn come_to(&self, id: CellId, stage: Stage) {
        if self.look(|sheet| sheet.stage(id)) != stage {
            self.change(|sheet| sheet.come_to(id, stage));
        }
    }

    /// Adds a row at the end of the section.
    pub fn add(&self) -> RowId {
        let section = self.section;
        self.change(|sheet| sheet.add(section))
    }

    /// Takes a row away; answers it and where it stood.
    pub fn remove(&self, id: RowId) -> Option<(Row, usize)> {
        self.change(|sheet| sheet.remove(id))
    }

    /// Puts a row back where it stood.
    pub fn put_back(&self, row: Row, at: usize) {
        self.change(|sheet| sheet.put_back(row, at));
    }

    /// Takes over what another person saved; answers what both changed.
    pub fn join(&self, base: &Content, theirs: &Content) -> Vec<Clash> {
        self.change(|sheet| sheet.join(base, theirs))
    }

    /// Puts the other person's text into the field that both changed.
    pub fn give_way(&self, clash: &Clash) {
        self.change(|sheet| sheet.give_way(clash));
    }

    fn change<T>(&self, how: impl FnOnce(&mut Sheet) -> T) -> T {
        let mut sheet = self.sheet.write_value();
        let answer = how(&mut sheet);
        drop(sheet);
        self.follow();
        answer
    }

    /// Sets the signals that do not say what the form says.
    fn follow(&self) {
        self.sheet.with_value(|sheet| {
            let mut issues: HashMap<CellId, Vec<FieldIssue>> = HashMap::new();
            for issue in sheet.issues() {
                if let Some(id) = issue.cell {
                    issues.entry(id).or_default().push(issue.clone());
                }
            }
            let rows = self.live_rows(sheet);
            for (live, row) in rows.iter().zip(sheet.rows(self.section)) {
                for (live, cell) in live.cells.iter().zip(&row.cells) {
                    live.follow(cell, issues.remove(&live.id).unwrap_or_default());
                }
            }
            follow(self.rows, &rows);
            follow(self.garbled, &sheet.is_garbled());
        });
    }

    /// The rows of the section, with the signals that they have already.
    fn live_rows(&self, sheet: &Sheet) -> Vec<LiveRow> {
        let known = self.rows.get_untracked();
        let rows = sheet.rows(self.section).enumerate().map(|(n, row)| {
            let same = known.get(n).filter(|live| live.id == row.id);
            let same = same.or_else(|| known.iter().find(|live| live.id == row.id));
            same.cloned().unwrap_or_else(|| self.owner.with_value(|owner| owner.with(|| LiveRow::new(row))))
        });
        rows.collect()
    }
}
