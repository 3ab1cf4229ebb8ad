//! The city's map from a file: a look at what it draws, and the import itself.

mod form;
mod report;
mod upload;

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::access::Action;
use domain::map::System;
use leptos::prelude::*;
use services::map::{Report, Standing, import_form, standing};
use services::{Error, FormKey};
use tokio::sync::Semaphore;

use super::upload_page;
use crate::texts::register_map as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Member, Page};
use upload::Upload;

/// Files that are read at a time: each may take a hundred megabytes while it is.
static ROOM: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// What came of what was sent.
enum Done {
    /// No file was among it.
    NoFile,
    /// The system of its coordinates was not said.
    NoSystem,
    /// Not all of it arrived, or a field came twice.
    NotWhole,
    Reported(Box<Report>),
}

/// What was chosen, for the form that comes back.
#[derive(Clone, Copy, Default)]
struct Chosen {
    system: Option<System>,
    write: bool,
}

/// `GET /bureau/register/map`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member, Chosen::default(), None).await)
}

/// `POST /bureau/register/map`
pub async fn post(member: Member, headers: HeaderMap, body: Body) -> Response {
    let answer = match take(&member, &headers, body).await {
        Ok((chosen, done)) => page(&member, chosen, Some(done)).await,
        Err(failure) => Err(failure),
    };
    member.answer(answer)
}

async fn take(member: &Member, headers: &HeaderMap, body: Body) -> Result<(Chosen, Done), Error> {
    member.actor().must(Action::ManageRegister)?;
    let Ok(Upload { file, system, write, form, .. }) = upload::read(headers, body).await else {
        return Ok((Chosen::default(), Done::NotWhole));
    };
    let chosen = Chosen { system, write };
    let Some(file) = file else { return Ok((chosen, Done::NoFile)) };
    let Some(system) = system else { return Ok((chosen, Done::NoSystem)) };
    let form = form.unwrap_or_else(FormKey::generate);
    // Only now: whoever sends slowly must not keep everybody else waiting.
    let _room = ROOM.acquire().await;
    let report = import_form(member.ctx(), member.actor(), &form, file, system, write).await?;
    Ok((chosen, Done::Reported(Box::new(report))))
}

async fn page(member: &Member, chosen: Chosen, done: Option<Done>) -> Result<Page, Error> {
    let lang = member.lang();
    let stands: Option<Standing> = standing(member.ctx(), member.actor()).await?;
    let is_shown = !member.site().map_approval.is_empty();
    let (title, form) = (texts::title(lang), form::view(lang, chosen, stands, is_shown));
    let status = match &done {
        None => StatusCode::OK,
        Some(Done::Reported(report)) if report.is_clean() => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let warn = |words: &'static str| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> }.into_any();
    let said = done.map(|done| match done {
        Done::NoFile => warn(texts::no_file(lang)),
        Done::NoSystem => warn(texts::no_system(lang)),
        Done::NotWhole => warn(texts::not_whole(lang)),
        Done::Reported(report) => report::view(lang, &report).into_any(),
    });
    Ok(upload_page(lang, (title, status), said, form.into_any()))
}
