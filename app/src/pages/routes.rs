//! The pages' router, which can say what addresses it has.

use axum::Router;
use axum::routing::MethodRouter;

use crate::web::AppState;

/// A router under construction. `axum` does not tell which routes it has; the table of roles needs to know.
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    addresses: Vec<&'static str>,
}

impl Routes {
    /// Adds an address.
    #[must_use]
    pub fn at(mut self, address: &'static str, methods: MethodRouter<AppState>) -> Self {
        self.addresses.push(address);
        Self { router: self.router.route(address, methods), ..self }
    }

    /// Adds those of another part.
    #[must_use]
    pub fn and(mut self, part: Self) -> Self {
        self.addresses.extend(part.addresses);
        Self { router: self.router.merge(part.router), ..self }
    }

    /// Every address, in axum's notation (`/cases/{case_no}`), in the order of adding.
    pub fn addresses(&self) -> &[&'static str] {
        &self.addresses
    }

    /// The router.
    pub fn router(self) -> Router<AppState> {
        self.router
    }
}
