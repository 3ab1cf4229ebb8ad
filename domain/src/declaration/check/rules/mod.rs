//! The rules: functions from a declaration laid out to notes.

mod capacity;
mod figures;
mod hours;
mod limits;
mod products;
mod rows;
mod sizes;
mod slips;
mod water;

use super::{form_view::FormView, problem::Note};

/// The register.
pub(super) const RULES: &[fn(&FormView<'_>, &mut Vec<Note>)] = &[
    sizes::check,
    figures::check,
    water::check,
    slips::check,
    products::check,
    capacity::check,
    hours::check,
    rows::check,
    limits::check,
];
