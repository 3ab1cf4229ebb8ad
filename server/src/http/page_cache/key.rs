//! Which requests ask for the same page.

use app::web::Visitor;
use axum::{
    extract::Request,
    http::{Method, header::AUTHORIZATION},
};

/// Parts of the site whose pages are one person's.
const PERSONAL: [&str; 6] = ["/tip", "/sign-in", "/account", "/filing", "/bureau", "/invitation"];
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
    // The page itself asks the same visitor whether a session is shown: what they do not agree on would be kept wrong.
    let visitor = Visitor::of(uri, headers);
    let is_anybody = !visitor.signed_in && !headers.contains_key(AUTHORIZATION);
    if !reads || query.len() > LONGEST_QUERY || is_personal(uri.path()) || !is_anybody {
        return None;
    }
    let mut pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    if pairs.iter().any(|pair| CHOICES.contains(&pair.split('=').next().unwrap_or_default())) {
        return None;
    }
    // Stable: of two values for one name the later one still comes later.
    pairs.sort_by_key(|pair| pair.split('=').next());
    Some(format!("{}?{}#{}{}", uri.path(), pairs.join("&"), visitor.lang, if visitor.elder { "+" } else { "" }))
}

fn is_personal(path: &str) -> bool {
    PERSONAL.iter().any(|part| path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, http::header::COOKIE};

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
        for disguised in ["%73ession=abc", "lang=en; session%3D=x; %5f%5FHost-session=abc", "__Host%2Dsession=a"] {
            assert_eq!(key("/", disguised), None, "{disguised}");
        }
        for address in ["/tip", "/tip/follow", "/bureau/cases", "/?lang=en", "/enterprises?mode=elder&q=a"] {
            assert_eq!(key(address, ""), None, "{address}");
        }
        assert_eq!(key(&format!("/?q={}", "a".repeat(600)), ""), None);
        assert!(key("/tips-and-tricks", "").is_some());
        let post = Request::post("/").body(Body::empty()).unwrap();
        assert_eq!(of(&post), None);
    }
}
