//! Somebody who is signed in, at a page that is for them.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use services::Error;
use services::accounts::{self, Actor};

use super::{AppState, MadeFor, Refusal, Seat, Sent, Site, Visit, Why, address, redirect::see_other, session};

/// Somebody who is signed in: what the handler of every page under `/filing` and `/bureau` takes, and what answers
/// it. What changes something passes only where its page was made for this very person ([`Sent::may_pass`]). Whether the
/// role may see the page is the use case's to say.
#[derive(Clone)]
pub struct Member {
    visit: Visit,
    seat: Arc<Seat>,
}

/// The page on which one gets a second factor.
pub const SECOND_FACTOR: &str = "/account/second-factor";

/// The page of somebody who came back from the provider of identities and is not in yet.
pub const UNIFIED: &str = "/sign-in/unified";

/// Why somebody is not admitted.
pub enum NotAdmitted {
    /// Nobody is signed in.
    SignedOut,
    /// Somebody is who has to get a second factor first.
    NeedsSecondFactor,
    /// This person is signed in, and the page was made for somebody else.
    Other(Box<Member>),
    /// It could not be found out.
    Failed(Error),
}

impl From<Error> for NotAdmitted {
    fn from(failure: Error) -> Self {
        match failure {
            Error::Unauthenticated => Self::SignedOut,
            Error::NeedsSecondFactor => Self::NeedsSecondFactor,
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
        let seat = who(parts, &visit, Until::Worked).await?;
        Self::sitting(parts, visit, seat)
    }

    fn sitting(parts: &Parts, visit: Visit, seat: Seat) -> Result<Self, NotAdmitted> {
        let seat = Arc::new(seat);
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

    /// The same person at the portal as if it said this of itself.
    #[must_use]
    pub fn showing(&self, site: Arc<Site>) -> Self {
        Self { visit: self.visit.showing(site), seat: self.seat.clone() }
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
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        Self::of(parts, visit.clone()).await.map_err(|why| refused(parts, &visit, why))
    }
}

/// Somebody who is signed in, also without the second factor that their role needs: what the pages take on which one gets
/// it, and no other.
pub struct Enrolling(pub Member);

impl FromRequestParts<AppState> for Enrolling {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        let member = match who(parts, &visit, Until::Enrolled).await {
            Ok(seat) => Member::sitting(parts, visit.clone(), seat),
            Err(failure) => Err(failure.into()),
        };
        member.map(Self).map_err(|why| refused(parts, &visit, why))
    }
}

/// Whoever is signed in, also without the second factor that their role needs; nobody is no refusal. For what only says who
/// that is.
pub struct SignedIn(pub Option<Member>);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        match who(parts, &visit, Until::Enrolled).await {
            Ok(seat) => match Member::sitting(parts, visit.clone(), seat) {
                Ok(member) => Ok(Self(Some(member))),
                Err(why) => Err(refused(parts, &visit, why)),
            },
            Err(Error::Unauthenticated) => Ok(Self(None)),
            Err(failure) => Err(refused(parts, &visit, NotAdmitted::from(failure))),
        }
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
            // Whoever has no second factor yet is nobody to a page that is for everybody.
            Err(NotAdmitted::SignedOut | NotAdmitted::NeedsSecondFactor) => Ok(Self(None)),
            Err(why) => Err(refused(parts, &visit, why)),
        }
    }
}

/// For what a session is wanted.
#[derive(Clone, Copy)]
enum Until {
    /// To work.
    Worked,
    /// To get the second factor that one needs for work.
    Enrolled,
}

async fn who(parts: &Parts, visit: &Visit, until: Until) -> Result<Seat, Error> {
    let token = session::token(&parts.headers, visit.https()).ok_or(Error::Unauthenticated)?;
    let actor = match until {
        Until::Worked => accounts::actor(visit.ctx(), &token).await?,
        Until::Enrolled => accounts::enrolling(visit.ctx(), &token).await?,
    };
    Seat::of(visit.ctx(), actor).await
}

/// The answer to somebody who is not admitted.
fn refused(parts: &Parts, visit: &Visit, why: NotAdmitted) -> Response {
    match why {
        NotAdmitted::SignedOut => not_signed_in(parts, visit),
        NotAdmitted::NeedsSecondFactor => see_other(SECOND_FACTOR),
        NotAdmitted::Other(now) => {
            let why = Why::MadeForAnother(now.made_for(), Sent::of(parts));
            Refusal::new(&now, why).into_response()
        }
        NotAdmitted::Failed(failure) => visit.answer(Err(failure)),
    }
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
