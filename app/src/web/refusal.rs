//! Why there is no page, as data. `pages::refusals` turns it into one, in the one layer around all pages.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use services::Error;

use super::{MadeFor, Sent, Visit};

/// A visit that gets no page, and why.
#[derive(Clone)]
pub struct Refusal {
    /// Whose.
    pub visit: Visit,
    /// Why.
    pub why: Why,
}

/// Why there is no page.
#[derive(Clone, Debug)]
pub enum Why {
    /// A use case failed.
    Failed(Arc<Error>),
    /// What came is no form.
    BadForm,
    /// What came is too large for one.
    TooLarge,
    /// No form is taken here.
    NoForm,
    /// The form was sent by another site.
    ForeignForm,
    /// Something broke here.
    Broken,
    /// The form came while the database could not be written: the failure, and its fields without passwords.
    NotSaved(Arc<Error>, Vec<(String, String)>),
    /// The form came after its session had ended.
    SessionEnded(Arc<Sent>),
    /// The form was made for somebody else than is signed in now.
    MadeForAnother(MadeFor, Arc<Sent>),
}

impl Refusal {
    /// A visit that gets no page.
    pub fn new(visit: &Visit, why: Why) -> Self {
        Self { visit: visit.clone(), why }
    }

    /// The failure, where the database could not be written.
    pub fn unavailable(&self) -> Option<Arc<Error>> {
        match &self.why {
            Why::Failed(failure) if matches!(**failure, Error::Unavailable(_)) => Some(failure.clone()),
            _ => None,
        }
    }
}

impl Why {
    /// The status of the page that says so.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Failed(failure) => status_of(failure),
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoForm => StatusCode::METHOD_NOT_ALLOWED,
            Self::ForeignForm => StatusCode::FORBIDDEN,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotSaved(..) => StatusCode::SERVICE_UNAVAILABLE,
            Self::SessionEnded(_) => StatusCode::UNAUTHORIZED,
            Self::MadeForAnother(..) => StatusCode::PRECONDITION_FAILED,
        }
    }
}

fn status_of(failure: &Error) -> StatusCode {
    match failure {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden | Error::Unauthenticated | Error::NeedsSecondFactor => StatusCode::FORBIDDEN,
        Error::Invalid(_) | Error::SignInRefused => StatusCode::BAD_REQUEST,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Database(_) | Error::Io { .. } | Error::Key(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The status, and the refusal for the layer to see.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.why.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
