//! The register from spreadsheets: templates to fill in, a look at what would become of each row, and the entry itself.

mod form;
pub mod report;
mod template;
pub mod upload;

use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::access::Action;
use domain::input::Read as _;
use leptos::prelude::*;
use services::register::Reason;
use services::register::import::{self, MOST_FILES, Report};
use services::{Error, FormKey};
use tokio::sync::Semaphore;

use super::upload_page;
use crate::pages::parts::issue;
use crate::texts::register_import as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::multipart::{LARGEST_UPLOAD, NotWhole};
use crate::web::{Member, Page};
use form::Asked;
pub use template::{attached, template};
use upload::Upload;

/// Imports at a time. Each may hold a hundred megabytes.
static ROOM: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// `GET /bureau/register/import`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member, Asked::default(), None, StatusCode::OK))
}

/// `POST /bureau/register/import`
pub async fn import(member: Member, headers: HeaderMap, body: Body) -> Response {
    let (asked, done) = match take(&member, &headers, body).await {
        Ok(taken) => taken,
        Err(failure) => return member.answer(Err(failure)),
    };
    let status = match &done {
        Done::Marked(workbook) => return attached("mingjian-register-checked.xlsx", workbook.clone()),
        Done::Reported(report) if report.written || report.is_clean() => StatusCode::OK,
        Done::Before => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    member.answer(page(&member, asked, Some(done), status))
}

/// What became of what was sent.
enum Done {
    /// No file was among it.
    NoFile,
    /// More was sent than is read, or not all of it arrived.
    NotWhole(NotWhole),
    /// This very form was written before, and what was said of it then is no longer known.
    Before,
    /// The reason cannot be kept.
    BadReason,
    /// The workbook with its cells marked.
    Marked(Vec<u8>),
    Reported(Arc<Report>),
}

async fn take(member: &Member, headers: &HeaderMap, body: Body) -> Result<(Asked, Done), Error> {
    member.actor().must(Action::ManageRegister)?;
    let Upload { files, wish, mark, form, reason, .. } = match upload::read(headers, body).await {
        Ok(upload) => upload,
        Err(why) => return Ok((Asked::default(), Done::NotWhole(why))),
    };
    let said = (!reason.trim().is_empty()).then(|| Reason::read(&reason)).transpose();
    let error = said.as_ref().err().map(|issue| issue::say(member.lang(), issue));
    let asked = Asked { wish, reason, error };
    let Ok(said) = said else { return Ok((asked, Done::BadReason)) };
    if files.is_empty() {
        return Ok((asked, Done::NoFile));
    }
    let form = form.unwrap_or_else(FormKey::generate);
    // Only now: whoever sends slowly must not keep everybody else waiting.
    let _room = ROOM.acquire().await;
    let kept = if mark { files.clone() } else { Vec::new() };
    let report = import::import_form(member.ctx(), member.actor(), &form, files, wish, said.as_ref()).await?;
    let done = match report {
        Some(report) if mark => {
            let made = tokio::task::spawn_blocking(move || import::marked(&kept, &report));
            Done::Marked(made.await.map_err(|_panic| Error::invalid("file", "the file cannot be read"))??)
        }
        report => report.map_or(Done::Before, Done::Reported),
    };
    Ok((asked, done))
}

fn page(member: &Member, asked: Asked, done: Option<Done>, status: StatusCode) -> Result<Page, Error> {
    member.actor().must(Action::ManageRegister)?;
    let lang = member.lang();
    let title = texts::title(lang);
    let form = form::view(lang, asked);
    let said = done.map(|done| match done {
        Done::NoFile => view! { <Notice tone=Tone::Warn><p>{texts::no_file(lang)}</p></Notice> }.into_any(),
        Done::NotWhole(NotWhole::ManyParts) => {
            view! { <Notice tone=Tone::Warn><p>{texts::many_files(lang, MOST_FILES)}</p></Notice> }.into_any()
        }
        Done::NotWhole(NotWhole::Twice) => {
            view! { <Notice tone=Tone::Warn><p>{texts::twice(lang)}</p></Notice> }.into_any()
        }
        Done::NotWhole(NotWhole::Cut) => {
            view! { <Notice tone=Tone::Warn><p>{texts::not_whole(lang, LARGEST_UPLOAD >> 20)}</p></Notice> }.into_any()
        }
        Done::BadReason => view! { <Notice tone=Tone::Warn><p>{texts::bad_reason(lang)}</p></Notice> }.into_any(),
        Done::Marked(_) => ().into_any(),
        Done::Before => view! { <Notice><p>{texts::before(lang)}</p></Notice> }.into_any(),
        Done::Reported(report) => report::view(lang, &report).into_any(),
    });
    Ok(upload_page(lang, (title, status), said, form.into_any()))
}
