//! One quarter: its parts with the state of each, what was signed, and correcting it.

use axum::response::Response;
use domain::declaration::DeclarationStatus;
use domain::declaration::deadline::Phase;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::{Draft, Receipt, draft};

use super::correction_form::{self, Sent};
use super::form_state::FormState;
use super::parts::{address, dates, saved, tasks};
use crate::pages::parts::declaration::signed_line;
use crate::pages::parts::duty::duty;
use crate::pages::parts::{around, named, quarter_name};
use crate::texts::{filing as texts, life, register_duplicates as duplicates};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::task_list::TaskList;
use crate::ui::when;
use crate::web::{At, Member, Page, Section, Site};

/// `GET /filing/{quarter}`
pub async fn show(member: Member, At(quarter): At<Quarter>) -> Response {
    let page = page(&member, quarter, FormState::default()).await;
    member.answer(page)
}

/// The page, with its form as it is or come back.
pub async fn page(member: &Member, quarter: Quarter, state: FormState<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let draft = draft(member.ctx(), member.actor(), quarter).await?;
    let title = quarter_name(lang, quarter);
    let status = state.status();
    let site = member.site().clone();
    let page = Page::new(title.clone(), move || body(lang, &site, &draft, &state)).status(status);
    Ok(page.within(Section::Filing).step(texts::title(lang), "/filing").here(title))
}

fn body(lang: Lang, site: &Site, draft: &Draft, state: &FormState<Sent>) -> impl IntoView + use<> {
    let parts = draft.may_change.then(|| {
        view! {
            <section aria-labelledby="tasks">
                <h2 id="tasks">{texts::tasks(lang)}</h2>
                <TaskList name="parts" tasks=tasks(lang, draft)/>
            </section>
        }
    });
    view! {
        {correction_form::errors(lang, draft, state)}
        <h1>{quarter_name(lang, draft.quarter)}</h1>
        <p class="soft">
            {named(lang, &draft.enterprise.name)} " · " {dates(lang, draft)}
            {draft.may_change.then(|| view! { " · " {saved(lang, draft)} })}
        </p>
        {standing(lang, draft)}
        {duty(lang, site, may_still_be_filed(draft))}
        {parts}
        {signed(lang, draft)}
        {correction_form::forms(lang, draft, &state.form)}
    }
}

/// Whether filing late is still of interest: nothing was filed, and the quarter is open.
fn may_still_be_filed(draft: &Draft) -> bool {
    matches!(draft.status, None | Some(DeclarationStatus::Draft)) && draft.phase != Phase::Closed
}

/// What holds for the whole declaration.
fn standing(lang: Lang, draft: &Draft) -> impl IntoView + use<> {
    let last = || when::date(lang, draft.last_day);
    let ceased = draft.ceased_on.map(|day| life::ceased(lang, when::date(lang, day.0)));
    let merged = draft.merged_into.map(|code| duplicates::own_merged(lang, code));
    let (tone, words) = match draft.status {
        _ if merged.is_some() => (Tone::Warn, merged.unwrap_or_default()),
        _ if ceased.is_some() => (Tone::Plain, ceased.unwrap_or_default()),
        Some(DeclarationStatus::Returned) => (Tone::Warn, texts::returned(lang).to_owned()),
        Some(_) if draft.correction.is_some() => (Tone::Warn, texts::correcting(lang).to_owned()),
        Some(DeclarationStatus::Accepted) => (Tone::Plain, texts::locked_accepted(lang).to_owned()),
        _ if draft.phase == Phase::Closed => (Tone::Plain, texts::locked_closed(lang, last())),
        Some(DeclarationStatus::Submitted | DeclarationStatus::Corrected) => {
            (Tone::Plain, texts::locked_signed(lang).to_owned())
        }
        _ => return ().into_any(),
    };
    let reason = draft.correction.clone().map(|reason| {
        view! { <p>{around(lang, &reason, |reason| texts::correcting_why(lang, reason))}</p> }
    });
    view! { <Notice tone><p>{words}</p>{reason}</Notice> }.into_any()
}

fn signed(lang: Lang, draft: &Draft) -> impl IntoView + use<> {
    let quarter = draft.quarter;
    let row = |receipt: &Receipt| {
        let base = address(quarter);
        let number = receipt.number;
        view! {
            <li>
                <h3>{texts::signed_row(lang, number)}</h3>
                {signed_line(lang, receipt)}
                <p class="more inline">
                    <a href=format!("{base}/versions/{number}")>{texts::see_signed(lang)}</a>
                    <a href=format!("{base}/receipts/{number}")>{texts::see_receipt(lang)}</a>
                </p>
            </li>
        }
    };
    (!draft.versions.is_empty()).then(|| {
        view! {
            <section aria-labelledby="signed">
                <h2 id="signed">{texts::signed_title(lang)}</h2>
                <ul class="results">{draft.versions.iter().rev().map(row).collect_view()}</ul>
            </section>
        }
    })
}
