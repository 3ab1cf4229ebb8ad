//! The cookie of a browser that was sent to the provider of identities. Like a session's, and gone within minutes.

use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::CookieJar;
use services::accounts::unified::AttemptToken;

use super::session::cookie;

const OVER_TLS: &str = "__Host-unified";
const PLAIN: &str = "unified";

const fn name(https: bool) -> &'static str {
    if https { OVER_TLS } else { PLAIN }
}

/// What a browser holds; none where there is no cookie, or one that cannot be it.
pub fn token(headers: &HeaderMap, https: bool) -> Option<AttemptToken> {
    AttemptToken::parse(CookieJar::from_headers(headers).get(name(https))?.value())
}

/// The `Set-Cookie` value that a browser is sent away with. It comes back with a navigation from another site, which
/// `SameSite=Lax` allows.
pub fn begun(token: &AttemptToken, https: bool) -> Option<HeaderValue> {
    cookie(name(https), token.expose(), AttemptToken::lasts(), https)
}

/// The `Set-Cookie` value that ends it.
pub fn ended(https: bool) -> Option<HeaderValue> {
    cookie(name(https), "", 0, https)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_goes_out_and_comes_back() {
        let token = AttemptToken::parse(&"0f".repeat(32)).unwrap();
        for (https, begins) in [(true, "__Host-unified="), (false, "unified=")] {
            let sent = begun(&token, https).unwrap();
            let sent = sent.to_str().unwrap();
            assert!(sent.starts_with(begins) && sent.contains("; HttpOnly; SameSite=Lax"), "{sent}");
            assert_eq!(sent.ends_with("; Secure"), https);
            let shown =
                HeaderMap::from_iter([("cookie".parse().unwrap(), sent.split(';').next().unwrap().parse().unwrap())]);
            assert_eq!(super::token(&shown, https), Some(token.clone()));
            assert_eq!(super::token(&shown, !https), None);
        }
        assert!(ended(true).unwrap().to_str().unwrap().contains("Max-Age=0"));
    }
}
