//! `GET /bureau/tips/{tip_no}`: one tip-off, and what can be done with it.

use axum::response::Response;
use leptos::prelude::*;
use services::tips::TipForBureau;
use services::{Error, tips};

use super::forms::{self, Act, Draft};
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
    let done = member.visitor().param("done").filter(|_| draft.is_none()).and_then(|word| done(lang, word));
    let body = move || {
        let errors = draft
            .iter()
            .filter_map(|draft| Some(FieldError { name: draft.act.field().to_owned(), message: draft.error.clone()? }));
        let errors: Vec<_> = errors.collect();
        view! {
            <ErrorSummary title=texts::errors(lang) errors/>
            {draft.as_ref().and_then(|draft| late(lang, &tip, draft))}
            {done}
            <h1>{heading}</h1>
            {tip::state(lang, &tip, now)}
            <div class="beside">
                {tip::facts(lang, &tip, role, now.day())}
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

/// What was just done, as the address says, and what comes next.
fn done(lang: domain::lang::Lang, word: &str) -> Option<AnyView> {
    let words = match Act::of(word)? {
        Act::Accept => texts::done_accept(lang),
        Act::HandOver => texts::done_hand_over(lang),
        Act::Reply => texts::done_reply(lang),
        Act::Answer => texts::done_answer(lang),
        Act::Decline => texts::done_decline(lang),
    };
    let back = view! { <a href="/bureau/tips">{texts::back_to_queue(lang)}</a> };
    Some(view! { <Notice tone=Tone::Ok><p role="status">{words} " " {back}</p></Notice> }.into_any())
}

/// Somebody else was quicker. What came meanwhile is told, and what was written is not lost: it stands here to be used
/// elsewhere.
fn late(lang: domain::lang::Lang, tip: &TipForBureau, draft: &Draft) -> Option<AnyView> {
    let news = tip.messages.get(draft.late.as_ref()?.written()..).filter(|news| !news.is_empty());
    let news = news.map(|news| tip::said(lang, news));
    let text = draft.typed.of(draft.act).to_owned();
    let written = (!text.is_empty()).then(|| view! { <p>{texts::not_sent(lang)}</p><p class="words">{text}</p> });
    let words = texts::too_late(lang);
    Some(view! { <div role="alert"><Notice tone=Tone::Warn><p>{words}</p>{news}{written}</Notice></div> }.into_any())
}
