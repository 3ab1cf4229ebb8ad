//! What is to be done next, at the top of the page.

use domain::finding::FindingStatus;
use domain::lang::Lang;
use leptos::prelude::*;
use services::findings::{CaseBegun, FindingView};

use super::dialogue;
use super::sent::Sent;
use crate::pages::bureau::addresses::case_address;
use crate::pages::bureau::cases::stage_name;
use crate::pages::parts::finding::outcome;
use crate::pages::parts::given_back;
use crate::texts::bureau_findings as texts;
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

/// What was just done, where the finding stands, and the ways on.
pub fn view(
    lang: Lang,
    rights: Rights,
    finding: &FindingView,
    form: &Form<Sent>,
    just_done: Option<String>,
) -> impl IntoView + use<> {
    let (tone, words) = words(lang, rights, finding);
    let newer = (finding.filed.newest > finding.filed.number)
        .then(|| view! { <p>{texts::newer(lang, finding.filed.number, finding.filed.newest)}</p> });
    let cases = finding.cases.iter().map(|case| begun(lang, case)).collect_view();
    let ways = ways(lang, rights, finding);
    view! {
        {done(lang, just_done)}
        {overtaken(lang, finding, form)}
        <Notice tone>
            <p>{words}</p>
            {newer}
            {cases}
            {ways}
        </Notice>
    }
}

fn words(lang: Lang, rights: Rights, finding: &FindingView) -> (Tone, String) {
    let (row, reads) = (&finding.row, !rights.settles);
    let due = row.answer_due.map(|due| when::short_date(lang, due.day())).unwrap_or_default();
    let closed = row.closed_at.map(|at| when::short_date(lang, at.day())).unwrap_or_default();
    match row.status {
        FindingStatus::Open if reads => (Tone::Plain, texts::reads_open(lang).to_owned()),
        FindingStatus::Open => (Tone::Warn, texts::do_open(lang).to_owned()),
        FindingStatus::Asked if row.overdue && reads => (Tone::Plain, texts::reads_overdue(lang, due)),
        FindingStatus::Asked if row.overdue => (Tone::Over, texts::do_overdue(lang, due)),
        FindingStatus::Asked => (Tone::Plain, texts::do_asked(lang, due)),
        FindingStatus::Explained if reads => (Tone::Plain, texts::reads_explained(lang).to_owned()),
        FindingStatus::Explained => (Tone::Warn, texts::do_explained(lang).to_owned()),
        FindingStatus::Closed => {
            let came = row.outcome.map(|came| outcome(lang, came)).unwrap_or_default();
            (Tone::Ok, texts::is_closed(lang, closed, came))
        }
        FindingStatus::Inspected => (Tone::Plain, texts::is_inspected(lang, closed)),
        FindingStatus::Superseded => (Tone::Plain, texts::is_superseded(lang).to_owned()),
    }
}

/// A case that somebody began from the finding.
fn begun(lang: Lang, case: &CaseBegun) -> impl IntoView + use<> {
    let link = view! { <a href=case_address(&case.case_no)>{case.case_no.clone()}</a> };
    let stage = texts::case_stage(lang, stage_name(lang, case.stage));
    view! { <p>{texts::case_begun(lang)} " " {link} {lang.pick("", " ")} {stage}</p> }
}

/// Links down to the forms, or on to a case.
fn ways(lang: Lang, rights: Rights, finding: &FindingView) -> impl IntoView + use<> {
    let row = &finding.row;
    let asks = rights.settles && matches!(row.status, FindingStatus::Open | FindingStatus::Explained);
    let again = if row.status == FindingStatus::Open { texts::to_ask(lang) } else { texts::to_ask_again(lang) };
    let settles = rights.settles && !row.status.is_settled();
    let begins = rights.begins && row.status == FindingStatus::Inspected;
    let begin = if finding.cases.is_empty() { texts::to_case(lang) } else { texts::to_another_case(lang) };
    let (code, id) = (row.enterprise.credit_code.to_string(), row.id.to_string());
    let case = with_params("/bureau/cases/new", [("enterprise", code.as_str()), ("finding", id.as_str())]);
    (asks || settles || begins).then(|| {
        view! {
            <ul class="inline">
                {asks.then(|| view! { <li><a href="#ask">{again}</a></li> })}
                {settles.then(|| view! { <li><a href="#settle">{texts::to_settle(lang)}</a></li> })}
                {begins.then(|| view! { <li><a href=case>{begin}</a></li> })}
            </ul>
        }
    })
}

fn done(lang: Lang, done: Option<String>) -> impl IntoView + use<> {
    let words = match done.as_deref() {
        Some("ask") => texts::done_ask(lang),
        Some("close") => texts::done_close(lang),
        Some("inspect") => texts::done_inspect(lang),
        _ => return None,
    };
    let back = view! { <a href="/bureau/findings">{texts::back_to_queue(lang)}</a> };
    Some(view! { <Notice tone=Tone::Ok><p role="status">{words} " " {back}</p></Notice> })
}

/// Somebody was first: nothing was sent, what happened meanwhile is told, and nothing that was typed is lost.
fn overtaken(lang: Lang, finding: &FindingView, form: &Form<Sent>) -> impl IntoView + use<> {
    let sent = &form.typed;
    form.conflict.as_ref().map(|_| {
        // The fields may be gone by now: all that was written stands here, whichever button was pressed.
        let untouched = dialogue::drafted(finding);
        let written = [sent.question.typed(), sent.reason.typed()].into_iter().filter(|text| *text != untouched);
        let written = given_back(lang, written);
        let news: Vec<_> =
            finding.entries.iter().skip(sent.seen.written()).map(|entry| dialogue::one(lang, entry)).collect();
        // What leaves no words behind is the check, which ran again.
        let words = if news.is_empty() { texts::checked_again(lang) } else { texts::moved_on(lang) };
        view! {
            <Notice tone=Tone::Over>
                <p role="alert">{words}</p>
                <ol class="dialogue">{news}</ol>
                {written}
            </Notice>
        }
    })
}
