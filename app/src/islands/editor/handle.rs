//! What the parts of the editor share.

use std::collections::HashMap;
use std::time::Duration;

use domain::declaration::form::{Role, Section};
use domain::lang::Lang;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::autosave::Autosave;
use super::live_sheet::LiveSheet;
use super::model::{CellId, FieldIssue, Row, RowId, Stage};
use super::start::ThirdPartyFigure;
use crate::filing_form;

/// Who stops typing for so long has finished the figure.
const REST: Duration = Duration::from_millis(700);

/// The editor at work on a section.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The language of the page.
    pub lang: Lang,
    /// The section that the page shows.
    pub section: Section,
    /// The form.
    pub sheet: LiveSheet,
    /// What saves it.
    pub autosave: Autosave,
    /// Whether fields are told to be empty to which nobody has come yet.
    pub asked: RwSignal<bool>,
    /// The row that was taken away last.
    pub removed: RwSignal<Option<Removed>>,
    /// Counts the moments at which the summary is to be looked at again. It does not move under a person's fingers.
    rested: RwSignal<u64>,
    rest: StoredValue<Option<TimeoutHandle>>,
    /// What others have told, by the names of the fields that it is about.
    told: StoredValue<HashMap<String, ThirdPartyFigure>>,
}

/// A row that was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    row: Row,
    /// Where it stood.
    at: usize,
}

impl Removed {
    /// What it was called.
    pub fn name(&self) -> String {
        self.row.name()
    }
}

impl Editor {
    /// An editor of a section.
    pub fn new(
        lang: Lang,
        section: Section,
        (sheet, autosave): (LiveSheet, Autosave),
        asked: bool,
        told: Vec<ThirdPartyFigure>,
    ) -> Self {
        let (asked, rested, rest) = (RwSignal::new(asked), RwSignal::new(0), StoredValue::new(None));
        let named = told.into_iter().map(|told| (filing_form::element(told.path), told));
        let (told, removed) = (StoredValue::new(named.collect()), RwSignal::new(None));
        Self { lang, section, sheet, autosave, asked, removed, rested, rest, told }
    }

    /// What others have told about a field.
    pub fn told(&self, cell: CellId) -> Option<ThirdPartyFigure> {
        self.told.with_value(|told| told.get(&cell.element()).cloned())
    }

    /// What a row is called.
    pub fn row_name(&self, row: RowId) -> String {
        self.sheet.look(|sheet| filing_form::row_name(self.lang, sheet.permit(), row.section, sheet.text_in(row)))
    }

    /// What a field is called, with its row.
    pub fn called(&self, cell: CellId) -> String {
        filing_form::name_with_row(self.lang, cell.field, &self.row_name(cell.row))
    }

    /// The unit of a field in its row.
    pub fn unit(&self, cell: CellId) -> String {
        self.sheet.look(|sheet| sheet.permit().unit(self.lang, cell.field, sheet.text_in(cell.row)))
    }

    /// A key was pressed in a field, which holds `text` now.
    pub fn typed(&self, cell: CellId, text: String) {
        self.sheet.come_to(cell, Stage::Typing);
        self.sheet.write(cell, text);
        self.autosave.changed();
        self.rest_later(cell);
    }

    /// A field was left.
    pub fn left(&self, cell: CellId) {
        self.sheet.come_to(cell, Stage::Left);
        self.rest();
    }

    /// An explanation was typed.
    pub fn explained(&self, cell: CellId, rule: &str, text: String) {
        self.sheet.explain(cell, rule, text);
        self.autosave.changed();
    }

    /// Adds a row and answers the field in it that is filled in first.
    pub fn add_row(&self) -> Option<CellId> {
        let row = self.sheet.add();
        self.autosave.changed();
        let first = row.section.fields().find(|field| field.spec().role == Role::Names)?;
        Some(CellId { row, field: first })
    }

    /// Takes a row away.
    pub fn remove(&self, id: RowId) {
        if let Some((row, at)) = self.sheet.remove(id) {
            self.removed.set(Some(Removed { row, at }));
            self.autosave.changed();
            self.rest();
        }
    }

    /// Puts the row back that was taken away last.
    pub fn put_back(&self) {
        if let Some(Removed { row, at }) = self.removed.try_update(Option::take).flatten() {
            self.sheet.put_back(row, at);
            self.autosave.changed();
            self.rest();
        }
    }

    /// Looks at the summary again.
    pub fn rest(&self) {
        self.rested.update(|count| *count += 1);
    }

    fn rest_later(&self, cell: CellId) {
        let editor = *self;
        let timer = set_timeout_with_handle(move || editor.left(cell), REST).ok();
        if let Some(earlier) = self.rest.try_update_value(|rest| std::mem::replace(rest, timer)).flatten() {
            earlier.clear();
        }
    }

    /// What the summary says: the issues of this section that must be mended or explained. Looked at again when the
    /// person rests.
    pub fn summary(&self) -> Vec<FieldIssue> {
        self.rested.track();
        let asked = self.asked.get();
        let is_told = |issue: &FieldIssue| {
            let stage = issue.cell.map_or(Stage::Left, |cell| self.sheet.look(|sheet| sheet.stage(cell)));
            asked || stage != Stage::Fresh || !issue.is_missing()
        };
        self.hindering().into_iter().filter(is_told).collect()
    }

    /// Whether anything in this section keeps the declaration from being signed.
    pub fn is_hindered(&self) -> bool {
        !self.hindering().is_empty()
    }

    fn hindering(&self) -> Vec<FieldIssue> {
        self.sheet.look(|sheet| {
            let own = sheet.issues().iter().filter(|issue| issue.path.section() == self.section);
            own.filter(|issue| issue.hinders(issue.cell.and_then(|cell| sheet.reasons(cell)))).cloned().collect()
        })
    }
}
