//! The register from spreadsheets: templates to fill in, a look at what would become of each row, and the entry itself.

mod form;
mod report;
mod template;
mod upload;

use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::access::Action;
use leptos::prelude::*;
use services::register::import::{self, Report, Wish};
use services::{Error, FormKey};
use tokio::sync::Semaphore;

use crate::texts::{admin_register as texts, bureau_register};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::multipart::LARGEST_UPLOAD;
use crate::web::{Member, Page, Section};
pub use template::template;
use upload::Upload;

/// Imports at a time. Each may hold a hundred megabytes.
static ROOM: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// `GET /bureau/register/import`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member, Wish::default(), None, StatusCode::OK))
}

/// `POST /bureau/register/import`
pub async fn import(member: Member, headers: HeaderMap, body: Body) -> Response {
    let (wish, done) = match take(&member, &headers, body).await {
        Ok(taken) => taken,
        Err(failure) => return member.answer(Err(failure)),
    };
    let status = match &done {
        Done::Reported(report) if report.written || report.is_clean() => StatusCode::OK,
        Done::Before => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    member.answer(page(&member, wish, Some(done), status))
}

/// What became of what was sent.
enum Done {
    /// No file was among it.
    NoFile,
    /// More was sent than is read, or not all of it arrived.
    NotWhole,
    /// This very form was written before, and what was said of it then is no longer known.
    Before,
    Reported(Arc<Report>),
}

async fn take(member: &Member, headers: &HeaderMap, body: Body) -> Result<(Wish, Done), Error> {
    member.actor().must(Action::ManageRegister)?;
    let Ok(Upload { files, wish, form, .. }) = upload::read(headers, body).await else {
        return Ok((Wish::default(), Done::NotWhole));
    };
    if files.is_empty() {
        return Ok((wish, Done::NoFile));
    }
    let form = form.unwrap_or_else(FormKey::generate);
    // Only now: whoever sends slowly must not keep everybody else waiting.
    let _room = ROOM.acquire().await;
    let report = import::import_form(member.ctx(), member.actor(), &form, files, wish).await?;
    Ok((wish, report.map_or(Done::Before, Done::Reported)))
}

fn page(member: &Member, wish: Wish, done: Option<Done>, status: StatusCode) -> Result<Page, Error> {
    member.actor().must(Action::ManageRegister)?;
    let lang = member.lang();
    let title = texts::title(lang);
    let form = form::view(lang, wish);
    let said = done.map(|done| match done {
        Done::NoFile => view! { <Notice tone=Tone::Warn><p>{texts::no_file(lang)}</p></Notice> }.into_any(),
        Done::NotWhole => {
            view! { <Notice tone=Tone::Warn><p>{texts::not_whole(lang, LARGEST_UPLOAD >> 20)}</p></Notice> }.into_any()
        }
        Done::Before => view! { <Notice><p>{texts::before(lang)}</p></Notice> }.into_any(),
        Done::Reported(report) => report::view(lang, &report).into_any(),
    });
    let body = move || {
        view! {
            <h1>{title}</h1>
            {said}
            {form}
        }
    };
    Ok(Page::new(title, body)
        .status(status)
        .within(Section::Register)
        .step(bureau_register::title(lang), "/bureau/register")
        .here(title))
}
