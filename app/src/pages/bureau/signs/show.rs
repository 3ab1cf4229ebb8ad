//! One sign, for whoever must judge it.

use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::signs::{MarkBeside, SignView, show as find};

use super::entry::entry;
use super::forms::{errors, forms};
use super::sent::Sent;
use super::state;
use crate::pages::bureau::addresses::{exceedance_address, file_address, mark_address};
use crate::pages::parts::dialogue::dialogue;
use crate::pages::parts::exceedance::{event_said, event_title};
use crate::pages::parts::mark;
use crate::pages::parts::sign::{sign_course, sign_said, sign_tags, sign_title};
use crate::pages::parts::{named, outlet_address};
use crate::texts::{bureau_alarms, bureau_signs as texts, signs};
use crate::web::{At, Form, Member, Page, Section};

/// `GET /bureau/signs/{id}`
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// The page with what was typed and what became of it.
pub(super) async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let (lang, role) = (member.lang(), member.actor().role);
    let sign = find(member.ctx(), member.actor(), id).await?;
    let title = format!("{} · {}", sign.row.enterprise.name.pick(lang), sign_title(lang, &sign.row));
    let (status, done) = (form.status(), member.done().map(str::to_owned));
    let rights = state::Rights { settles: may(role, Action::SettleSign), begins: may(role, Action::WorkCase) };
    let heading = title.clone();
    let page = Page::new(title, move || body(lang, rights, heading, &sign, (&form, done)));
    let page = page.within(Section::Alarms).step(bureau_alarms::title(lang), "/bureau/alarms");
    Ok(page.here(format!("{} {id}", texts::section(lang))).status(status))
}

fn body(
    lang: Lang,
    rights: state::Rights,
    title: String,
    sign: &SignView,
    (form, done): (&Form<Sent>, Option<String>),
) -> impl IntoView + use<> {
    let row = &sign.row;
    let public = outlet_address(row.enterprise.credit_code, row.outlet);
    view! {
        {errors(lang, form)}
        <h1>{title}</h1>
        {sign_tags(lang, row).into_any()}
        <p class="bar-line soft">
            {named(lang, &row.enterprise.town)}
            <a href=file_address(row.enterprise.credit_code)>{texts::to_file(lang)}</a>
            <a href=public>{texts::to_public(lang)}</a>
        </p>
        {state::view(lang, rights, sign, form, done)}
        <p class="lead said">{sign_said(lang, row)}</p>
        <p class="small soft">{signs::question_only(lang)}</p>
        {sign_course(lang, row, &sign.course)}
        {marks(lang, &sign.marks)}
        {events(lang, sign)}
        {dialogue(lang, &sign.entries)}
        {rights.settles.then(|| forms(lang, sign, form))}
        {thresholds(lang, &sign.source)}
        {others(lang, sign)}
    }
}

fn marks(lang: Lang, marks: &[MarkBeside]) -> AnyView {
    let one = |beside: &MarkBeside| {
        let (kind, words) = (mark::kind(lang, beside.mark.kind), mark::stretch_and_length(lang, &beside.mark));
        view! { <li><h3><a href=mark_address(beside.id)>{kind}</a></h3><p class="more">{words}</p></li> }
    };
    let none = marks.is_empty().then(|| view! { <p>{texts::marks_none(lang)}</p> });
    view! {
        <section aria-labelledby="marks">
            <h2 id="marks">{texts::marks(lang)}</h2>
            {none}
            <ul class="results">{marks.iter().map(one).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn events(lang: Lang, sign: &SignView) -> AnyView {
    let one = |row: &services::exceedances::EventRow| {
        let head = view! { <a href=exceedance_address(row.id)>{event_title(lang, row)}</a> };
        view! { <li><h3>{head}</h3><p class="more">{event_said(lang, row)}</p></li> }
    };
    let none = sign.events.is_empty().then(|| view! { <p>{texts::events_none(lang)}</p> });
    view! {
        <section aria-labelledby="events">
            <h2 id="events">{texts::events(lang)}</h2>
            {none}
            <ul class="results">{sign.events.iter().map(one).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Where the thresholds are from, as the file says it: in English, whatever the page's language.
fn thresholds(lang: Lang, source: &str) -> AnyView {
    let foreign = (lang == Lang::Zh).then_some("en");
    let source = source.to_owned();
    view! {
        <section aria-labelledby="thresholds">
            <h2 id="thresholds">{texts::thresholds(lang)}</h2>
            <p class="small">{texts::thresholds_what(lang)}</p>
            <p class="small soft" lang=foreign>{source}</p>
        </section>
    }
    .into_any()
}

fn others(lang: Lang, sign: &SignView) -> AnyView {
    let none = sign.others.is_empty().then(|| view! { <p>{texts::others_none(lang)}</p> });
    view! {
        <section aria-labelledby="others">
            <h2 id="others">{texts::others(lang)}</h2>
            {none}
            <ul class="results">{sign.others.iter().map(|row| entry(lang, row)).collect_view()}</ul>
        </section>
    }
    .into_any()
}
