//! A mark with all that is known of it, for those inside.

use domain::lang::Lang;
use leptos::prelude::*;
use services::marks::{MarkRow, StepDone};

use super::{chinese, mark};
use crate::texts::{filing_marks as texts, set_marks};
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::when;

/// When, about what, with what effect, by whom and why.
pub fn facts(lang: Lang, row: &MarkRow) -> impl IntoView + use<> {
    let mut facts = vec![Fact::new(texts::when(lang), mark::stretch_and_length(lang, &row.mark))];
    if row.mark.kind.is_device() {
        facts.push(Fact::new(texts::about(lang), mark::pollutants(lang, &row.pollutants)));
    }
    let doubt = row.rule.and_then(|rule| mark::unverified(lang, rule));
    let counts = row.state.is_live() && matches!(row.reach, domain::mark::Reach::Minutes { .. });
    let doubt = doubt.filter(|_| counts);
    let doubt =
        doubt.map(|words| view! { <span class="soft">{lang.pick("（", " (")}{words}{lang.pick("）", ")")}</span> });
    let effect = mark::effect(lang, row);
    facts.push(Fact::new(texts::what(lang), view! { {effect}{doubt} }));
    let written = |words: &str| {
        let words = words.to_owned();
        view! { <span lang=chinese(lang)>{words}</span> }
    };
    if !row.note.is_empty() {
        facts.push(Fact::new(texts::note_short(lang), written(&row.note)));
    }
    if row.asked_for {
        facts.push(Fact::new(texts::reason_short(lang), written(&row.reason)));
    }
    if let Some(by) = &row.set_by {
        let at = when::moment(lang, row.set_at);
        facts.push(Fact::new(texts::by(lang), view! { <span lang=chinese(lang)>{by.clone()}</span> " · " {at} }));
    }
    view! { <SummaryList facts/> }
}

/// What became of it.
pub fn history(lang: Lang, row: &MarkRow) -> Option<impl IntoView + use<>> {
    let step = |done: &StepDone| {
        let by = done.by.clone().map(|by| view! { " " <span lang=chinese(lang)>{by}</span> });
        let why = (!done.reason.is_empty())
            .then(|| view! { <p class="more said" lang=chinese(lang)>{done.reason.clone()}</p> });
        view! {
            <li>
                <h3>{mark::step(lang, done.step)}{by}</h3>
                <p class="meta"><span>{when::moment(lang, done.at)}</span></p>
                {why}
            </li>
        }
    };
    (!row.steps.is_empty()).then(|| {
        view! {
            <section aria-labelledby="history">
                <h2 id="history">{texts::history(lang)}</h2>
                <ul class="results">{row.steps.iter().map(step).collect_view()}</ul>
            </section>
        }
    })
}

/// That it came late and was granted, where everybody reads.
pub fn granted(lang: Lang, granted: bool) -> Option<impl IntoView + use<>> {
    granted.then(|| view! { <span>{set_marks::granted(lang)}</span> })
}
