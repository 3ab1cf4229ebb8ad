//! What the parts of the editor share.

use std::collections::HashMap;
use std::time::Duration;

use domain::lang::Lang;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::finding::Finding;
use super::labels;
use super::place::Place;
use super::rows::Gone;
use super::saver::Saver;
use super::section::Section;
use super::sheet::{Cell, Row, Sheet, Stage};
use super::start::Told;

/// Who stops typing for so long has finished the figure.
const REST: Duration = Duration::from_millis(700);

/// The editor at work on a section.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The language of the page.
    pub lang: Lang,
    /// The section that the page shows.
    pub section: Section,
    /// The form.
    pub sheet: Sheet,
    /// What saves it.
    pub saver: Saver,
    /// Whether fields are told to be empty to which nobody has come yet.
    pub asked: RwSignal<bool>,
    /// The row that was taken away last.
    pub gone: RwSignal<Option<Gone>>,
    /// Counts the moments at which the summary is to be looked at again. It does not move under a person's fingers.
    rested: RwSignal<u64>,
    rest: StoredValue<Option<TimeoutHandle>>,
    /// What others have told, by the names of the fields that it is about.
    told: StoredValue<HashMap<String, Told>>,
}

impl Desk {
    /// A desk for a section.
    pub fn new(lang: Lang, section: Section, sheet: Sheet, saver: Saver, asked: bool, told: Vec<Told>) -> Self {
        let (asked, rested, rest) = (RwSignal::new(asked), RwSignal::new(0), StoredValue::new(None));
        let named = told.into_iter().filter_map(|told| Some((Place::of_path(&told.path)?.name(), told)));
        let (told, gone) = (StoredValue::new(named.collect()), RwSignal::new(None));
        Self { lang, section, sheet, saver, asked, gone, rested, rest, told }
    }

    /// What others have told about a field.
    pub fn told(&self, cell: Cell) -> Option<Told> {
        self.told.with_value(|told| told.get(&cell.name()).cloned())
    }

    /// What a field is called, with its row.
    pub fn called(&self, cell: Cell) -> String {
        labels::full(
            self.lang,
            cell.section,
            cell.field,
            &self.sheet.row_of(cell).map_or_else(String::new, |row| self.row_called(&row)),
        )
    }

    fn row_called(&self, row: &Row) -> String {
        match row.section {
            Section::Emissions => {
                let name = self.sheet.permit(|context| labels::pollutant(self.lang, context, &row.fixed("pollutant")));
                format!("{} {name}", row.fixed("outlet"))
            }
            Section::Products | Section::Facilities => row.fixed("name"),
            Section::Water | Section::Energy | Section::Remarks => String::new(),
        }
    }

    /// A key was pressed in a field, which holds `text` now.
    pub fn typed(&self, cell: Cell, text: String) {
        if cell.stage.get_untracked() != Stage::Typing {
            cell.stage.set(Stage::Typing);
        }
        cell.write(text);
        self.sheet.check();
        self.saver.changed();
        self.rest_later(cell);
    }

    /// A field was left.
    pub fn left(&self, cell: Cell) {
        if cell.stage.get_untracked() != Stage::Left {
            cell.stage.set(Stage::Left);
        }
        self.rest();
    }

    /// Something else than a text of a field was changed.
    pub fn changed(&self) {
        self.sheet.check();
        self.saver.changed();
        self.rest();
    }

    /// An explanation was typed.
    pub fn explained(&self, cell: Cell, rule: &str, text: String) {
        cell.reasons.update(|reasons| drop(reasons.insert(rule.to_owned().into(), text)));
        self.saver.changed();
    }

    /// Looks at the summary again.
    pub fn rest(&self) {
        self.rested.update(|count| *count += 1);
    }

    fn rest_later(&self, cell: Cell) {
        let desk = *self;
        let timer = set_timeout_with_handle(move || desk.left(cell), REST).ok();
        if let Some(earlier) = self.rest.try_update_value(|rest| std::mem::replace(rest, timer)).flatten() {
            earlier.clear();
        }
    }

    /// Whether a finding is to be shown at its field now.
    pub fn shows(&self, finding: &Finding, stage: Stage) -> bool {
        match stage {
            Stage::Typing => !finding.is_missing() && !finding.may_pass(),
            Stage::Fresh => !finding.is_missing() || self.asked.get(),
            Stage::Left => true,
        }
    }

    /// What the summary says: the findings of this section that must be mended or explained, with the field that each
    /// is about. Looked at again when the person rests.
    pub fn summary(&self) -> Vec<(Finding, Option<Cell>)> {
        self.rested.track();
        let asked = self.asked.get();
        let mut hindering = self.hindering();
        hindering.retain(|(finding, cell)| {
            let stage = cell.map_or(Stage::Left, |cell| cell.stage.get_untracked());
            asked || stage != Stage::Fresh || !finding.is_missing()
        });
        hindering
    }

    /// Whether anything in this section keeps the declaration from being signed.
    pub fn is_hindered(&self) -> bool {
        !self.hindering().is_empty()
    }

    fn hindering(&self) -> Vec<(Finding, Option<Cell>)> {
        let cells = self.sheet.cells();
        let with_cell = |finding: &Finding| (finding.clone(), cells.get(&finding.place).copied());
        self.sheet.findings.with_untracked(|found| {
            let own = found.iter().filter(|finding| finding.place.section == self.section).map(with_cell);
            own.filter(|(finding, cell)| finding.hinders(cell.as_ref())).collect()
        })
    }
}
