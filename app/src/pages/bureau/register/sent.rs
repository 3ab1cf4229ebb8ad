//! What the form of a row sends.

use std::collections::BTreeMap;

use domain::input::Input;
use domain::lang::Lang;
use domain::sheet::{Kind, column};
use serde::Deserialize;
use services::Seen;
use services::input::{Incoming, sound};
use services::register::{Anew, PAST, Reason, Wrong};
use validator::Validate;

use crate::texts::bureau_register as texts;
use crate::ui::error_summary::FieldError;
use crate::web::Form;

/// The fields of a table's columns, and why.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    /// How the row stood on the page.
    pub seen: Seen,
    /// Days that are judged anew, and that somebody means it; empty: nobody was asked, or has not ticked it.
    pub past: String,
    /// What was typed, by the fields of the table's columns.
    #[serde(flatten)]
    pub cells: BTreeMap<String, String>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["reason"];
}

/// The form, empty or come back, and what is wrong with the row.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    pub form: Form<Sent>,
    /// What is wrong, by fields.
    pub wrong: Vec<(&'static str, Wrong)>,
}

impl FormState {
    /// The days that would be judged anew, where it has to be confirmed.
    pub fn past(&self) -> Option<Anew> {
        let asked = self.wrong.iter().find_map(|(_, wrong)| match wrong {
            Wrong::Past(anew) => Some(*anew),
            _ => None,
        });
        asked.or_else(|| Anew::read(&self.form.typed.past))
    }

    /// What is wrong with a field, and how to mend it.
    pub fn error(&self, lang: Lang, field: &str) -> Option<String> {
        let all: Vec<_> =
            self.wrong.iter().filter(|(own, _)| *own == field).map(|(_, wrong)| sentence(lang, wrong)).collect();
        (!all.is_empty()).then(|| all.join(lang.pick("", " ")))
    }

    /// All that is wrong, for the list above the form.
    pub fn errors(&self, lang: Lang, kind: Kind) -> Vec<FieldError> {
        let line = |(field, wrong): &(&'static str, Wrong)| {
            let other = if *field == PAST { texts::past_label(lang) } else { field };
            let head = column(kind, field).map_or(other, |column| lang.pick(column.zh, column.en));
            FieldError {
                name: (*field).to_owned(),
                message: format!("{head}{}{}", lang.pick("：", ": "), sentence(lang, wrong)),
            }
        };
        self.wrong.iter().map(line).collect()
    }
}

/// What is wrong and how to mend it, as sentences.
pub(super) fn sentence(lang: Lang, wrong: &Wrong) -> String {
    let said = wrong.said(lang);
    match lang {
        Lang::Zh => format!("{}。{}。", said.reason, said.remedy),
        Lang::En => format!("{}: {}.", said.reason, said.remedy),
    }
}
