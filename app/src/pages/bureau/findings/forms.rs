//! The form of a finding: to ask on one side, to settle on the other. It is one form with a button for each, so that
//! what was typed on one side is still there when the other is refused.

use domain::finding::{FindingStatus, Outcome};
use domain::lang::Lang;
use leptos::prelude::*;
use services::findings::{FindingView, LONGEST_TEXT};

use super::dialogue;
use super::sent::Sent;
use crate::pages::parts::finding::outcome;
use crate::pages::parts::issue;
use crate::texts::bureau_findings as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// What is wrong with it, at the top of the page.
pub fn errors(lang: Lang, form: &Form<Sent>) -> impl IntoView + use<> {
    let label = |field: &str| match field {
        "question" => texts::question(lang),
        "outcome" => texts::outcome(lang),
        _ => texts::reason(lang),
    };
    issue::summary(lang, texts::problems(lang), &form.issues, label)
}

/// The sides that the finding's state allows.
pub fn forms(lang: Lang, finding: &FindingView, form: &Form<Sent>) -> Option<impl IntoView + use<>> {
    let status = finding.row.status;
    let asks = matches!(status, FindingStatus::Open | FindingStatus::Explained);
    // The first button is the one that the Enter key presses. Which of the two it means nobody can know, so it presses
    // one that does nothing.
    (!status.is_settled()).then(|| {
        view! {
            <form method="post" class="sides">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=finding.seen.as_str().to_owned()/>
                <button type="submit" class="hidden" disabled aria-hidden="true"></button>
                {asks.then(|| ask(lang, finding, form))}
                {settle(lang, finding, form)}
            </form>
        }
    })
}

fn ask(lang: Lang, finding: &FindingView, form: &Form<Sent>) -> impl IntoView + use<> {
    let first = finding.row.status == FindingStatus::Open;
    let title = if first { texts::to_ask(lang) } else { texts::to_ask_again(lang) };
    let error = issue::at(lang, &form.issues, "question");
    let untouched = form.typed.question.is_blank() && error.is_none();
    let value = if first && untouched { dialogue::drafted(finding) } else { form.typed.question.typed().to_owned() };
    view! {
        <section aria-labelledby="ask" class="side">
            <h2 id="ask">{title}</h2>
            <div class="stack">
                <TextArea name="question" label=texts::question(lang) hint=texts::question_hint(lang) value
                    error rows=6 longest=LONGEST_TEXT/>
                <button name="act" value="ask">{texts::send_question(lang)}</button>
            </div>
        </section>
    }
}

fn settle(lang: Lang, finding: &FindingView, form: &Form<Sent>) -> impl IntoView + use<> {
    let choice = |&one: &Outcome| Choice { value: one.to_string(), label: outcome(lang, one).to_owned() };
    // Where nothing was corrected and nothing can be any more, nobody can say that it was.
    let may_be_corrected = finding.is_correctable || finding.filed.newest > finding.filed.number;
    let possible = |one: &&Outcome| **one != Outcome::Corrected || may_be_corrected;
    let choices = Outcome::ALL.iter().filter(possible).map(choice).collect();
    let (chosen, value) = (form.typed.outcome.typed().to_owned(), form.typed.reason.typed().to_owned());
    let error = |field| issue::at(lang, &form.issues, field);
    view! {
        <section aria-labelledby="settle" class="side">
            <h2 id="settle">{texts::to_settle(lang)}</h2>
            <div class="stack">
                <Radios name="outcome" label=texts::outcome(lang) choices chosen
                    error=error("outcome")/>
                <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang)
                    value error=error("reason") rows=4 longest=LONGEST_TEXT/>
                <button name="act" value="close">{texts::send_outcome(lang)}</button>
            </div>
        </section>
    }
}
