//! `GET /bureau/tips/{tip_no}`: one tip-off, and what can be done with it.

use axum::response::Response;
use leptos::prelude::*;
use services::tips::TipForBureau;
use services::{Error, tips};

use super::forms::{self, Draft};
use super::tip;
use crate::texts::{shell, tip_desk as texts};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Member, Page, Section};

/// `GET /bureau/tips/{tip_no}`
pub async fn show(member: Member, At(tip_no): At<String>) -> Response {
    member.answer(page(&member, &tip_no, None).await)
}

/// The page, with what was written and could not be sent, where there is something.
pub async fn page(member: &Member, tip_no: &str, draft: Option<Draft>) -> Result<Page, Error> {
    let tip = tips::open(member.ctx(), member.actor(), tip_no).await?;
    Ok(of(member, tip, draft))
}

fn of(member: &Member, tip: TipForBureau, draft: Option<Draft>) -> Page {
    let (lang, role, now) = (member.lang(), member.actor().role, member.ctx().now());
    let title = texts::title(lang, &tip.tip_no);
    let (heading, here) = (title.clone(), tip.tip_no.clone());
    let body = move || {
        let errors = draft
            .iter()
            .filter_map(|draft| Some(FieldError { name: draft.act.field().to_owned(), message: draft.error.clone()? }));
        let errors: Vec<_> = errors.collect();
        view! {
            <ErrorSummary title=texts::errors(lang) errors/>
            {draft.as_ref().filter(|draft| draft.is_late).map(|draft| late(lang, draft))}
            <h1>{heading}</h1>
            {tip::state(lang, &tip, now)}
            <div class="beside">
                {tip::facts(lang, &tip, role)}
                <div class="stack">
                    {tip::content(lang, &tip)}
                    {tip::dialogue(lang, &tip)}
                    {forms::view(lang, &tip, role, draft)}
                </div>
            </div>
        }
    };
    Page::new(title, body).within(Section::Tips).step(shell::nav_tips(lang), "/bureau/tips").here(here).secret()
}

/// Somebody else was quicker. What was written is not lost: it stands here to be used elsewhere.
fn late(lang: domain::lang::Lang, draft: &Draft) -> AnyView {
    let text = draft.text.clone();
    let written = (!text.is_empty()).then(|| view! { <p>{texts::not_sent(lang)}</p><p class="words">{text}</p> });
    view! { <div role="alert"><Notice tone=Tone::Warn><p>{texts::too_late(lang)}</p>{written}</Notice></div> }
        .into_any()
}
