//! Where the event stands and what is to be done next, at the top of the page.

use domain::exceedance::EventStatus;
use domain::lang::Lang;
use leptos::prelude::*;
use services::exceedances::EventView;

use super::sent::Sent;
use crate::pages::parts::dialogue::dialogue_entry;
use crate::pages::parts::exceedance::{event_outcome, ground};
use crate::pages::parts::given_back;
use crate::texts::bureau_exceedances as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Form, with_params};

/// What the reader may do here.
#[derive(Clone, Copy)]
pub(super) struct Rights {
    /// Ask and settle.
    pub settles: bool,
    /// Begin a case.
    pub begins: bool,
}

/// What was just done, where the event stands, and the ways on.
pub fn view(lang: Lang, rights: Rights, event: &EventView, form: &Form<Sent>, just_done: Option<String>) -> AnyView {
    let (tone, words) = words(lang, event);
    let reads = (!rights.settles && event.row.status.is_unsettled()).then(|| view! { <p>{texts::reads(lang)}</p> });
    let waits = (event.row.status.is_unsettled() && event.row.ended.is_none())
        .then(|| view! { <p>{texts::do_running(lang)}</p> });
    let begins = rights.begins && matches!(event.row.status, EventStatus::Inspected | EventStatus::Confirmed);
    let code = event.row.enterprise.credit_code.to_string();
    let case = with_params("/bureau/cases/new", [("enterprise", code.as_str())]);
    let case = begins.then(|| view! { <p><a href=case>{texts::to_case(lang)}</a></p> });
    view! {
        {done(lang, just_done)}
        {overtaken(lang, event, form)}
        <Notice tone>
            <p>{words}</p>
            {waits}
            {reads}
            {case}
        </Notice>
    }
    .into_any()
}

fn words(lang: Lang, event: &EventView) -> (Tone, String) {
    let row = &event.row;
    let due = row.answer_due.map(|due| when::short_date(lang, due.day())).unwrap_or_default();
    let closed = row.closed_at.map(|at| when::short_date(lang, at.day())).unwrap_or_default();
    match row.status {
        EventStatus::Open => (Tone::Warn, texts::do_open(lang).to_owned()),
        EventStatus::Asked if row.answer_overdue => (Tone::Over, texts::do_overdue(lang, due)),
        EventStatus::Asked => (Tone::Plain, texts::do_asked(lang, due)),
        EventStatus::Answered => (Tone::Warn, texts::do_answered(lang).to_owned()),
        EventStatus::Inspected => (Tone::Plain, texts::is_inspected(lang, closed)),
        EventStatus::Gone => (Tone::Plain, texts::is_gone(lang).to_owned()),
        EventStatus::Confirmed | EventStatus::Exempt => {
            let outcome = row.outcome.map(|outcome| event_outcome(lang, outcome)).unwrap_or_default();
            let why =
                row.ground.map(|why| format!("{}{}", lang.pick("：", ": "), ground(lang, why))).unwrap_or_default();
            (Tone::Ok, texts::is_settled(lang, closed, format!("{outcome}{why}")))
        }
    }
}

fn done(lang: Lang, done: Option<String>) -> impl IntoView + use<> {
    let words = match done.as_deref() {
        Some("ask") => texts::done_ask(lang),
        Some("settle") => texts::done_settle(lang),
        Some("inspect") => texts::done_inspect(lang),
        _ => return None,
    };
    let back = view! { <a href="/bureau/exceedances">{texts::back_to_queue(lang)}</a> };
    Some(view! { <Notice tone=Tone::Ok><p role="status">{words} " " {back}</p></Notice> })
}

/// Something came in between: nothing was sent, what happened is told, and nothing that was typed is lost.
fn overtaken(lang: Lang, event: &EventView, form: &Form<Sent>) -> impl IntoView + use<> {
    let sent = &form.typed;
    form.conflict.as_ref().map(|_| {
        let written = given_back(lang, [sent.question.typed(), sent.reason.typed()]);
        let news: Vec<_> =
            event.entries.iter().skip(sent.seen.written()).map(|entry| dialogue_entry(lang, entry)).collect();
        view! {
            <Notice tone=Tone::Over>
                <p role="alert">{texts::moved_on(lang)}</p>
                <ol class="dialogue">{news}</ol>
                {written}
            </Notice>
        }
    })
}
