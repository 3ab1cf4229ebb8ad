//! The form as it is being filled in.

use std::collections::HashMap;

use domain::declaration::check::{self, Context};
use domain::declaration::form::{Field, FieldPath, Section};
use domain::declaration::{Content, Emission};

use super::cell::{Cell, Reasons, Stage};
use super::issue::FieldIssue;
use super::merge::{Clash, Joined, RowKey, keyed, merge};
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

    /// The declaration as it would be signed: what cannot be read is as it was before, and an explanation is part of it
    /// where there is something to explain.
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
        let Some(row) = self.row_about(&clash.row).map(|row| row.id) else { return };
        let Some(cell) = self.cell_mut(CellId { row, field: clash.field }) else { return };
        match &clash.rule {
            None => cell.write(clash.theirs.clone()),
            Some(rule) => drop(cell.reasons.insert(rule.clone(), clash.theirs.clone())),
        }
        self.check();
    }

    /// The row that is about something.
    pub fn row_about(&self, key: &RowKey) -> Option<&Row> {
        keyed(&self.rows).find(|(own, _)| own == key).map(|(_, row)| row)
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
mod tests {
    use domain::declaration::check::{LimitedPollutant, PermittedProduct, Tier};
    use domain::declaration::{Facility, Product, Water};
    use domain::enterprise::Industry;
    use domain::lang::Lang;
    use rust_decimal::{Decimal, dec};

    use super::*;

    fn permit() -> Context {
        let limit = |outlet: &str, pollutant: &str| LimitedPollutant {
            outlet: outlet.parse().unwrap(),
            pollutant: pollutant.to_owned(),
            zh: "化学需氧量".into(),
            en: "chemical oxygen demand".into(),
            unit: "mg/L".into(),
            low: None,
            high: Some(dec!(80)),
        };
        Context {
            quarter: "2026Q3".parse().unwrap(),
            industry: Industry::class(3360),
            outlets: vec!["DW001".parse().unwrap()],
            limits: vec![limit("DW001", "w01018")],
            products: vec![PermittedProduct { name: "镀镍件".into(), unit: "m²".into(), capacity: dec!(365_000) }],
            last: None,
        }
    }

    fn sheet(content: &Content) -> Sheet {
        Sheet::new(content, permit())
    }

    /// The field in the first row of its section.
    fn first(sheet: &Sheet, field: Field) -> CellId {
        CellId { row: sheet.rows(field.section()).next().unwrap().id, field }
    }

    fn said(sheet: &Sheet, id: CellId) -> Vec<String> {
        let own = sheet.issues().iter().filter(|issue| issue.cell == Some(id));
        own.map(|issue| issue.say(Lang::En)).collect()
    }

    fn facility(name: &str, hours: i64) -> Facility {
        Facility { name: name.into(), run_hours: Some(hours.into()), ..Facility::default() }
    }

    #[test]
    fn a_blank_form_has_every_row_of_the_permit_and_asks_for_its_figures() {
        let sheet = sheet(&Content::default());
        assert_eq!(sheet.rows(Section::Products).count(), 1);
        assert_eq!(sheet.rows(Section::Emissions).count(), 1);
        assert!(sheet.issues().iter().all(|issue| issue.is_missing() && issue.cell.is_some()));
        for field in [Field::ProductQuantity, Field::MunicipalWater, Field::Electricity, Field::Amount] {
            assert_eq!(said(&sheet, first(&sheet, field)).len(), 1, "{field:?}");
        }
    }

    /// No problem of the rules is dropped on its way to the form.
    #[test]
    fn everything_that_the_rules_find_is_in_the_form() {
        let mut content = Content { facilities: vec![facility("", 9_999)], ..Content::default() };
        content.products.push(Product { name: "镀金件".into(), ..Product::default() });
        content.remarks = "说".repeat(2_001);
        let sheet = sheet(&content);
        let found = check::check(&sheet.content(), &permit());
        assert!(found.len() > 8);
        assert_eq!(sheet.issues().iter().map(|issue| issue.path).collect::<Vec<_>>(), {
            found.iter().map(|problem| problem.path).collect::<Vec<_>>()
        });
    }

    #[test]
    fn garbage_is_told_instead_of_what_the_rules_say_and_does_not_cost_the_figure() {
        let mut sheet = sheet(&Content::default());
        let id = first(&sheet, Field::Electricity);
        sheet.write(id, "18,420".into());
        assert_eq!((said(&sheet, id).len(), sheet.is_garbled()), (0, false));
        sheet.write(id, "约一万".into());
        assert_eq!((said(&sheet, id).len(), sheet.is_garbled()), (1, true));
        sheet.write(id, "约一万八".into());
        assert_eq!(sheet.content().electricity_kwh, Some(dec!(18420)), "what could be read last is saved");
        sheet.write(id, String::new());
        assert_eq!((sheet.content().electricity_kwh, sheet.is_garbled()), (None, false));
    }

    #[test]
    fn an_explanation_is_saved_while_there_is_something_to_explain() {
        let mut sheet = sheet(&Content::default());
        let id = first(&sheet, Field::Mean);
        sheet.write(id, "80.1".into());
        let issue = sheet.issues().iter().find(|issue| issue.cell == Some(id)).unwrap().clone();
        assert_eq!((issue.tier(), issue.explained_by()), (Tier::Explain, Some("D16")));
        assert!(issue.hinders(sheet.reasons(id)));
        sheet.explain(id, "D16", "七月更换树脂".into());
        assert!(!issue.hinders(sheet.reasons(id)));
        assert_eq!(sheet.content().explanations[0].path, "emissions[0].mean");
        sheet.write(id, "79".into());
        assert_eq!(sheet.content().explanations, []);
        sheet.write(id, "81".into());
        assert_eq!(sheet.content().explanations.len(), 1, "the words were kept");
    }

    #[test]
    fn a_row_comes_back_as_itself_and_no_number_is_given_twice() {
        let content = Content { facilities: vec![facility("一号", 1), facility("二号", 2)], ..Content::default() };
        let mut sheet = sheet(&content);
        let last = sheet.rows(Section::Facilities).last().unwrap().id;
        let (row, at) = sheet.remove(last).unwrap();
        assert_eq!(sheet.content().facilities.len(), 1);
        let added = sheet.add(Section::Facilities);
        assert_ne!(added, last);
        sheet.put_back(row, at);
        let names: Vec<_> = sheet.content().facilities.into_iter().map(|facility| facility.name).collect();
        assert_eq!(names, ["一号", "二号", ""]);
        assert_eq!(sheet.remove(RowId { number: 99, ..last }), None);
    }

    #[test]
    fn rows_keep_their_numbers_and_what_is_typed_in_them_when_somebody_elses_come_in() {
        let base = Content { facilities: vec![facility("一号", 1), facility("二号", 2)], ..Content::default() };
        let mut sheet = sheet(&base);
        let ids: Vec<_> = sheet.rows(Section::Facilities).map(|row| row.id).collect();
        let hours = CellId { row: ids[1], field: Field::RunHours };
        sheet.write(hours, "约二".into());
        sheet.come_to(hours, Stage::Typing);
        let mut theirs = base.clone();
        theirs.facilities.remove(0);
        theirs.facilities.insert(0, facility("三号", 3));
        theirs.electricity_kwh = Some(dec!(5));
        assert_eq!(sheet.join(&base, &theirs), []);
        let now: Vec<_> = sheet.rows(Section::Facilities).map(|row| (row.id, row.name())).collect();
        assert_eq!(now[0], (ids[1], "二号".to_owned()), "mine stay where they were, the removed one is gone");
        assert_eq!(now[1].1, "三号");
        assert!(!ids.contains(&now[1].0));
        assert_eq!((sheet.text(hours), sheet.stage(hours)), ("约二", Stage::Typing));
        assert_eq!(sheet.content().electricity_kwh, Some(dec!(5)));
        assert_eq!(sheet.content().facilities[0].run_hours, Some(Decimal::TWO), "garbage did not cost the figure");
    }

    #[test]
    fn who_gives_way_has_the_other_ones_text_and_who_does_not_keeps_the_own() {
        let water = |municipal: i64, other: i64| Content {
            water: Water { municipal_m3: Some(municipal.into()), other_m3: Some(other.into()), ..Water::default() },
            ..Content::default()
        };
        let mut sheet = sheet(&water(1, 1));
        let (municipal, other) = (first(&sheet, Field::MunicipalWater), first(&sheet, Field::OtherWater));
        sheet.write(municipal, "2".into());
        sheet.write(other, "2".into());
        let clashes = sheet.join(&water(1, 1), &water(3, 3));
        assert_eq!(clashes.iter().map(|clash| clash.field).collect::<Vec<_>>(), [municipal.field, other.field]);
        assert!(clashes.iter().all(|clash| (&*clash.mine, &*clash.theirs) == ("2", "3")));
        sheet.give_way(&clashes[0]);
        assert_eq!((sheet.text(municipal), sheet.text(other)), ("3", "2"));
        let gone = Clash { row: (Section::Facilities, "九号".into(), 0), ..clashes[1].clone() };
        sheet.give_way(&gone);
        assert_eq!(sheet.text(other), "2", "a row that is gone is nobody's");
    }
}
