//! The form of an event: to ask on one side, to settle on the other. It is one form with a button for each, so that what was
//! typed on one side is still there when the other is refused.

use domain::exceedance::{EventOutcome, EventStatus, Ground};
use domain::lang::Lang;
use leptos::prelude::*;
use services::exceedances::{EventView, LONGEST_TEXT};

use super::sent::Sent;
use crate::pages::parts::exceedance::{event_outcome, event_said, ground};
use crate::pages::parts::issue;
use crate::texts::bureau_exceedances as texts;
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
        "ground" => texts::ground(lang),
        _ => texts::reason(lang),
    };
    issue::summary(lang, texts::problems(lang), &form.issues, label)
}

/// The sides that the event's state allows.
pub fn forms(lang: Lang, event: &EventView, form: &Form<Sent>) -> Option<AnyView> {
    let status = event.row.status;
    let asks = matches!(status, EventStatus::Open | EventStatus::Answered);
    // The first button is the one that the Enter key presses. Which of the two it means nobody can know, so it presses
    // one that does nothing.
    status.is_unsettled().then(|| {
        view! {
            <form method="post" class="sides">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=event.seen.as_str().to_owned()/>
                <button type="submit" class="hidden" disabled aria-hidden="true"></button>
                {asks.then(|| ask(lang, event, form))}
                {settle(lang, event, form)}
            </form>
        }
        .into_any()
    })
}

fn ask(lang: Lang, event: &EventView, form: &Form<Sent>) -> AnyView {
    let first = event.row.status == EventStatus::Open;
    let title = if first { texts::to_ask(lang) } else { texts::to_ask_again(lang) };
    let error = issue::at(lang, &form.issues, "question");
    let untouched = form.typed.question.is_blank() && error.is_none();
    // Enterprises read Chinese, whatever the reviewer's language.
    let value = if first && untouched {
        texts::question_draft(Lang::Zh, event_said(Lang::Zh, &event.row))
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

fn settle(lang: Lang, event: &EventView, form: &Form<Sent>) -> AnyView {
    // What goes on can be looked at on site and not concluded.
    let offered = EventOutcome::ALL.iter().filter(|one| event.row.ended.is_some() || **one == EventOutcome::Inspection);
    let choice = |one: &EventOutcome| Choice { value: one.to_string(), label: event_outcome(lang, *one).to_owned() };
    let choices: Vec<_> = offered.map(choice).collect();
    let why = |one: &Ground| Choice { value: one.to_string(), label: ground(lang, *one).to_owned() };
    let grounds: Vec<_> = Ground::ALL.iter().map(why).collect();
    let (chosen, value) = (form.typed.outcome.typed().to_owned(), form.typed.reason.typed().to_owned());
    let chosen_ground = form.typed.ground.typed().to_owned();
    let error = |field| issue::at(lang, &form.issues, field);
    let grounds = event.row.ended.is_some().then(|| {
        view! {
            <Radios name="ground" label=texts::ground(lang) hint=texts::ground_hint(lang) choices=grounds
                chosen=chosen_ground error=error("ground")/>
        }
    });
    view! {
        <section aria-labelledby="settle" class="side">
            <h2 id="settle">{texts::to_settle(lang)}</h2>
            <div class="stack">
                <Radios name="outcome" label=texts::outcome(lang) choices chosen error=error("outcome")/>
                {grounds}
                <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang)
                    value error=error("reason") rows=4 longest=LONGEST_TEXT/>
                <button name="act" value="settle">{texts::send_outcome(lang)}</button>
            </div>
        </section>
    }
    .into_any()
}
