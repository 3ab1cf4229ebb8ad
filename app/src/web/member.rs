//! Somebody who is signed in, at a page that is for them.

use std::ops::Deref;
use std::sync::Arc;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use services::Error;
use services::accounts::{self, Actor};

use super::{AppState, MadeFor, Refusal, Seat, Sent, Visit, Why, address, redirect::see_other, session};
use crate::islands::editor::wire::SomebodyElse;

/// Somebody who is signed in: what the handler of every page under `/filing` and `/bureau` takes, and what answers
/// it. What changes something passes only where its page was made for this very person ([`Sent::may_pass`]). Whether the
/// role may see the page is the use case's to say.
#[derive(Clone)]
pub struct Member {
    visit: Visit,
    seat: Arc<Seat>,
}

impl Member {
    /// Who it is.
    pub fn actor(&self) -> &Actor {
        &self.seat.actor
    }

    /// Who it is, and for whom they work.
    pub fn seat(&self) -> &Seat {
        &self.seat
    }

    /// What the forms of this person's pages say.
    pub fn made_for(&self) -> MadeFor {
        self.seat.made_for(self.lang(), self.site())
    }

    /// What was just done, as the address says; nothing on the answer to a form.
    pub fn done(&self) -> Option<&str> {
        self.visitor().param("done").filter(|_| !self.visitor().posted)
    }
}

/// Somebody signed in can do what every visitor can; their pages get the navigation of the role.
impl Deref for Member {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl FromRequestParts<AppState> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        if let MaybeMember(Some(member)) = MaybeMember::from_request_parts(parts, app).await? {
            return Ok(member);
        }
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        Err(not_signed_in(parts, &visit))
    }
}

/// Somebody who may be signed in or not. Whoever is, passes as a [`Member`] does.
pub struct MaybeMember(pub Option<Member>);

impl FromRequestParts<AppState> for MaybeMember {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        match who(app, parts).await {
            Ok(seat) => {
                let seat = Arc::new(seat);
                let member = Member { visit: visit.for_member(seat.clone()), seat };
                let form = Sent::of(parts);
                if form.may_pass(&parts.method, member.actor()) {
                    Ok(Self(Some(member)))
                } else {
                    Err(refuse(parts, &member, &form))
                }
            }
            Err(Error::Unauthenticated) => Ok(Self(None)),
            Err(failure) => Err(visit.answer(Err(failure))),
        }
    }
}

async fn who(app: &AppState, parts: &Parts) -> Result<Seat, Error> {
    let token = session::token(&parts.headers, app.https).ok_or(Error::Unauthenticated)?;
    Seat::of(&app.ctx, accounts::actor(&app.ctx, &token).await?).await
}

/// A reader is shown in, and comes back to the page. A form is answered in place, so that it is not lost. A program
/// of ours gets the bare status, and knows what to say.
fn not_signed_in(parts: &Parts, visit: &Visit) -> Response {
    match parts.method {
        Method::GET | Method::HEAD => {
            let here = visit.visitor().here();
            see_other(&address::with_params("/sign-in", [("next", here.as_str())]))
        }
        Method::POST => Refusal::new(visit, Why::SessionEnded(Sent::of(parts))).into_response(),
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

/// The answer to what was made for somebody else. A form is answered with a page that gives it back; a program of ours
/// hears who is signed in.
fn refuse(parts: &Parts, member: &Member, sent: &Arc<Sent>) -> Response {
    let now = member.made_for();
    match parts.method {
        Method::POST => Refusal::new(member, Why::MadeForAnother(now, sent.clone())).into_response(),
        _ => (StatusCode::PRECONDITION_FAILED, Json(SomebodyElse { who: now.who().to_owned() })).into_response(),
    }
}
