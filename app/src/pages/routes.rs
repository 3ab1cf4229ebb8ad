//! The pages' router, which can say what addresses it has.

use std::sync::LazyLock;

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

/// Where somebody is led who asks for the address of a form, by a reload or a change of language after a refusal.
/// It is the page above, because a page's forms go to addresses below it. `matched` is the address in axum's notation,
/// `path` as it was asked for.
pub fn page_of_form(matched: &str, path: &str) -> String {
    // Made once: a router has to be built to know its addresses.
    static ROUTES: LazyLock<Vec<&'static str>> = LazyLock::new(|| super::routes().addresses);
    above(&ROUTES, matched, path)
}

fn above(addresses: &[&str], matched: &str, path: &str) -> String {
    let page = ancestors(matched).find(|address| addresses.contains(address));
    let depth = page.map_or(0, |address| address.matches('/').count());
    let kept: Vec<_> = path.split('/').skip(1).take(depth).collect();
    format!("/{}", kept.join("/"))
}

/// What stands above an address, the nearest first, without the root.
fn ancestors(address: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(up(address), |address| up(address))
}

fn up(address: &str) -> Option<&str> {
    address.rsplit_once('/').map(|(above, _)| above).filter(|above| !above.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_to_the_page_above_it() {
        for (matched, path, page) in [
            ("/sign-out", "/sign-out", "/"),
            ("/account/password", "/account/password", "/account"),
            ("/filing/{quarter}/correction", "/filing/2026Q3/correction", "/filing/2026Q3"),
            ("/bureau/tips/{tip_no}/accept", "/bureau/tips/JB1/accept", "/bureau/tips/JB1"),
            // There is no page of a single job.
            ("/bureau/jobs/{id}/retry", "/bureau/jobs/7/retry", "/bureau/jobs"),
        ] {
            assert_eq!(page_of_form(matched, path), page);
        }
    }
}
