//! `GET /bureau/site`, and the page that comes back.

use std::sync::Arc;

use axum::response::Response;
use domain::lang::Lang;
use domain::site::Site;
use leptos::prelude::*;
use services::input::Issues;
use services::site::{self, LARGEST_SEAL, LONGEST_SIDE, Shown};
use services::{Error, FormKey};

use super::form::{label, view};
use super::sent::Sent;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::{chinese, issue};
use crate::texts::admin_site as texts;
use crate::ui::checkbox::Checkbox;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::field::Field;
use crate::ui::file_field::FileField;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Form, Member, Page, Section};

/// `GET /bureau/site`
pub async fn show(member: Member) -> Response {
    match site::show(member.ctx(), member.actor()).await {
        Ok(shown) => {
            let form = Form::new(Sent::of(member.site(), shown.seen.clone()));
            member.answer(Ok(page(&member, &shown, &form, Asked::Nothing)))
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

/// What the page comes back for.
pub enum Asked {
    Nothing,
    /// To be looked at, as it would be; none where something of it is wrong.
    Preview(Option<Arc<Site>>),
    /// What is wrong with a seal that was sent.
    Seal(Issues),
}

/// The page again: with a form that was refused, or with one that is to be looked at only.
pub async fn again(member: &Member, form: Form<Sent>, asked: Asked) -> Response {
    let shown = match site::show(member.ctx(), member.actor()).await {
        Ok(shown) => shown,
        Err(failure) => return member.answer(Err(failure)),
    };
    let page = page(member, &shown, &form, asked_of(&asked));
    match asked {
        Asked::Preview(Some(site)) => member.showing(site).answer(Ok(page)),
        _ => member.answer(Ok(page)),
    }
}

fn asked_of(asked: &Asked) -> Asked {
    match asked {
        Asked::Nothing => Asked::Nothing,
        Asked::Preview(site) => Asked::Preview(site.clone()),
        Asked::Seal(issues) => Asked::Seal(issues.clone()),
    }
}

/// The page again after a seal that was refused.
pub async fn again_for_seal(member: &Member, failure: Error) -> Response {
    let issues = match failure {
        Error::Invalid(issues) => issues,
        failure => return member.answer(Err(failure)),
    };
    match site::show(member.ctx(), member.actor()).await {
        Ok(shown) => {
            let form = Form::new(Sent::of(member.site(), shown.seen.clone()));
            member.answer(Ok(page(member, &shown, &form, Asked::Seal(issues))))
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

fn page(member: &Member, shown: &Shown, form: &Form<Sent>, asked: Asked) -> Page {
    let lang = member.lang();
    let title = texts::title(lang);
    let (nav, status) = (nav(member, AdminPage::Site), form.status());
    let done = member.done().is_some();
    let overtaken = form.conflict.is_some();
    let (is_preview, seal_issues) = match asked {
        Asked::Preview(Some(_)) => (true, Issues::default()),
        Asked::Seal(issues) => (false, issues),
        _ => (false, Issues::default()),
    };
    let status = if seal_issues.is_empty() { status } else { axum::http::StatusCode::UNPROCESSABLE_ENTITY };
    let opening = is_preview.then(|| form.typed.site(member.site()).tidy().opening.in_lang(lang).to_owned());
    let opening = opening.filter(|opening| !opening.is_empty());
    let (versions, seal) = (versions(lang, shown), seal(lang, shown, member.site().seal.as_deref(), &seal_issues));
    let is_first = shown.site.is_none();
    let view = view(lang, form);
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            {done.then(|| view! { <Notice tone=Tone::Ok><p>{texts::saved(lang)}</p></Notice> })}
            {overtaken.then(|| view! { <Notice tone=Tone::Warn><p>{texts::overtaken(lang)}</p></Notice> })}
            {is_preview.then(|| view! {
                <Notice tone=Tone::Warn>
                    <p>{texts::preview_what(lang)}</p>
                    {opening.map(|words| view! { <p>{texts::preview_opening(lang)} " " {words}</p> })}
                </Notice>
            })}
            <p class="lead">{texts::lead(lang)}</p>
            {is_first.then(|| view! { <p class="soft prose-line">{texts::from_file(lang)}</p> })}
            {view}
            {seal}
            {versions}
        }
    };
    Page::new(title, body).within(Section::Accounts).status(status).here(title)
}

/// The seal, and the form for another one. Its own form: what was typed in the other one is not lost by a file.
fn seal(lang: Lang, shown: &Shown, address: Option<&str>, issues: &Issues) -> impl IntoView + use<> {
    let key = FormKey::generate();
    let picture = address.map(|address| {
        view! { <p><img class="seal-large" src=address.to_owned() alt=texts::seal_alt(lang)/></p> }
    });
    let has_none = address.is_none().then(|| view! { <p class="soft">{texts::no_seal(lang)}</p> });
    let remove = shown.has_seal.then(|| view! { <Checkbox name="remove" label=texts::remove_seal(lang) error=None/> });
    view! {
        <section class="flow" aria-labelledby="seal-title">
            <h2 id="seal-title">{texts::seal(lang)}</h2>
            {picture}
            {has_none}
            {issue::summary(lang, texts::problems(lang), issues, |name| label(lang, name))}
            <form method="post" action="/bureau/site/seal" enctype="multipart/form-data" class="stack">
                <FormKeyField key=key.expose()/>
                <input type="hidden" name="seen" value=shown.seen.as_str().to_owned()/>
                <FileField name="seal" label=texts::seal_file(lang)
                    hint=texts::seal_hint(lang, LARGEST_SEAL / 1024, LONGEST_SIDE)
                    error=issue::at(lang, issues, "seal") accept="image/png"/>
                {remove}
                <Field name="seal_reason" label=texts::reason(lang) hint=texts::reason_hint(lang)
                    error=issue::at(lang, issues, "seal_reason") autocomplete="off"/>
                <p class="bar-line"><button>{texts::send_seal(lang)}</button></p>
            </form>
        </section>
    }
}

fn versions(lang: Lang, shown: &Shown) -> Option<impl IntoView + use<>> {
    if shown.versions.is_empty() {
        return None;
    }
    let columns =
        vec![Column::words(texts::at(lang)), Column::words(texts::by(lang)), Column::words(texts::reason(lang))];
    let row = |version: &site::Version| {
        view! {
            <tr>
                <th scope="row">{when::moment(lang, version.at)}</th>
                <td data-head=texts::by(lang)><span lang=chinese(lang)>{version.who.clone()}</span></td>
                <td data-head=texts::reason(lang)><span lang=chinese(lang)>{version.reason.clone()}</span></td>
            </tr>
        }
    };
    let rows = shown.versions.iter().map(row).collect_view();
    Some(view! {
        <h2>{texts::versions(lang)}</h2>
        <DataTable caption=texts::versions(lang) hide_caption=true records=true columns>{rows}</DataTable>
    })
}
