//! Which requests ask for the same page.

use app::web::Visitor;
use axum::{
    extract::Request,
    http::{
        HeaderMap, Method,
        header::{AUTHORIZATION, COOKIE},
    },
};

/// Cookies of somebody who is signed in.
const SESSIONS: [&str; 2] = ["session", "__Host-session"];
/// Parts of the site whose pages are one person's.
const PERSONAL: [&str; 5] = ["/tip", "/sign-in", "/account", "/filing", "/bureau"];
/// Parameters that choose something and leave a cookie.
const CHOICES: [&str; 2] = ["lang", "mode"];
/// A longer query is somebody's own; it does not get a place.
const LONGEST_QUERY: usize = 512;

/// The page that a request asks for: path, query in a fixed order, language and type size. None where the answer is
/// for one reader only.
pub fn of(request: &Request) -> Option<String> {
    let (uri, headers) = (request.uri(), request.headers());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let query = uri.query().unwrap_or_default();
    if !reads || query.len() > LONGEST_QUERY || is_personal(uri.path()) || is_signed_in(headers) {
        return None;
    }
    let mut pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    if pairs.iter().any(|pair| CHOICES.contains(&pair.split('=').next().unwrap_or_default())) {
        return None;
    }
    // Stable: of two values for one name the later one still comes later.
    pairs.sort_by_key(|pair| pair.split('=').next());
    let visitor = Visitor::of(uri, headers);
    Some(format!("{}?{}#{}{}", uri.path(), pairs.join("&"), visitor.lang, if visitor.elder { "+" } else { "" }))
}

fn is_personal(path: &str) -> bool {
    PERSONAL.iter().any(|part| path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

fn is_signed_in(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(COOKIE).iter().flat_map(|value| value.as_bytes().split(|b| *b == b';'));
    let mut names = cookies.map(|pair| pair.split(|b| *b == b'=').next().unwrap_or_default().trim_ascii());
    headers.contains_key(AUTHORIZATION) || names.any(|name| SESSIONS.iter().any(|session| session.as_bytes() == name))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn key(address: &str, cookie: &str) -> Option<String> {
        of(&Request::get(address).header(COOKIE, cookie).body(Body::empty()).unwrap())
    }

    #[test]
    fn language_and_type_size_are_part_of_the_page_and_the_order_of_parameters_is_not() {
        assert_eq!(key("/enterprises?town=a&q=b", ""), key("/enterprises?q=b&town=a&", "theme=dark"));
        assert_ne!(key("/", ""), key("/", "lang=en"));
        assert_ne!(key("/", ""), key("/", "mode=elder"));
        assert_ne!(key("/?q=a&q=b", ""), key("/?q=b&q=a", ""));
    }

    #[test]
    fn what_is_for_one_reader_is_not_kept() {
        assert_eq!(key("/", "lang=en; session=abc"), None);
        assert_eq!(key("/", "__Host-session=abc"), None);
        for address in ["/tip", "/tip/follow", "/bureau/cases", "/?lang=en", "/enterprises?mode=elder&q=a"] {
            assert_eq!(key(address, ""), None, "{address}");
        }
        assert_eq!(key(&format!("/?q={}", "a".repeat(600)), ""), None);
        assert!(key("/tips-and-tricks", "").is_some());
        let post = Request::post("/").body(Body::empty()).unwrap();
        assert_eq!(of(&post), None);
    }
}
