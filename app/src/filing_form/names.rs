//! What rows and fields are called, by people and in the page; and a figure with its unit.

use domain::declaration::check::Context;
use domain::declaration::form::{Field, FieldPath, Holds, Role, Section};
use domain::input::grouped;
use domain::lang::Lang;
use rust_decimal::Decimal;

/// The name from which the ids of a field's element derive: `emissions-3-amount_kg`, `water-reused_m3`. The editor gives
/// the number of the row, which stays its own when others come and go; on a page that was just opened it is the place.
pub fn element(path: FieldPath) -> String {
    let Some(field) = path.field() else { return path.section().to_string() };
    let (spec, row) = (field.spec(), path.row().map(|row| row.to_string()));
    let parts = [spec.parent, row.as_deref().unwrap_or_default(), spec.key];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// What a row is called: as the enterprise calls it, or by outlet and pollutant; empty where there are no rows. `text`
/// says what stands in its fields.
pub fn row_name(lang: Lang, context: &Context, section: Section, text: impl Fn(Field) -> String) -> String {
    let part = |field: Field| match field.spec().holds {
        Holds::Pollutant => pollutant(lang, context, &text(field)),
        _ => text(field),
    };
    names_of(section).map(part).collect::<Vec<_>>().join(" ")
}

/// Whether the rows of a section are called as the enterprise calls them, which is in Chinese.
#[cfg(feature = "ssr")]
pub fn is_own_word(section: Section) -> bool {
    names_of(section).all(|field| matches!(field.spec().holds, Holds::Words(_)))
}

fn names_of(section: Section) -> impl Iterator<Item = Field> {
    section.fields().filter(|field| field.spec().role == Role::Names)
}

/// A field with its row's name: `综合废水处理站 · 运行时间`.
pub fn name_with_row(lang: Lang, field: Field, row: &str) -> String {
    let name = field.name(lang);
    if row.is_empty() { name.to_owned() } else { format!("{row} · {name}") }
}

/// The name of a pollutant, in English with a capital, because it begins a line, but for pH; its code where the permit
/// does not know it.
pub fn pollutant(lang: Lang, context: &Context, code: &str) -> String {
    let known = context.named(code);
    known.map_or_else(|| code.to_owned(), |limit| lang.begin_line(lang.pick(&limit.zh, &limit.en)))
}

/// A figure with its unit.
pub fn with_unit(value: Decimal, unit: &str) -> String {
    format!("{} {unit}", grouped(value)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_named_after_paths() {
        for (path, name) in [
            (Field::DischargedWater.at(0), "water-discharged_m3"),
            (Field::Amount.at(12), "emissions-12-amount_kg"),
            (Field::Electricity.at(0), "electricity_kwh"),
            (FieldPath::rows(Section::Products), "products"),
            (Field::FacilityElectricity.at(0), "facilities-0-electricity_kwh"),
            (Field::Remarks.at(0), "remarks"),
        ] {
            assert_eq!(element(path), name);
        }
    }
}
