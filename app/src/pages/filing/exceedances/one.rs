//! `GET /filing/exceedances/{id}`

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::exceedances::{OwnEventView, show_own};

use super::form::Sent;
use super::{form as answering, list};
use crate::pages::parts::dialogue::own_dialogue;
use crate::pages::parts::exceedance::{
    event_course, event_outcome, event_said, event_status, event_title, evidence, ground,
};
use crate::pages::parts::outlet_address;
use crate::texts::filing_exceedances as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::web::{At, Form, Member, Page, Section};

/// The event.
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    let sent = member.visitor().param("sent").is_some();
    let page = page(&member, id, Form::default(), sent).await;
    member.answer(page)
}

/// The page, with what was typed into its form.
pub async fn page(member: &Member, id: i64, form: Form<Sent>, sent: bool) -> Result<Page, Error> {
    let lang = member.lang();
    let event = show_own(member.ctx(), member.actor(), id).await?;
    let may = member.actor().must(domain::access::Action::AnswerExceedance).is_ok();
    let title = event_title(lang, &event.row);
    let (status, here) = (form.status(), title.clone());
    let page = Page::new(title, move || body(lang, &event, &form, sent, may)).status(status);
    Ok(page.within(Section::OwnExceedances).step(texts::title(lang), "/filing/exceedances").here(here))
}

fn body(lang: Lang, event: &OwnEventView, form: &Form<Sent>, sent: bool, may: bool) -> impl IntoView + use<> {
    let row = &event.row;
    let (tone, word) = event_status(lang, row.status);
    let outcome = row.outcome.map(|outcome| event_outcome(lang, outcome));
    let why = row.ground.map(|why| format!("{}{}", lang.pick("：", ": "), ground(lang, why))).unwrap_or_default();
    let public = outlet_address(row.enterprise.credit_code, row.outlet);
    view! {
        {answering::errors(lang, event, form)}
        {sent.then(|| view! { <Notice tone=Tone::Ok><p role="status">{texts::sent(lang)}</p></Notice> })}
        <h1>{event_title(lang, row)} " " <Tag tone word/></h1>
        <p class="lead">{event_said(lang, row)}</p>
        {outcome.map(|words| view! { <Notice tone=Tone::Ok><p>{words}{why}</p></Notice> })}
        {list::due(lang, row, event.doubt).map(|due| view! { <p><strong>{due}</strong></p> })}
        <p><a href=public>{texts::to_public(lang)}</a></p>
        {own_dialogue(lang, &event.entries)}
        {answering::form(lang, event, form, may)}
        {event_course(lang, row, &event.periods, &event.course)}
        {evidence(lang, row, &event.periods)}
    }
}
