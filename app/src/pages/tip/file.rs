//! `POST /tip`: the form, filed or given back.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::input::clean;
use services::tips::{self, HeldPhoto, MOST_PHOTOS, NewTip, hold};
use services::{Ctx, Error};

use super::check::{check, error, in_order, say_text};
use super::form::Form;
use super::place::Choices;
use super::receipt;
use super::show::{closed, page};
use super::typed::Typed;
use super::upload::{self, Upload};
use crate::texts::tip as texts;
use crate::ui::error_summary::FieldError;
use crate::ui::when;
use crate::web::{AppState, Client, Visit};

/// The fewest characters to look for.
const SHORTEST_NAME: usize = 2;

/// `POST /tip`
pub async fn file(
    visit: Visit,
    Client(client): Client,
    State(app): State<AppState>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let ctx = &app.ctx;
    if let Err(shut) = tips::are_open(ctx) {
        return closed(&visit, &shut);
    }
    let Some(upload) = upload::read(ctx, client, &headers, body).await else { return unreadable(&visit).await };
    let many = keep_photos(ctx, &upload);
    let held = tips::held(ctx, &upload.typed.form);
    let (new, mut errors) = check(visit.lang(), &upload.typed, &held, &upload.cut);
    if upload.typed.finds {
        errors = finding(&visit, &upload.typed);
    }
    let far = !upload.typed.finds && !upload.typed.far && is_far(ctx, &new).await;
    errors.extend(far.then(|| error("position", texts::position_far(visit.lang()))));
    errors.extend(photo_errors(&visit, &upload, many));
    let back = Back { typed: upload.typed, held, errors: in_order(errors), far };
    if !upload.whole {
        return back.with(&visit, StatusCode::UNPROCESSABLE_ENTITY, texts::cut(visit.lang())).await;
    }
    if back.typed.finds || !back.errors.is_empty() {
        return back.answer(&visit).await;
    }
    match tips::file(ctx, new, client).await {
        Ok(filed) => receipt::filed(&visit, &filed),
        Err(failure) => back.failed(&visit, failure).await,
    }
}

/// Keeps what has arrived, so that a form that comes back has it still; says whether there were too many.
fn keep_photos(ctx: &Ctx, upload: &Upload) -> bool {
    let typed = &upload.typed;
    let mut photos = tips::held(ctx, &typed.form);
    photos.retain(|held| !typed.dropped.contains(&held.mark()));
    // What waits already was sent again with the form. Who chose two files that look the same meant to send both.
    let is_new = |new: &&HeldPhoto| !photos.iter().any(|held| held.photo == new.photo);
    let new: Vec<_> = upload.photos.iter().filter(is_new).cloned().collect();
    photos.extend(new);
    let many = photos.len() > MOST_PHOTOS;
    hold(ctx, &typed.form, photos);
    many
}

/// What is wrong with the search for an enterprise.
fn finding(visit: &Visit, typed: &Typed) -> Vec<FieldError> {
    let short = clean(&typed.company).chars().count() < SHORTEST_NAME;
    short.then(|| error("company", texts::find_first(visit.lang()))).into_iter().collect()
}

/// Whether a position lies outside of the city. Nobody is kept from filing because that cannot be found out.
async fn is_far(ctx: &Ctx, new: &NewTip) -> bool {
    let Some(position) = new.position else { return false };
    tips::is_far(ctx, position).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "whether a position lies in the city is not known");
        false
    })
}

fn photo_errors(visit: &Visit, upload: &Upload, many: bool) -> Vec<FieldError> {
    let lang = visit.lang();
    let refused = upload.refused.iter().map(|refused| refused.message(lang));
    let many = many.then(|| texts::photos_many(lang, MOST_PHOTOS));
    let mut messages: Vec<_> = refused.chain(many).collect();
    // Of thirty photos twenty-five are too many for the same reason.
    messages.dedup();
    messages.into_iter().map(|message| error("photo", message)).collect()
}

/// What arrived is not this form at all.
async fn unreadable(visit: &Visit) -> Response {
    let back = Back { typed: Typed::blank(), held: Vec::new(), errors: Vec::new(), far: false };
    back.with(visit, StatusCode::BAD_REQUEST, texts::unreadable(visit.lang())).await
}

/// A form that is given back with everything that was typed.
struct Back {
    typed: Typed,
    held: Vec<HeldPhoto>,
    errors: Vec<FieldError>,
    /// The position lies outside of the city.
    far: bool,
}

impl Back {
    async fn form(self, ctx: &Ctx) -> Form {
        let choices = Choices::of(ctx, &self.typed).await;
        let far = self.far || self.typed.far;
        Form { typed: self.typed, errors: self.errors, choices, held: self.held, far }
    }

    /// To be mended, or with the enterprises that were looked for.
    async fn answer(self, visit: &Visit) -> Response {
        let status = if self.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let form = self.form(visit.ctx()).await;
        visit.answer(Ok(page(visit, form, None).status(status)))
    }

    /// With a word about what went wrong.
    async fn with(self, visit: &Visit, status: StatusCode, word: &str) -> Response {
        let form = self.form(visit.ctx()).await;
        visit.answer(Ok(page(visit, form, Some(word.to_owned())).status(status)))
    }

    /// It was in order, and could not be filed all the same.
    async fn failed(mut self, visit: &Visit, failure: Error) -> Response {
        let lang = visit.lang();
        match failure {
            Error::Invalid { field: "enterprise", .. } => {
                self.errors = vec![error("company", texts::no_such_enterprise(lang))];
                self.typed.enterprise.clear();
                self.answer(visit).await
            }
            Error::Invalid { field, issue: Some(issue), .. } => {
                self.errors = vec![error(field, say_text(lang, issue, false))];
                self.answer(visit).await
            }
            Error::Throttled { seconds } => {
                let millis = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000);
                let word = texts::too_often(lang, when::lasting(lang, millis));
                let form = self.form(visit.ctx()).await;
                let page = page(visit, form, Some(word)).status(StatusCode::TOO_MANY_REQUESTS);
                visit.answer(Ok(page.retry_after(seconds)))
            }
            failure => {
                tracing::error!(error = &failure as &dyn std::error::Error, "a tip-off could not be filed");
                self.with(visit, StatusCode::SERVICE_UNAVAILABLE, texts::unavailable(lang)).await
            }
        }
    }
}
