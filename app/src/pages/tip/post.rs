//! `POST /tip`: the form, filed or given back.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::input::{Input, Issue};
use domain::lang::Lang;
use services::input::{Incoming, Issues};
use services::tips::{self, HeldPhoto, MOST_PHOTOS, NewTip, hold};
use services::{Ctx, Error};

use super::receipt;
use super::show::{closed, page};
use super::shown::{Choices, Shown};
use super::typed::{Typed, new_tip};
use super::upload::{self, Upload};
use crate::pages::parts::issue;
use crate::texts::tip as texts;
use crate::ui::when;
use crate::web::{AppState, Client, Form, Visit};

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
    let Some(mut upload) = upload::read(ctx, client, &headers, body).await else { return unreadable(&visit).await };
    let mut form = upload.form();
    let many = keep_photos(ctx, &upload, &form);
    let held = tips::held(ctx, form.key());
    if form.typed.finds() {
        form.issues = finding(&form.typed);
    }
    let new = new_tip(&form, &held);
    let far = !form.typed.finds() && !form.typed.is_far() && is_far(ctx, &new).await;
    if far {
        form.issues.add("position", Issue::FarAway);
        form.issues.in_order(Typed::FIELDS);
    }
    let photos = photo_errors(visit.lang(), &upload, many);
    let back = Back { form, held, photos, far };
    if !upload.whole {
        return back.with(&visit, StatusCode::UNPROCESSABLE_ENTITY, texts::cut(visit.lang())).await;
    }
    if back.form.typed.finds() || !back.is_sound() {
        return back.answer(&visit).await;
    }
    match tips::file(ctx, new, client).await {
        Ok(filed) => receipt::filed(&visit, &filed),
        Err(failure) => back.failed(&visit, failure).await,
    }
}

/// Keeps what has arrived, so that a form that comes back has it still; says whether there were too many.
fn keep_photos(ctx: &Ctx, upload: &Upload, form: &Form<Typed>) -> bool {
    let mut photos = tips::held(ctx, form.key());
    photos.retain(|held| !form.typed.dropped.contains(&held.mark()));
    // What waits already was sent again with the form. Who chose two files that look the same meant to send both.
    let is_new = |new: &&HeldPhoto| !photos.iter().any(|held| held.photo == new.photo);
    let new: Vec<_> = upload.photos.iter().filter(is_new).cloned().collect();
    photos.extend(new);
    let many = photos.len() > MOST_PHOTOS;
    hold(ctx, form.key(), photos);
    many
}

/// What is wrong with the search for an enterprise.
fn finding(typed: &Typed) -> Issues {
    let short = typed.company.typed().chars().count() < SHORTEST_NAME;
    short.then_some(("company", Issue::ShortName(SHORTEST_NAME))).into_iter().collect()
}

/// Whether a position lies outside of the city. Nobody is kept from filing because that cannot be found out.
async fn is_far(ctx: &Ctx, new: &NewTip) -> bool {
    let Some(position) = new.position else { return false };
    tips::is_far(ctx, position).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "whether a position lies in the city is not known");
        false
    })
}

/// What is said about photos that were not taken, each with its name.
fn photo_errors(lang: Lang, upload: &Upload, many: bool) -> Vec<String> {
    let refused = upload.refused.iter().map(|refused| refused.message(lang));
    let many = many.then(|| issue::say(lang, &Issue::ManyPhotos(MOST_PHOTOS)));
    let mut messages: Vec<_> = refused.chain(many).collect();
    // Of thirty photos twenty-five are too many for the same reason.
    messages.dedup();
    messages
}

/// What arrived is not this form at all.
async fn unreadable(visit: &Visit) -> Response {
    let back = Back { form: Form::default(), held: Vec::new(), photos: Vec::new(), far: false };
    back.with(visit, StatusCode::BAD_REQUEST, texts::unreadable(visit.lang())).await
}

/// A form that is given back with everything that was typed.
struct Back {
    form: Form<Typed>,
    held: Vec<HeldPhoto>,
    /// What is said about photos.
    photos: Vec<String>,
    /// The position lies outside of the city.
    far: bool,
}

impl Back {
    fn is_sound(&self) -> bool {
        self.form.issues.is_empty() && self.photos.is_empty()
    }

    async fn shown(self, ctx: &Ctx) -> Shown {
        let choices = Choices::of(ctx, &self.form.typed).await;
        let far = self.far || self.form.typed.is_far();
        Shown { form: self.form, photos: self.photos, choices, held: self.held, far }
    }

    /// To be mended, or with the enterprises that were looked for.
    async fn answer(self, visit: &Visit) -> Response {
        let status = if self.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let shown = self.shown(visit.ctx()).await;
        visit.answer(Ok(page(visit, shown, None).status(status)))
    }

    /// With a word about what went wrong.
    async fn with(self, visit: &Visit, status: StatusCode, word: &str) -> Response {
        let shown = self.shown(visit.ctx()).await;
        visit.answer(Ok(page(visit, shown, Some(word.to_owned())).status(status)))
    }

    /// It was in order, and could not be filed all the same.
    async fn failed(mut self, visit: &Visit, failure: Error) -> Response {
        let lang = visit.lang();
        match failure {
            Error::Invalid(issues) => {
                let about_choice = issues.at("enterprise").is_some();
                self.form.issues = issues;
                if about_choice {
                    self.form.issues = Issues::one("company", Issue::LostChoice);
                    self.form.typed.enterprise = Input::default();
                }
                self.answer(visit).await
            }
            Error::Throttled { seconds } => {
                let millis = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000);
                let word = texts::too_often(lang, when::lasting(lang, millis));
                let shown = self.shown(visit.ctx()).await;
                let page = page(visit, shown, Some(word)).status(StatusCode::TOO_MANY_REQUESTS);
                visit.answer(Ok(page.retry_after(seconds)))
            }
            failure => {
                tracing::error!(error = &failure as &dyn std::error::Error, "a tip-off could not be filed");
                self.with(visit, StatusCode::SERVICE_UNAVAILABLE, texts::unavailable(lang)).await
            }
        }
    }
}
