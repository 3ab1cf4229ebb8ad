//! `GET /bureau/tips/{tip_no}`: one tip-off, and what can be done with it.

use axum::response::Response;
use leptos::prelude::*;
use services::tips::TipForBureau;
use services::{Error, tips};

use super::act::Sent;
use super::forms::{self, Act};
use super::tip;
use crate::pages::parts::issue;
use crate::texts::{shell, tip_desk as texts};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, Section};

/// `GET /bureau/tips/{tip_no}`
pub async fn show(member: Member, At(tip_no): At<String>) -> Response {
    member.answer(page(&member, &tip_no, Form::default(), None).await)
}

/// The page with its form; with the step that was refused, where one was.
pub async fn page(member: &Member, tip_no: &str, form: Form<Sent>, refused: Option<Act>) -> Result<Page, Error> {
    let tip = tips::open(member.ctx(), member.actor(), tip_no).await?;
    Ok(of(member, tip, form, refused))
}

fn of(member: &Member, tip: TipForBureau, form: Form<Sent>, refused: Option<Act>) -> Page {
    let (lang, role, now) = (member.lang(), member.actor().role, member.ctx().now());
    let title = texts::title(lang, &tip.tip_no);
    let (heading, here) = (title.clone(), tip.tip_no.clone());
    let done = member.visitor().param("done").filter(|_| refused.is_none()).and_then(|word| done(lang, word));
    let status = form.status();
    let body = move || {
        view! {
            {issue::summary(lang, texts::errors(lang), &form.issues, |field| forms::label(lang, field))}
            {refused.and_then(|act| late(lang, &tip, act, &form))}
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

/// Somebody else was quicker. What came meanwhile is told, and what was written is not lost: it stands here to be used
/// elsewhere.
fn late(lang: domain::lang::Lang, tip: &TipForBureau, act: Act, form: &Form<Sent>) -> Option<AnyView> {
    form.conflict.as_ref()?;
    let news = tip.messages.get(form.typed.seen.written()..).filter(|news| !news.is_empty());
    let news = news.map(|news| tip::said(lang, news));
    let text = form.typed.of(act).to_owned();
    let written = (!text.is_empty()).then(|| view! { <p>{texts::not_sent(lang)}</p><p class="words">{text}</p> });
    let words = texts::too_late(lang);
    Some(view! { <div role="alert"><Notice tone=Tone::Warn><p>{words}</p>{news}{written}</Notice></div> }.into_any())
}
