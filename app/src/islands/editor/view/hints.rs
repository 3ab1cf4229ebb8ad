//! What helps to answer a field.

use domain::declaration::check::Context;
use domain::declaration::form::Field;
use domain::input::grouped;
use domain::lang::Lang;
use rust_decimal::Decimal;

use crate::filing_form::with_unit;
use crate::islands::editor::handle::Editor;
use crate::islands::editor::model::CellId;
use crate::texts::filing_editor as texts;

/// The line that says where the figure is found, or that it may be left out. Every field is named: who adds one decides
/// what to say at it.
pub fn hint(lang: Lang, context: &Context, field: Field) -> Option<String> {
    let line = match field {
        Field::ProductName => texts::product_name_hint(lang),
        Field::ProductUnit => texts::unit_hint(lang),
        Field::MunicipalWater => texts::municipal_hint(lang),
        Field::OtherWater => texts::other_hint(lang),
        Field::ReusedWater => texts::reused_hint(lang),
        Field::DischargedWater => texts::discharged_hint(lang),
        Field::Electricity => texts::electricity_hint(lang),
        Field::NaturalGas => texts::natural_gas_hint(lang),
        Field::Coal => texts::coal_hint(lang),
        Field::FacilityName => texts::facility_name_hint(lang),
        Field::RunHours => return Some(texts::run_hours_hint(lang, grouped(context.days() * Decimal::from(24)))),
        Field::FacilityElectricity | Field::Chemicals | Field::Sludge => texts::optional(lang),
        Field::Remarks => texts::remarks_hint(lang),
        Field::ProductQuantity | Field::Outlet | Field::Pollutant | Field::Method | Field::Mean | Field::Amount => {
            return None;
        }
    };
    Some(line.to_owned())
}

/// What the quarter before said.
pub fn last(editor: Editor, cell: CellId) -> Option<String> {
    let value = editor.sheet.look(|sheet| sheet.permit().before(cell.field, sheet.text_in(cell.row)))?;
    Some(texts::last(editor.lang, with_unit(value, &editor.unit(cell))))
}
