//! One case: what is to be done next, what the public will read, what was done.

use axum::response::Response;
use domain::case::CaseStage;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::cases::{CaseFile, StepTaken, show as find};

use super::next_step::{self, FormState};
use super::{labels, text};
use crate::pages::parts::chinese;
use crate::pages::parts::labels::violation;
use crate::texts::bureau_cases as texts;
use crate::ui::tag::Tag;
use crate::ui::when;
use crate::web::{At, Member, Page, Section};

/// `GET /bureau/cases/{case_no}`
pub async fn show(member: Member, At(case_no): At<String>) -> Response {
    let done = member.done().map(str::to_owned);
    let sure = member.visitor().param("ask") == Some("publish");
    member.answer(page(&member, &case_no, FormState { done, sure, ..FormState::default() }).await)
}

/// The page with what became of a form.
pub(super) async fn page(member: &Member, case_no: &str, state: FormState) -> Result<Page, Error> {
    let (lang, role) = (member.lang(), member.actor().role);
    let file = find(member.ctx(), member.actor(), case_no).await?;
    let kind = violation(lang, file.content.kind);
    let title = texts::case_title(lang, file.line.enterprise.name.pick(lang), kind);
    let (number, status, today) = (file.line.case_no.clone(), state.status(), member.ctx().now().day());
    let page = Page::new(title.clone(), move || {
        let (tone, word) = labels::stage(lang, file.line.stage);
        view! {
            {next_step::errors(lang, &state)}
            <h1>{title}</h1>
            <p><Tag tone word/></p>
            {next_step::view(lang, role, today, &file, &state).into_any()}
            {text::view(lang, today, &file).into_any()}
            {steps(lang, &file).into_any()}
        }
    });
    let page = page.within(Section::Casework).step(texts::title(lang), "/bureau/cases").here(number);
    Ok(page.status(status))
}

fn steps(lang: Lang, file: &CaseFile) -> impl IntoView + use<> {
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
pub(super) fn taken(lang: Lang, step: &StepTaken) -> impl IntoView + use<> {
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
