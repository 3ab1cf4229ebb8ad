//! What becomes of a published case: the officer's report, and what the publisher does with it.

use domain::access::{Action, Role, may};
use domain::case::{CaseEvent, Progress, may_report};
use domain::lang::Lang;
use leptos::prelude::*;
use services::cases::{Awaiting, CaseFile, LONGEST_REASON};

use super::form_parts::{carried, send_back};
use super::labels;
use super::sent::FormState;
use crate::pages::parts::chinese;
use crate::texts::bureau_cases as texts;
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;

/// The report that waits, or the form for one.
pub fn view(lang: Lang, role: Role, file: &CaseFile, state: &FormState) -> AnyView {
    let open = may_report(file.line.status);
    match &file.awaited {
        Some(awaited) => waiting(lang, role, (file, awaited), state).into_any(),
        None if may(role, Action::WorkCase) && !open.is_empty() => report(lang, open, file, state).into_any(),
        None => ().into_any(),
    }
}

fn waiting(
    lang: Lang,
    role: Role,
    (file, awaited): (&CaseFile, &Awaiting),
    state: &FormState,
) -> impl IntoView + use<> {
    let Awaiting { report, is_own } = awaited;
    let head = texts::awaits(lang, when::date(lang, report.happened_on), labels::progress(lang, report.progress));
    let said = report.words.clone();
    let mine = may(role, Action::PublishCase);
    let words = match (mine, *is_own) {
        (false, _) => Some(texts::awaits_other(lang)),
        (true, true) => Some(texts::awaits_own(lang)),
        (true, false) => None,
    };
    let acts = mine && !is_own;
    view! {
        <Notice tone=if acts { Tone::Warn } else { Tone::Plain }>
            <p>{head}</p>
            <p class="written" lang=chinese(lang)>{said}</p>
            {words.map(|words| view! { <p>{words}</p> })}
        </Notice>
        {acts.then(|| {
            view! {
                <form method="post">
                    {carried(file)}
                    <button name="act" value="publish-report">{texts::send_publish_report(lang)}</button>
                </form>
                {send_back(lang, file, state, (texts::send_return_report(lang), "return-report"))}
            }
        })}
    }
}

fn report(lang: Lang, open: &'static [Progress], file: &CaseFile, state: &FormState) -> impl IntoView + use<> {
    let returned = file.steps.last().filter(|step| step.event == CaseEvent::ReturnReport);
    let returned = returned.map(|step| view! { <p><strong>{texts::returned(lang, &step.reason)}</strong></p> });
    let sent = &state.form.typed;
    let is_open = returned.is_some() || !state.form.issues.is_empty() || !sent.words.is_blank();
    let carried = carried(file);
    let choice = |&one: &Progress| Choice { value: one.to_string(), label: labels::progress(lang, one).to_owned() };
    let choices = open.iter().map(choice).collect();
    let own = (sent.progress.typed(), sent.happened_on.typed(), sent.words.typed());
    let (chosen, day, words) = (own.0.to_owned(), own.1.to_owned(), own.2.to_owned());
    view! {
        <details open=is_open>
            <summary>{texts::report_title(lang)}</summary>
            {returned}
            <p class="hint">{texts::report_lead(lang)}</p>
            <form method="post" class="stack">
                {carried}
                <Radios name="progress" label=texts::report_what(lang) choices chosen error=state.error(lang, "progress")/>
                <Field name="happened_on" label=texts::report_day(lang) hint=texts::report_day_hint(lang) value=day
                    error=state.error(lang, "happened_on")/>
                <TextArea name="words" label=texts::report_words(lang) hint=texts::report_words_hint(lang) value=words
                    error=state.error(lang, "words") rows=3 longest=LONGEST_REASON/>
                <button name="act" value="report">{texts::send_report(lang)}</button>
            </form>
        </details>
    }
}
