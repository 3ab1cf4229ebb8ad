//! What was done with a case, step by step.

use domain::case::CaseStage;
use domain::lang::Lang;
use leptos::prelude::*;
use services::cases::{CaseFile, StepTaken};

use super::labels;
use crate::pages::parts::chinese;
use crate::texts::bureau_cases as texts;
use crate::ui::when;

/// All steps, oldest first.
pub fn all(lang: Lang, file: &CaseFile) -> impl IntoView + use<> {
    // What is further on without a step did not come this way.
    let nothing = match file.line.stage {
        CaseStage::Draft => texts::steps_none(lang),
        CaseStage::Review | CaseStage::Cleared | CaseStage::Published | CaseStage::Withdrawn => {
            texts::steps_imported(lang)
        }
    };
    let none = file.steps.is_empty().then(|| view! { <p>{nothing}</p> });
    view! {
        <section aria-labelledby="steps" class="flow">
            <h2 id="steps">{texts::steps(lang)}</h2>
            <p>{texts::steps_scope(lang)}</p>
            {none}
            <ol class="dialogue">{file.steps.iter().map(|step| taken(lang, step)).collect_view()}</ol>
        </section>
    }
}

/// One step.
pub fn taken(lang: Lang, step: &StepTaken) -> impl IntoView + use<> {
    let by = step.by.clone().map(|by| view! { <span lang=chinese(lang)>{by}</span> });
    let reason = (!step.reason.is_empty()).then(|| step.reason.clone());
    let happened = step.happened_on.map(|day| view! { <span>{when::date(lang, day.0)}</span> });
    view! {
        <li class="ours">
            <p class="meta">
                <strong>{labels::event(lang, step.event)}</strong>
                {happened}
                {by}
                <time datetime=step.at.rfc3339()>{when::moment(lang, step.at)}</time>
            </p>
            {reason.map(|reason| view! { <p class="written" lang=chinese(lang)>{reason}</p> })}
        </li>
    }
}
