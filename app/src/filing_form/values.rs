//! What stands in a declaration, as people read it.

use domain::declaration::Content;
use domain::declaration::check::Context;
use domain::declaration::form::{Field, Value};
use domain::lang::Lang;

use super::names::with_unit;

/// What stands in the fields of a row, as the form shows it.
pub fn text_of(content: &Content, row: usize) -> impl Fn(Field) -> String + Copy + '_ {
    move |field| field.get(content, row).map(Value::text).unwrap_or_default()
}

/// What stands in a field, a figure with its unit; none where nothing is stated.
pub fn shown(lang: Lang, content: &Content, permit: &Context, field: Field, row: usize) -> Option<String> {
    let value = field.get(content, row).filter(|value| value.is_stated())?;
    Some(match value {
        Value::Figure(figure) => with_unit(figure?, &permit.unit(lang, field, text_of(content, row))),
        Value::Method(method) => method.name(lang).to_owned(),
        Value::Words(_) | Value::Outlet(_) => value.text(),
    })
}
