//! One request for a page.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::lang::Lang;
use services::Ctx;

use super::{AppState, Seat, Site, Visitor};

/// A visitor at the site: what every page's handler takes, and what answers it
/// (`shell::answer`).
#[derive(Clone)]
pub struct Visit {
    app: AppState,
    visitor: Visitor,
    seat: Option<Arc<Seat>>,
}

impl Visit {
    /// A visit of `visitor`.
    pub fn new(app: AppState, visitor: Visitor) -> Self {
        // What the portal says of itself may have changed since it was started.
        let site = app.ctx.site().now(&app.site);
        Self { app: AppState { site, ..app }, visitor, seat: None }
    }

    /// The visit as if the portal said this of itself.
    #[must_use]
    pub(super) fn showing(&self, site: Arc<Site>) -> Self {
        Self { app: AppState { site, ..self.app.clone() }, ..self.clone() }
    }

    /// The visit of somebody who is signed in: pages get the navigation of the role, and belong to this reader alone.
    pub(super) fn for_member(self, seat: Arc<Seat>) -> Self {
        Self { seat: Some(seat), ..self }
    }

    /// The visit as if it were one to another address of the portal.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        Self { visitor: self.visitor.at(path), ..self.clone() }
    }

    /// Whether people reach the portal by TLS.
    pub fn https(&self) -> bool {
        self.app.https
    }

    /// What the use cases need.
    pub fn ctx(&self) -> &Ctx {
        &self.app.ctx
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.visitor.lang
    }

    /// Who runs the portal.
    pub fn site(&self) -> &Site {
        &self.app.site
    }

    /// The whole address of a page, for what leaves the portal.
    pub fn absolute(&self, path: &str) -> String {
        self.app.ctx.absolute(path)
    }

    /// The request's own choices and parameters.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// The portal that is visited.
    pub(crate) fn app(&self) -> &AppState {
        &self.app
    }

    /// Who is signed in.
    pub(crate) fn seat(&self) -> Option<&Seat> {
        self.seat.as_deref()
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        let visitor = Visitor::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        Ok(Self::new(app.clone(), visitor))
    }
}
