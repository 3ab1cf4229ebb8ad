//! Where the sign stands and what is to be done next, at the top of the page.

use domain::lang::Lang;
use domain::sign::SignStatus;
use leptos::prelude::*;
use services::signs::SignView;

use super::sent::Sent;
use crate::pages::parts::dialogue::dialogue_entry;
use crate::pages::parts::given_back;
use crate::pages::parts::sign::sign_outcome;
use crate::texts::bureau_signs as texts;
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

/// What was just done, where the sign stands, and the ways on.
pub fn view(lang: Lang, rights: Rights, sign: &SignView, form: &Form<Sent>, just_done: Option<String>) -> AnyView {
    let (tone, words) = words(lang, sign);
    let reads = (!rights.settles && sign.row.status.is_unsettled()).then(|| view! { <p>{texts::reads(lang)}</p> });
    let begins = rights.begins && matches!(sign.row.status, SignStatus::Inspected | SignStatus::Unreliable);
    let code = sign.row.enterprise.credit_code.to_string();
    let case = with_params("/bureau/cases/new", [("enterprise", code.as_str())]);
    let case = begins.then(|| view! { <p><a href=case>{texts::to_case(lang)}</a></p> });
    view! {
        {done(lang, just_done)}
        {overtaken(lang, sign, form)}
        <Notice tone>
            <p>{words}</p>
            {reads}
            {case}
        </Notice>
    }
    .into_any()
}

fn words(lang: Lang, sign: &SignView) -> (Tone, String) {
    let row = &sign.row;
    let due = row.answer_due.map(|due| when::short_date(lang, due.day())).unwrap_or_default();
    let closed = row.closed_at.map(|at| when::short_date(lang, at.day())).unwrap_or_default();
    match row.status {
        SignStatus::Open => (Tone::Warn, texts::do_open(lang).to_owned()),
        SignStatus::Asked if row.answer_overdue => (Tone::Over, texts::do_overdue(lang, due)),
        SignStatus::Asked => (Tone::Plain, texts::do_asked(lang, due)),
        SignStatus::Answered => (Tone::Warn, texts::do_answered(lang).to_owned()),
        SignStatus::Inspected => (Tone::Plain, texts::is_inspected(lang, closed)),
        SignStatus::Gone => (Tone::Plain, texts::is_gone(lang).to_owned()),
        SignStatus::Explained | SignStatus::Unreliable => {
            let outcome = row.outcome.map(|outcome| sign_outcome(lang, outcome)).unwrap_or_default();
            (Tone::Ok, texts::is_settled(lang, closed, outcome))
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
    let back = view! { <a href="/bureau/alarms">{texts::back_to_desk(lang)}</a> };
    Some(view! { <Notice tone=Tone::Ok><p role="status">{words} " " {back}</p></Notice> })
}

/// Something came in between: nothing was sent, what happened is told, and nothing that was typed is lost.
fn overtaken(lang: Lang, sign: &SignView, form: &Form<Sent>) -> impl IntoView + use<> {
    let sent = &form.typed;
    form.conflict.as_ref().map(|_| {
        let written = given_back(lang, [sent.question.typed(), sent.reason.typed()]);
        let news: Vec<_> =
            sign.entries.iter().skip(sent.seen.written()).map(|entry| dialogue_entry(lang, entry)).collect();
        view! {
            <Notice tone=Tone::Over>
                <p role="alert">{texts::moved_on(lang)}</p>
                <ol class="dialogue">{news}</ol>
                {written}
            </Notice>
        }
    })
}
