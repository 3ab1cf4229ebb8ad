//! The cookie of somebody who is signed in.
//!
//! Over TLS it is `__Host-session`: no other host, no path and no plain connection can set or read it. A portal on
//! trial without TLS has to do without that, and calls it `session`.

use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::CookieJar;
use services::accounts::{ABSOLUTE, SessionToken};

const OVER_TLS: &str = "__Host-session";
const PLAIN: &str = "session";

const fn name(https: bool) -> &'static str {
    if https { OVER_TLS } else { PLAIN }
}

/// The token that a browser shows; none where there is no cookie, or one that cannot be a token.
pub fn token(headers: &HeaderMap, https: bool) -> Option<SessionToken> {
    SessionToken::parse(CookieJar::from_headers(headers).get(name(https))?.value())
}

/// Whether a browser shows a session's cookie, good or not.
pub fn is_shown(headers: &HeaderMap) -> bool {
    let cookies = CookieJar::from_headers(headers);
    [OVER_TLS, PLAIN].iter().any(|name| cookies.get(name).is_some())
}

/// The `Set-Cookie` value that begins a session in a browser. Scripts cannot read it, other sites cannot have it sent
/// along with a form.
pub fn begun(token: &SessionToken, https: bool) -> Option<HeaderValue> {
    cookie(name(https), token.expose(), ABSOLUTE / 1_000, https)
}

/// The `Set-Cookie` value that ends a session in a browser.
pub fn ended(https: bool) -> Option<HeaderValue> {
    cookie(name(https), "", 0, https)
}

/// The `Set-Cookie` value of a secret that a browser holds for so many seconds.
pub(super) fn cookie(name: &str, value: &str, seconds: i64, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut value = HeaderValue::try_from(cookie).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_goes_out_and_comes_back() {
        let token = SessionToken::parse(&"0f".repeat(32)).unwrap();
        for (https, secure) in [(true, true), (false, false)] {
            let sent = begun(&token, https).unwrap();
            let sent = sent.to_str().unwrap();
            assert!(sent.contains("; HttpOnly; SameSite=Lax") && sent.contains("; Path=/;"), "{sent}");
            assert_eq!((sent.ends_with("; Secure"), sent.starts_with("__Host-")), (secure, secure));
            let pair = sent.split(';').next().unwrap();
            let shown = HeaderMap::from_iter([("cookie".parse().unwrap(), pair.parse().unwrap())]);
            assert_eq!(super::token(&shown, https), Some(token.clone()));
            assert_eq!(super::token(&shown, !https), None, "a cookie of the other kind is not taken");
            assert!(is_shown(&shown));
        }
        assert!(!is_shown(&HeaderMap::new()));
    }

    #[test]
    fn what_cannot_be_a_token_is_none() {
        let shown = HeaderMap::from_iter([("cookie".parse().unwrap(), "session=abc".parse().unwrap())]);
        assert_eq!(token(&shown, false), None);
    }
}
