//! Somebody who is signed in, at a page that is for them.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use services::Error;
use services::accounts::{self, Actor};

use super::{AppState, MadeFor, Refusal, Seat, Sent, Visit, Why, address, redirect::see_other, session};

/// Somebody who is signed in: what the handler of every page under `/filing` and `/bureau` takes, and what answers
/// it. What changes something passes only where its page was made for this very person ([`Sent::may_pass`]). Whether the
/// role may see the page is the use case's to say.
#[derive(Clone)]
pub struct Member {
    visit: Visit,
    seat: Arc<Seat>,
}

/// Why somebody is not admitted.
pub enum NotAdmitted {
    /// Nobody is signed in.
    SignedOut,
    /// This person is signed in, and the page was made for somebody else.
    Other(Box<Member>),
    /// It could not be found out.
    Failed(Error),
}

impl From<Error> for NotAdmitted {
    fn from(failure: Error) -> Self {
        match failure {
            Error::Unauthenticated => Self::SignedOut,
            failure => Self::Failed(failure),
        }
    }
}

impl Member {
    /// Whoever is signed in, where the page of what they send was made for them.
    ///
    /// # Errors
    /// Why they are not admitted.
    pub async fn of(parts: &Parts, visit: Visit) -> Result<Self, NotAdmitted> {
        let seat = Arc::new(who(parts, &visit).await?);
        let member = Self { visit: visit.for_member(seat.clone()), seat };
        if Sent::of(parts).may_pass(&parts.method, member.actor()) {
            Ok(member)
        } else {
            Err(NotAdmitted::Other(Box::new(member)))
        }
    }

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
        match Member::of(parts, visit.clone()).await {
            Ok(member) => Ok(Self(Some(member))),
            Err(NotAdmitted::SignedOut) => Ok(Self(None)),
            Err(NotAdmitted::Other(now)) => {
                let why = Why::MadeForAnother(now.made_for(), Sent::of(parts));
                Err(Refusal::new(&now, why).into_response())
            }
            Err(NotAdmitted::Failed(failure)) => Err(visit.answer(Err(failure))),
        }
    }
}

async fn who(parts: &Parts, visit: &Visit) -> Result<Seat, Error> {
    let token = session::token(&parts.headers, visit.https()).ok_or(Error::Unauthenticated)?;
    Seat::of(visit.ctx(), accounts::actor(visit.ctx(), &token).await?).await
}

/// A reader is shown in, and comes back to the page. A form is answered in place, so that it is not lost.
fn not_signed_in(parts: &Parts, visit: &Visit) -> Response {
    match parts.method {
        Method::GET | Method::HEAD => {
            let here = visit.visitor().here();
            see_other(&address::with_params("/sign-in", [("next", here.as_str())]))
        }
        _ => Refusal::new(visit, Why::SessionEnded(Sent::of(parts))).into_response(),
    }
}
