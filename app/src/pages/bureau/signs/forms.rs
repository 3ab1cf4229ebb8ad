//! The form of a sign: to ask on one side, to settle on the other. It is one form with a button for each, so that what was typed on
//! one side is still there when the other is refused.

use domain::lang::Lang;
use domain::sign::{SignOutcome, SignStatus};
use leptos::prelude::*;
use services::dialogue::LONGEST_TEXT;
use services::signs::SignView;

use super::sent::Sent;
use crate::pages::parts::issue;
use crate::pages::parts::sign::{sign_outcome, sign_said};
use crate::texts::bureau_signs as texts;
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

/// The sides that the sign's state allows.
pub fn forms(lang: Lang, sign: &SignView, form: &Form<Sent>) -> Option<AnyView> {
    let status = sign.row.status;
    let asks = matches!(status, SignStatus::Open | SignStatus::Answered);
    // The first button is the one that the Enter key presses. Which of the two it means nobody can know, so it presses
    // one that does nothing.
    status.is_unsettled().then(|| {
        view! {
            <form method="post" class="sides">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=sign.seen.as_str().to_owned()/>
                <button type="submit" class="hidden" disabled aria-hidden="true"></button>
                {asks.then(|| ask(lang, sign, form))}
                {settle(lang, form)}
            </form>
        }
        .into_any()
    })
}

fn ask(lang: Lang, sign: &SignView, form: &Form<Sent>) -> AnyView {
    let first = sign.row.status == SignStatus::Open;
    let title = if first { texts::to_ask(lang) } else { texts::to_ask_again(lang) };
    let error = issue::at(lang, &form.issues, "question");
    let untouched = form.typed.question.is_blank() && error.is_none();
    // Enterprises read Chinese, whatever the reviewer's language.
    let value = if first && untouched {
        texts::question_draft(Lang::Zh, sign_said(Lang::Zh, &sign.row))
    } else {
        form.typed.question.typed().to_owned()
    };
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
    .into_any()
}

fn settle(lang: Lang, form: &Form<Sent>) -> AnyView {
    let choice = |one: &SignOutcome| Choice { value: one.to_string(), label: sign_outcome(lang, *one).to_owned() };
    let choices: Vec<_> = SignOutcome::ALL.iter().map(choice).collect();
    let (chosen, value) = (form.typed.outcome.typed().to_owned(), form.typed.reason.typed().to_owned());
    let error = |field| issue::at(lang, &form.issues, field);
    view! {
        <section aria-labelledby="settle" class="side">
            <h2 id="settle">{texts::to_settle(lang)}</h2>
            <div class="stack">
                <Radios name="outcome" label=texts::outcome(lang) choices chosen error=error("outcome")/>
                <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang)
                    value error=error("reason") rows=4 longest=LONGEST_TEXT/>
                <button name="act" value="settle">{texts::send_outcome(lang)}</button>
            </div>
        </section>
    }
    .into_any()
}
