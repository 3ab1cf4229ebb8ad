//! A declaration as rows of texts: what a form shows, and what two people's forms are compared by.

use domain::declaration::form::{Field, FieldPath, Role, Section, Unreadable, Value};
use domain::declaration::{Content, Explanation};
use domain::input::FigureIssue;

use super::cell::Cell;
use crate::filing_form;

/// A row, by a number that stays its own when others come and go. What has no rows is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId {
    /// Where it belongs.
    pub section: Section,
    /// Its number in its section: at first its place.
    pub number: u32,
}

/// A field of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId {
    /// The row.
    pub row: RowId,
    /// The field.
    pub field: Field,
}

/// A row of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: RowId,
    /// Its fields, in the order of the form.
    pub cells: Vec<Cell>,
}

impl CellId {
    /// The name from which the ids of its element derive.
    pub fn element(self) -> String {
        filing_form::element(self.field.at(self.row.number as usize))
    }
}

impl Row {
    /// A row whose fields hold what `text` says.
    pub fn new(id: RowId, text: impl Fn(Field) -> String) -> Self {
        Self { id, cells: id.section.fields().map(|field| Cell::new(field, text(field))).collect() }
    }

    /// The text of a field.
    pub fn text(&self, field: Field) -> &str {
        self.cells.iter().find(|cell| cell.field == field).map_or("", |cell| &cell.text)
    }

    /// What it is about, as one text: two rows of one name are about the same.
    pub fn name(&self) -> String {
        let names = self.cells.iter().filter(|cell| cell.field.spec().role == Role::Names);
        names.map(|cell| cell.text.trim()).collect::<Vec<_>>().join(" ")
    }
}

/// The rows of a declaration in the order of the form, numbered by their places.
pub fn rows_of(content: &Content) -> Vec<Row> {
    let mut rows = Vec::new();
    for &section in Section::ALL {
        for (row, number) in (0..section.rows(content)).zip(0..) {
            let text = |field: Field| field.get(content, row).map(Value::text).unwrap_or_default();
            rows.push(Row::new(RowId { section, number }, text));
        }
    }
    for explanation in &content.explanations {
        explain(&mut rows, explanation);
    }
    rows
}

/// Puts an explanation beside its field; one whose field is gone explains nothing.
fn explain(rows: &mut [Row], explanation: &Explanation) {
    let Some(path) = explanation.place() else { return };
    let mut own = rows.iter_mut().filter(|row| row.id.section == path.section());
    let row = own.nth(path.row().unwrap_or_default());
    let cell = row.and_then(|row| row.cells.iter_mut().find(|cell| Some(cell.field) == path.field()));
    if let Some(cell) = cell {
        cell.reasons.insert(explanation.rule.clone().into(), explanation.text.clone());
    }
}

/// What rows say.
pub struct Reading {
    /// The declaration; a field that holds no figure is empty in it.
    pub content: Content,
    /// Where each field stands in it. A row that cannot stand in a declaration has none.
    pub places: Vec<(FieldPath, CellId)>,
    /// Fields that hold something else than a figure.
    pub garbled: Vec<(FieldPath, CellId, FigureIssue)>,
}

/// Reads rows; `text` says what is to be taken for the text of a field.
pub fn read(rows: &[Row], text: impl Fn(&Cell) -> &str) -> Reading {
    let mut reading = Reading { content: Content::default(), places: Vec::new(), garbled: Vec::new() };
    for row in rows {
        let typed =
            |field: Field| row.cells.iter().find(|cell| cell.field == field).map(&text).unwrap_or_default().to_owned();
        let Some(place) = row.id.section.add(&mut reading.content, typed) else { continue };
        for cell in &row.cells {
            let (path, id) = (cell.field.at(place), CellId { row: row.id, field: cell.field });
            if let Err(Unreadable::Figure(why)) = cell.field.write(&mut reading.content, place, text(cell)) {
                reading.garbled.push((path, id, why));
            }
            reading.places.push((path, id));
            let said = cell.reasons.iter().filter(|(_, reason)| !reason.trim().is_empty());
            reading.content.explanations.extend(said.map(|(rule, reason)| Explanation {
                path: path.to_string(),
                rule: rule.to_string(),
                text: reason.trim().to_owned(),
            }));
        }
    }
    reading
}

#[cfg(test)]
mod tests {
    use domain::declaration::{Emission, Facility, Method, Product, Water, canonical};
    use rust_decimal::dec;

    use super::*;

    /// A declaration with rows and an explanation.
    fn content() -> Content {
        let facility = |name: &str| Facility {
            name: name.to_owned(),
            run_hours: Some(dec!(2120)),
            sludge_t: Some(dec!(112.5)),
            ..Facility::default()
        };
        let emission = |pollutant: &str, mean| Emission {
            mean: Some(mean),
            amount_kg: Some(dec!(664.6)),
            ..Emission::new("DW001".parse().unwrap(), pollutant.to_owned(), Method::Automatic)
        };
        let path = "emissions[1].mean".to_owned();
        Content {
            products: vec![Product { name: "镀镍件".into(), unit: "m²".into(), quantity: Some(dec!(80000)) }],
            water: Water { discharged_m3: Some(dec!(16130)), ..Water::default() },
            electricity_kwh: Some(dec!(680000.25)),
            facilities: vec![facility("综合废水处理站"), facility("碱洗塔")],
            emissions: vec![emission("w01018", dec!(41.2)), emission("w20121", dec!(0.61))],
            explanations: vec![Explanation { path, rule: "D16".into(), text: "七月更换树脂".into() }],
            remarks: "停产检修\n九天".into(),
            ..Content::default()
        }
    }

    fn as_typed(cell: &Cell) -> &str {
        &cell.text
    }

    #[test]
    fn a_declaration_comes_back_from_its_form() {
        let read = read(&rows_of(&content()), as_typed);
        assert_eq!(canonical(&read.content), canonical(&content()));
    }

    #[test]
    fn garbage_is_told_with_its_place_and_is_not_in_the_declaration() {
        let mut rows = rows_of(&content());
        let second = rows.iter_mut().filter(|row| row.id.section == Section::Facilities).nth(1).unwrap();
        let hours = second.cells.iter_mut().find(|cell| cell.field == Field::RunHours).unwrap();
        hours.write("约两千小时".into());
        let id = CellId { row: second.id, field: Field::RunHours };
        let typed = read(&rows, as_typed);
        assert_eq!(typed.garbled, [(Field::RunHours.at(1), id, FigureIssue::Letters)]);
        assert_eq!(typed.content.facilities[1].run_hours, None);
        let saved = read(&rows, Cell::readable);
        assert_eq!(canonical(&saved.content), canonical(&content()), "a slip does not cost the figure");
    }

    #[test]
    fn every_field_of_the_table_has_a_cell_with_its_place() {
        let read = read(&rows_of(&content()), as_typed);
        for &field in Field::ALL {
            let own: Vec<_> = read.places.iter().filter(|(path, _)| path.field() == Some(field)).collect();
            assert_eq!(own.len(), field.section().rows(&content()), "{field:?}");
            for (path, cell) in own {
                assert_eq!(cell.element(), filing_form::element(*path));
            }
        }
    }

    #[test]
    fn an_explanation_goes_with_its_row() {
        let mut rows = rows_of(&content());
        let first = rows.iter().position(|row| row.id.section == Section::Emissions).unwrap();
        rows.remove(first);
        assert_eq!(read(&rows, as_typed).content.explanations[0].path, "emissions[0].mean");
        rows.remove(first);
        assert_eq!(read(&rows, as_typed).content.explanations, []);
    }

    #[test]
    fn a_row_that_names_no_outlet_is_left_out_and_shifts_no_place() {
        let mut rows = rows_of(&content());
        let first = rows.iter().position(|row| row.id.section == Section::Emissions).unwrap();
        rows[first].cells[0].text = "somewhere".into();
        let read = read(&rows, as_typed);
        assert_eq!(read.content.emissions[0].pollutant, "w20121");
        let (_, cell) = read.places.iter().find(|(path, _)| *path == Field::Mean.at(0)).unwrap();
        assert_eq!(cell.row, rows[first + 1].id);
    }
}
