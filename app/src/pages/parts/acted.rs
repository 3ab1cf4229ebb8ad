//! When an act was done: on a day, or from one day to another.

use chrono::NaiveDate;
use domain::lang::Lang;

use crate::texts::cases as texts;
use crate::ui::summary_list::Fact;
use crate::ui::when;

/// The day, or the span of an act that lasted.
pub fn when_acted(lang: Lang, from: NaiveDate, until: Option<NaiveDate>) -> String {
    match until.filter(|until| *until > from) {
        Some(until) => texts::acted_span(lang, when::date(lang, from), when::date(lang, until)),
        None => when::date(lang, from),
    }
}

/// The same as a fact of a case.
pub fn acted(lang: Lang, from: NaiveDate, until: Option<NaiveDate>) -> Fact {
    let head = if until.is_some_and(|until| until > from) { texts::acted_during(lang) } else { texts::acted_on(lang) };
    Fact::new(head, when_acted(lang, from, until))
}
