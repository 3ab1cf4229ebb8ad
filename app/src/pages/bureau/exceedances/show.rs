//! One event, for whoever must judge it.

use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::exceedances::{EventView, show as find};

use super::entry::{short_entry, tags};
use super::forms::{errors, forms};
use super::sent::Sent;
use super::state;
use crate::pages::bureau::addresses::file_address;
use crate::pages::parts::dialogue::dialogue;
use crate::pages::parts::exceedance::{event_course, event_said, event_title, evidence};
use crate::pages::parts::{named, outlet_address};
use crate::texts::bureau_exceedances as texts;
use crate::web::{At, Form, Member, Page, Section};

/// `GET /bureau/exceedances/{id}`
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// The page with what was typed and what became of it.
pub(super) async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let (lang, role) = (member.lang(), member.actor().role);
    let event = find(member.ctx(), member.actor(), id).await?;
    let title = format!("{} · {}", event.row.enterprise.name.pick(lang), event_title(lang, &event.row));
    let (status, done) = (form.status(), member.done().map(str::to_owned));
    let rights = state::Rights { settles: may(role, Action::SettleExceedance), begins: may(role, Action::WorkCase) };
    let heading = title.clone();
    let page = Page::new(title, move || body(lang, rights, heading, &event, (&form, done)));
    let page = page.within(Section::Exceedances).step(texts::title(lang), "/bureau/exceedances").here(id.to_string());
    Ok(page.status(status))
}

fn body(
    lang: Lang,
    rights: state::Rights,
    title: String,
    event: &EventView,
    (form, done): (&Form<Sent>, Option<String>),
) -> impl IntoView + use<> {
    let row = &event.row;
    let public = outlet_address(row.enterprise.credit_code, row.outlet);
    view! {
        {errors(lang, form)}
        <h1>{title}</h1>
        {tags(lang, row).into_any()}
        <p class="bar-line soft">
            {named(lang, &row.enterprise.town)}
            <a href=file_address(row.enterprise.credit_code)>{texts::to_file(lang)}</a>
            <a href=public>{texts::to_public(lang)}</a>
        </p>
        {state::view(lang, rights, event, form, done)}
        <p class="lead said">{event_said(lang, row)}</p>
        {event_course(lang, row, &event.periods, &event.course)}
        {evidence(lang, row, &event.periods)}
        {dialogue(lang, &event.entries)}
        {rights.settles.then(|| forms(lang, event, form))}
        {others(lang, event)}
    }
}

fn others(lang: Lang, event: &EventView) -> AnyView {
    let none = event.others.is_empty().then(|| view! { <p>{texts::others_none(lang)}</p> });
    view! {
        <section aria-labelledby="others">
            <h2 id="others">{texts::others(lang)}</h2>
            {none}
            <ul class="results">{event.others.iter().map(|row| short_entry(lang, row)).collect_view()}</ul>
        </section>
    }
    .into_any()
}
