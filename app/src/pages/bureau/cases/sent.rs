//! What the forms of a case's page send, and what became of one that came in.

use axum::http::StatusCode;
use chrono::NaiveDate;
use domain::case::{Progress, Withdrawal};
use domain::input::Input;
use domain::lang::Lang;
use serde::Deserialize;
use services::cases::{PublicWords, Reason};
use services::input::{Incoming, sound};
use validator::Validate;

use crate::pages::parts::issue;
use crate::web::{Form, Revision};

/// What the forms of the page send.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// `submit`, `clear`, `return`, `publish`, `withdraw`, `report`, `publish-report` or `return-report`.
    pub act: String,
    /// Whether the publisher was asked once more, and is sure.
    pub sure: String,
    /// The revision that the page showed, and how many steps had been taken.
    pub revision: Revision,
    steps: Revision,
    /// Why a case or a report is sent back, which only the bureau reads.
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    #[validate(custom(function = sound))]
    pub withdrawal: Input<Withdrawal>,
    /// Why it is taken down, which the public will read.
    #[validate(custom(function = sound))]
    pub withdrawal_reason: Input<PublicWords>,
    #[validate(custom(function = sound))]
    pub progress: Input<Progress>,
    #[validate(custom(function = sound))]
    pub happened_on: Input<NaiveDate>,
    #[validate(custom(function = sound))]
    pub words: Input<PublicWords>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] =
        &["withdrawal", "withdrawal_reason", "reason", "progress", "happened_on", "words"];
}

impl Sent {
    /// The fields of the button that was pressed.
    pub fn fields(&self) -> &'static [&'static str] {
        match self.act.as_str() {
            "withdraw" => &["withdrawal", "withdrawal_reason"],
            "return" | "return-report" => &["reason"],
            "report" => &["progress", "happened_on", "words"],
            _ => &[],
        }
    }

    /// How many steps had been taken on the page.
    pub fn steps(&self) -> usize {
        usize::try_from(self.steps.0).unwrap_or(usize::MAX)
    }
}

/// The form that came in, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    /// What was typed, what is wrong with it, and whether somebody else was first.
    pub form: Form<Sent>,
    /// What was just done, as the address says.
    pub done: Option<String>,
    /// The case is not fit for the step; what it lacks is listed.
    pub refused: bool,
    /// The publisher is asked once more before the case is published.
    pub sure: bool,
}

impl FormState {
    /// A form that came in.
    pub fn of(form: Form<Sent>) -> Self {
        Self { form, ..Self::default() }
    }

    /// The status of the page.
    pub fn status(&self) -> StatusCode {
        match self.form.status() {
            StatusCode::OK if self.refused => StatusCode::UNPROCESSABLE_ENTITY,
            status => status,
        }
    }

    /// Whether a field is to be looked at again.
    pub fn asks<T>(&self, name: &str, typed: &Input<T>) -> bool {
        self.form.issues.at(name).is_some() || !typed.is_blank()
    }

    /// What is wrong with a field, to stand at it.
    pub fn error(&self, lang: Lang, name: &str) -> Option<String> {
        issue::at(lang, &self.form.issues, name)
    }
}
