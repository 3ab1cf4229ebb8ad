//! The field rules of a declaration: the editor runs them as WebAssembly at each key, the server once more.
//!
//! A rule has a number (D01 …) that is never given again, and its sentences stand in `sentences.rs`. Rules look at one
//! declaration by itself, beside its permit and the quarter before; what others know is for the cross-check.

mod context;
mod form_view;
mod label;
mod problem;
mod rules;
mod sentences;

pub use context::{Context, LimitedPollutant, PermittedProduct, RegisteredFacility};
pub use problem::{Problem, Tier};
pub use sentences::message;

use super::Content;

/// Everything that is wrong, in the order of the form. A declaration with a problem of [`Tier::Block`] cannot be
/// signed; one of [`Tier::Explain`] needs an explanation.
pub fn check(declared: &Content, context: &Context) -> Vec<Problem> {
    let form = form_view::FormView::new(declared, context);
    let mut notes = Vec::new();
    for rule in rules::RULES {
        rule(&form, &mut notes);
    }
    notes.sort_by_key(|note| note.path);
    notes.into_iter().map(problem::Note::into_problem).collect()
}

#[cfg(test)]
mod tests;
