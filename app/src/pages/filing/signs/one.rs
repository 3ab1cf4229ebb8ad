//! `GET /filing/signs/{id}`

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::signs::{OwnSignView, show_own};

use super::form::Sent;
use super::{form as answering, list};
use crate::pages::parts::dialogue::own_dialogue;
use crate::pages::parts::outlet_address;
use crate::pages::parts::sign::{sign_course, sign_outcome, sign_said, sign_tags, sign_title};
use crate::texts::{filing_signs as texts, signs};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, Section};

/// The sign.
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    let sent = member.visitor().param("sent").is_some();
    let page = page(&member, id, Form::default(), sent).await;
    member.answer(page)
}

/// The page, with what was typed into its form.
pub async fn page(member: &Member, id: i64, form: Form<Sent>, sent: bool) -> Result<Page, Error> {
    let lang = member.lang();
    let sign = show_own(member.ctx(), member.actor(), id).await?;
    let may = member.actor().must(domain::access::Action::AnswerSign).is_ok();
    let title = sign_title(lang, &sign.row);
    let (status, here) = (form.status(), title.clone());
    let page = Page::new(title, move || body(lang, &sign, &form, sent, may)).status(status);
    Ok(page.within(Section::OwnSigns).step(texts::title(lang), "/filing/signs").here(here))
}

fn body(lang: Lang, sign: &OwnSignView, form: &Form<Sent>, sent: bool, may: bool) -> impl IntoView + use<> {
    let row = &sign.row;
    let outcome = row.outcome.map(|outcome| sign_outcome(lang, outcome));
    let public = outlet_address(row.enterprise.credit_code, row.outlet);
    view! {
        {answering::errors(lang, sign, form)}
        {sent.then(|| view! { <Notice tone=Tone::Ok><p role="status">{texts::sent(lang)}</p></Notice> })}
        <h1>{sign_title(lang, row)}</h1>
        {sign_tags(lang, row).into_any()}
        <p class="lead">{sign_said(lang, row)}</p>
        <p class="small soft">{signs::question_only(lang)}</p>
        {outcome.map(|words| view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> })}
        {list::due(lang, row, sign.doubt).map(|due| view! { <p><strong>{due}</strong></p> })}
        <p><a href=public>{texts::to_public(lang)}</a></p>
        {own_dialogue(lang, &sign.entries)}
        {answering::form(lang, sign, form, may)}
        {sign_course(lang, row, &sign.course)}
    }
}
