//! `GET /bureau/tips/{tip_no}`: one tip-off, and what can be done with it.

use axum::response::Response;
use leptos::prelude::*;
use services::tips::TipForBureau;
use services::{Error, tips};

use super::sent::{Act, Sent};
use super::{forms, tip};
use crate::pages::parts::{given_back, issue};
use crate::texts::{bureau_tips as texts, shell};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, Section};

/// `GET /bureau/tips/{tip_no}`
pub async fn show(member: Member, At(tip_no): At<String>) -> Response {
    member.answer(page(&member, &tip_no, Form::default()).await)
}

/// The page with its form, as it is or come back.
pub async fn page(member: &Member, tip_no: &str, form: Form<Sent>) -> Result<Page, Error> {
    let tip = tips::open(member.ctx(), member.actor(), tip_no).await?;
    Ok(of(member, tip, form))
}

fn of(member: &Member, tip: TipForBureau, form: Form<Sent>) -> Page {
    let (lang, role, now) = (member.lang(), member.actor().role, member.ctx().now());
    let title = texts::title(lang, &tip.tip_no);
    let (heading, here) = (title.clone(), tip.tip_no.clone());
    let done = member.done().and_then(|word| done(lang, word));
    let status = form.status();
    let body = move || {
        view! {
            {issue::summary(lang, texts::errors(lang), &form.issues, |field| forms::label(lang, field))}
            {late(lang, &tip, &form)}
            {done}
            <h1>{heading}</h1>
            {tip::state(lang, &tip, now)}
            <div class="beside">
                {tip::facts(lang, &tip, role, now.day())}
                <div class="stack">
                    {tip::content(lang, &tip)}
                    {tip::dialogue(lang, &tip)}
                    {forms::view(lang, &tip, role, &form)}
                </div>
            </div>
        }
    };
    Page::new(title, body)
        .within(Section::Tips)
        .step(shell::nav_tips(lang), "/bureau/tips")
        .here(here)
        .secret()
        .status(status)
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

/// Somebody else was quicker. What came meanwhile is told, and nothing that was written is lost, for whichever step it was:
/// it stands here to be used elsewhere, also where its field is gone.
fn late(lang: domain::lang::Lang, tip: &TipForBureau, form: &Form<Sent>) -> Option<AnyView> {
    form.conflict.as_ref()?;
    let news = tip.messages.get(form.typed.seen.written()..).filter(|news| !news.is_empty());
    let news = news.map(|news| tip::said(lang, news));
    let written = given_back(lang, [Act::Reply, Act::Answer, Act::Decline].map(|act| form.typed.of(act)));
    let words = texts::too_late(lang);
    Some(view! { <div role="alert"><Notice tone=Tone::Warn><p>{words}</p>{news}{written}</Notice></div> }.into_any())
}
