//! The form of a finding: to ask on one side, to settle on the other. It is one form with a button for each, so that
//! what was typed on one side is still there when the other is refused.

use axum::http::StatusCode;
use domain::finding::{FindingStatus, Outcome};
use domain::lang::Lang;
use leptos::prelude::*;
use services::findings::{FindingView, LONGEST_TEXT};
use services::{FormKey, Seen};

use crate::pages::parts::finding::outcome;
use crate::texts::bureau_findings as texts;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKeyField;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::text_area::TextArea;

/// What was typed, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Which button was pressed: `ask` or `close`.
    pub act: String,
    pub question: String,
    pub outcome: String,
    pub reason: String,
    /// What was just done, as the address says.
    pub done: Option<String>,
    /// Somebody else was first: where the finding stood on the page.
    pub overtaken: Option<Seen>,
    pub errors: Vec<(&'static str, &'static str)>,
}

impl Typed {
    /// The status of the page, where it is not the usual one.
    pub fn status(&self) -> Option<StatusCode> {
        match (self.overtaken.is_some(), self.errors.is_empty()) {
            (true, _) => Some(StatusCode::CONFLICT),
            (false, false) => Some(StatusCode::UNPROCESSABLE_ENTITY),
            (false, true) => None,
        }
    }

    fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|(field, _)| *field == name).map(|(_, message)| (*message).to_owned())
    }
}

/// What is wrong with it, at the top of the page.
pub fn errors(lang: Lang, typed: &Typed) -> impl IntoView + use<> {
    let one = |(name, message): &(&str, &str)| FieldError { name: (*name).into(), message: (*message).into() };
    let errors = typed.errors.iter().map(one).collect();
    view! { <ErrorSummary title=texts::problems(lang) errors/> }
}

/// The sides that the finding's state allows.
pub fn forms(lang: Lang, finding: &FindingView, typed: &Typed) -> Option<impl IntoView + use<>> {
    let status = finding.row.status;
    let asks = matches!(status, FindingStatus::Open | FindingStatus::Explained);
    // The first button is the one that the Enter key presses. Which of the two it means nobody can know, so it presses
    // one that does nothing.
    (!status.is_settled()).then(|| {
        view! {
            <form method="post" class="sides">
                <FormKeyField key=FormKey::generate().expose()/>
                <input type="hidden" name="seen" value=finding.seen.as_str().to_owned()/>
                <button type="submit" class="hidden" disabled aria-hidden="true"></button>
                {asks.then(|| ask(lang, finding, typed))}
                {settle(lang, typed)}
            </form>
        }
    })
}

fn ask(lang: Lang, finding: &FindingView, typed: &Typed) -> impl IntoView + use<> {
    let first = finding.row.status == FindingStatus::Open;
    let title = if first { texts::to_ask(lang) } else { texts::to_ask_again(lang) };
    // The first question can be written for the reviewer; what is asked again, nobody else knows. Enterprises read
    // Chinese, whatever the reviewer's language.
    let untouched = typed.question.trim().is_empty() && typed.error("question").is_none();
    let drafted = texts::question_draft(Lang::Zh, finding.row.said.pick(Lang::Zh));
    let value = if first && untouched { drafted } else { typed.question.clone() };
    view! {
        <section aria-labelledby="ask" class="side">
            <h2 id="ask">{title}</h2>
            <div class="stack">
                <TextArea name="question" label=texts::question(lang) hint=texts::question_hint(lang) value
                    error=typed.error("question") rows=6 longest=LONGEST_TEXT/>
                <button name="act" value="ask">{texts::send_question(lang)}</button>
            </div>
        </section>
    }
}

fn settle(lang: Lang, typed: &Typed) -> impl IntoView + use<> {
    let choice = |&one: &Outcome| Choice { value: one.to_string(), label: outcome(lang, one).to_owned() };
    let choices = Outcome::ALL.iter().map(choice).collect();
    view! {
        <section aria-labelledby="settle" class="side">
            <h2 id="settle">{texts::to_settle(lang)}</h2>
            <div class="stack">
                <Radios name="outcome" label=texts::outcome(lang) choices chosen=typed.outcome.clone()
                    error=typed.error("outcome")/>
                <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang)
                    value=typed.reason.clone() error=typed.error("reason") rows=4 longest=LONGEST_TEXT/>
                <button name="act" value="close">{texts::send_outcome(lang)}</button>
            </div>
        </section>
    }
}
