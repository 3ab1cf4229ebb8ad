//! Somebody who is signed in, at a page that is for them.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::lang::Lang;
use services::accounts::{self, Actor};
use services::{Ctx, Error};

use super::{AppState, Page, Site, Visit, Visitor, address, redirect::see_other, session};
use crate::pages::sign_in;

/// Somebody who is signed in: what the handler of every page under `/filing` and `/bureau` takes, and what answers
/// it. Whether the role may see the page is the use case's to say.
#[derive(Clone)]
pub struct Member {
    visit: Visit,
    actor: Actor,
}

/// Marks the answer to a form whose session had ended, so that the form can be kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct SessionEnded;

impl Member {
    /// Who it is.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The visit.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// What the use cases need.
    pub fn ctx(&self) -> &Ctx {
        self.visit.ctx()
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.visit.lang()
    }

    /// Who runs the portal.
    pub fn site(&self) -> &Site {
        self.visit.site()
    }

    /// The request's own choices and parameters.
    pub fn visitor(&self) -> &Visitor {
        self.visit.visitor()
    }

    /// The page with the navigation of this person's role, or the page that says why there is none.
    pub fn answer(&self, page: Result<Page, Error>) -> Response {
        self.visit.answer(page)
    }
}

impl FromRequestParts<AppState> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        match who(app, parts).await {
            Ok(actor) => Ok(Self { visit: visit.for_member(actor.clone()), actor }),
            Err(Error::Unauthenticated) => Err(not_signed_in(&parts.method, &visit)),
            Err(failure) => Err(visit.answer(Err(failure))),
        }
    }
}

/// Somebody who may be signed in or not.
pub struct MaybeMember(pub Option<Member>);

impl FromRequestParts<AppState> for MaybeMember {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        match who(app, parts).await {
            Ok(actor) => Ok(Self(Some(Member { visit: visit.for_member(actor.clone()), actor }))),
            Err(Error::Unauthenticated) => Ok(Self(None)),
            Err(failure) => Err(visit.answer(Err(failure))),
        }
    }
}

async fn who(app: &AppState, parts: &Parts) -> Result<Actor, Error> {
    let token = session::token(&parts.headers, app.https).ok_or(Error::Unauthenticated)?;
    accounts::actor(&app.ctx, &token).await
}

/// A reader is shown in, and comes back to the page. A form is answered in place, so that it is not lost. A program
/// of ours gets the bare status, and knows what to say.
fn not_signed_in(method: &Method, visit: &Visit) -> Response {
    match *method {
        Method::GET | Method::HEAD => {
            let here = visit.visitor().here();
            see_other(&address::with_params("/sign-in", [("next", here.as_str())]))
        }
        Method::POST => {
            let mut response = sign_in::session_ended(visit, &[]);
            response.extensions_mut().insert(SessionEnded);
            response
        }
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}
