//! Whose page a row stands on.

use std::collections::BTreeMap;

use domain::credit_code::CreditCode;
use domain::sheet::{Kind, columns};
use services::register::Standing;

/// Whose page the row stands on.
pub(super) fn owner(kind: Kind, standing: Option<&Standing>, typed: &BTreeMap<String, String>) -> Option<CreditCode> {
    let field = if kind == Kind::Enterprises { "credit_code" } else { "enterprise" };
    let at = columns(kind).iter().position(|column| column.field == field)?;
    let said = standing.and_then(|row| row.said.get(at)).or_else(|| typed.get(field))?;
    said.parse().ok()
}
