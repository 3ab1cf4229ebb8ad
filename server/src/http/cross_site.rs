//! Forms and calls that other sites send in a person's name.
//!
//! A browser says with each request where it comes from: `Sec-Fetch-Site` (all since 2023), or `Origin` (all that
//! post at all). A request that changes something must come from a page of this portal. No token in the form is
//! needed, so a public page can stay in the shared cache. A program sends neither header; it has no cookie of a
//! person either, and if it has one it must say where it comes from.

use app::web::{AppState, Refusal, Visit, Visitor, Why, session};
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, Method, Uri,
        header::{HOST, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Refuses what changes something and comes from elsewhere.
pub async fn refuse_foreign_forms(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_own(request.uri(), request.headers()) {
        let visit = Visit::new(app, Visitor::of(request.uri(), request.headers()));
        return Refusal::new(&visit, Why::ForeignForm).into_response();
    }
    next.run(request).await
}

fn is_own(uri: &Uri, headers: &HeaderMap) -> bool {
    let told = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    match (told("sec-fetch-site"), told(ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            // HTTP/2 carries the host in the address.
            let host = uri.authority().map(ToString::to_string).or_else(|| told(HOST.as_str()).map(str::to_owned));
            let sender = origin.split_once("://").map(|(_, sender)| sender);
            sender.is_some_and(|sender| host.is_some_and(|host| host.eq_ignore_ascii_case(sender)))
        }
        (None, None) => !session::is_shown(headers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_portal_may_change_something() {
        let own = |pairs: &[(&'static str, &'static str)]| {
            let headers = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
            is_own(&Uri::from_static("/sign-in"), &headers)
        };
        let host = ("host", "mingjian.example");
        assert!(own(&[host, ("sec-fetch-site", "same-origin")]));
        for site in ["cross-site", "same-site", "none", ""] {
            assert!(!own(&[host, ("sec-fetch-site", site)]), "{site}");
        }
        assert!(own(&[host, ("origin", "https://MINGJIAN.example")]));
        for origin in ["https://evil.example", "null", "https://mingjian.example.evil.example", "mingjian.example"] {
            assert!(!own(&[host, ("origin", origin)]), "{origin}");
        }
        assert!(!own(&[host, ("sec-fetch-site", "cross-site"), ("origin", "https://mingjian.example")]));
        assert!(own(&[host]), "a program without a person's cookie");
        assert!(!own(&[host, ("cookie", "session=abc")]), "a person's cookie with nothing that says where from");
    }
}
