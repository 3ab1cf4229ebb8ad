//! One address for one thing.
//!
//! A stroke at the end, a stroke twice, a word in capitals, a credit code in small letters: people and programs write
//! addresses so, and mean the page. They are led to its one address (308, which keeps a form a form). What cannot be an
//! address is refused before anybody looks it up.

use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
};

use app::web::{AppState, functions, is_text};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, StatusCode, Uri, header::LOCATION},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{credit_code::CreditCode, outlet::OutletCode, quarter::Quarter};

use super::refusal::refuse;
use crate::rest;

/// Leads to the one address of what was asked for; refuses an address that is no text, or has characters that no address has.
pub async fn lead(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let uri = request.uri();
    if has_control_characters(uri.path()) || !is_text(uri.path().as_bytes()) {
        // The address is not repeated: a page that links to itself would hand the characters on. What stands before them
        // says in which shape the refusal is understood.
        let shapes = ["/api/", functions::PREFIX];
        let shown = shapes.into_iter().find(|prefix| uri.path().starts_with(prefix)).unwrap_or("/");
        let shown = Uri::from_static(shown);
        return refuse(&app, &shown, request.headers(), StatusCode::NOT_FOUND);
    }
    let matched = request.extensions().get::<MatchedPath>();
    if matched.is_some_and(|pattern| is_as_written(pattern.as_str(), uri.path())) {
        return next.run(request).await;
    }
    match plain(&PATTERNS, uri.path()) {
        Some(path) => moved(&path, uri.query()),
        None => next.run(request).await,
    }
}

/// Whether a path that the router knows is certainly written as it should be, so that no pattern need be looked at: the
/// portal's own words are, or the router would not know it; and what stands for a parameter has no small letter, so that it
/// cannot be a code in small ones, and is none of the portal's own words in capitals.
fn is_as_written(pattern: &str, path: &str) -> bool {
    let is_word = |asked: &str| WORDS.iter().any(|word| word.eq_ignore_ascii_case(asked));
    let is_sure = |asked: &str| !asked.contains(|c: char| c.is_ascii_lowercase()) && !is_word(asked);
    let fits = |(part, asked): (&str, &str)| !is_parameter(part) || is_sure(asked);
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(fits)
}

fn moved(path: &str, query: Option<&str>) -> Response {
    let address = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    match HeaderValue::try_from(address) {
        Ok(location) => (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response(),
        Err(_impossible) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Percent-encoded control characters: `%00` to `%1F`, and `%7F`.
fn has_control_characters(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.windows(3).any(|triple| match triple {
        [b'%', b'0' | b'1', low] => low.is_ascii_hexdigit(),
        [b'%', b'7', b'f' | b'F'] => true,
        _ => false,
    })
}

/// The addresses of the portal, part by part, with parameters in braces.
static PATTERNS: LazyLock<Arc<[Vec<String>]>> = LazyLock::new(|| {
    let pages = app::pages::routes();
    let pages = pages.addresses().iter().map(|address| (*address).to_owned());
    let described = rest::openapi();
    let interface = described.paths.paths.keys().map(|path| format!("/api/v1{path}")).collect::<Vec<_>>();
    let others = ["/api/v1/openapi.json", "/healthz", "/readyz", "/robots.txt"].map(str::to_owned);
    pages.chain(interface).chain(others).map(|address| parts(&address)).collect()
});

/// The portal's own words in its addresses.
static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let parts = PATTERNS.iter().flatten().map(String::as_str);
    parts.filter(|part| !is_parameter(part)).collect()
});

fn parts(path: &str) -> Vec<String> {
    path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The one address of what a path means, where the portal knows it and it is written otherwise.
fn plain(patterns: &[Vec<String>], path: &str) -> Option<String> {
    let asked = parts(path);
    // What the pattern's own words leave as it is wins over what a parameter would take as well.
    let fits = patterns.iter().filter(|pattern| is_like(pattern, &asked));
    let best = fits.min_by_key(|pattern| pattern.iter().filter(|part| is_parameter(part)).count())?;
    let written: Vec<String> = best.iter().zip(&asked).map(|(part, asked)| written(part, asked)).collect();
    let plain = format!("/{}", written.join("/"));
    (plain != path).then_some(plain)
}

fn is_like(pattern: &[String], asked: &[String]) -> bool {
    let fits = |(part, asked): (&String, &String)| is_parameter(part) || part.eq_ignore_ascii_case(asked);
    pattern.len() == asked.len() && pattern.iter().zip(asked).all(fits)
}

fn is_parameter(part: &str) -> bool {
    part.starts_with('{')
}

/// A part as it stands in the one address: the portal's own words in small letters, codes in capitals. What is no code in
/// capitals either stays, and is not found.
fn written(part: &str, asked: &str) -> String {
    let capitals = asked.to_ascii_uppercase();
    let is_code = match part {
        "{credit_code}" => capitals.parse::<CreditCode>().is_ok(),
        "{code}" => capitals.parse::<OutletCode>().is_ok(),
        "{quarter}" => capitals.parse::<Quarter>().is_ok(),
        // What is percent-encoded stays as it is.
        "{case_no}" => !asked.contains('%') && asked.contains(|c: char| c.is_ascii_digit()),
        parameter if is_parameter(parameter) => false,
        word => return word.to_owned(),
    };
    if is_code { capitals } else { asked.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_has_one_address() {
        for (asked, one) in [
            ("/tip/", "/tip"),
            ("/enterprises/", "/enterprises"),
            ("/Enterprises", "/enterprises"),
            ("/api/v1/enterprises/", "/api/v1/enterprises"),
            ("/api/v1/enterprises/91441900ma5000000u", "/api/v1/enterprises/91441900MA5000000U"),
            ("/enterprises/91441900ma5000000u/outlets/dw001/", "/enterprises/91441900MA5000000U/outlets/DW001"),
            ("/filing/2026q3", "/filing/2026Q3"),
            ("/cases/dh-2026-0123", "/cases/DH-2026-0123"),
            ("//tip//", "/tip"),
        ] {
            assert_eq!(plain(&PATTERNS, asked).as_deref(), Some(one), "{asked}");
            assert_eq!(plain(&PATTERNS, one), None, "{one} leads to itself");
        }
    }

    #[test]
    fn what_is_written_right_stays() {
        for path in [
            "/",
            "/tip/follow",
            "/enterprises",
            "/bureau/tips/20261122-0001/accept",
            "/api/v1/enterprises.csv",
            "/api/v1/tips/statistics",
            "/assets/Some-File.wasm",
            "/cases/%E7%A4%BA",
            "/cases/none",
            "/enterprises/91350100M000100Y43/outlets/x",
            "/nothing/here/",
            "//evil.example/",
        ] {
            assert_eq!(plain(&PATTERNS, path), None, "{path}");
        }
    }

    #[test]
    fn what_may_be_a_word_in_capitals_or_a_code_in_small_letters_is_looked_at() {
        for (pattern, path, sure) in [
            ("/filing/{quarter}", "/filing/2026Q3", true),
            ("/filing/{quarter}", "/filing/2026q3", false),
            ("/filing/{quarter}", "/filing/FINDINGS", false),
            ("/bureau/cases/{case_no}", "/bureau/cases/DH-2026-0123", true),
            ("/bureau/cases/{case_no}", "/bureau/cases/NEW", false),
            ("/enterprises/{credit_code}", "/enterprises/91350100M000100Y43", true),
            ("/enterprises/{credit_code}", "/enterprises/91350100M000100Y43/", false),
            ("/tip/follow", "/tip/follow", true),
        ] {
            assert_eq!(is_as_written(pattern, path), sure, "{path}");
        }
        assert_eq!(plain(&PATTERNS, "/filing/FINDINGS").as_deref(), Some("/filing/findings"));
        assert_eq!(plain(&PATTERNS, "/bureau/cases/NEW").as_deref(), Some("/bureau/cases/new"));
    }

    #[test]
    fn no_address_has_control_characters() {
        assert!(
            has_control_characters("/bureau/tips/%00")
                && has_control_characters("/x%1fy")
                && has_control_characters("/%7F")
        );
        assert!(!has_control_characters("/cases/%E7%A4%BA%20") && !has_control_characters("/%2"));
    }
}
