//! What every answer tells the browser to forbid itself.

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};

/// For pages. They hold no inline script or style, so no nonce is needed, and a page in the shared cache gives none
/// away; the islands are WebAssembly.
const FOR_PAGES: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);
/// For everything else: nothing in it is a document.
const FOR_DATA: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
const NO_SNIFFING: HeaderValue = HeaderValue::from_static("nosniff");
const OWN_SITE: HeaderValue = HeaderValue::from_static("same-origin");
const ANY_SITE: HeaderValue = HeaderValue::from_static("cross-origin");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
/// The list of enterprises near the reader may ask where the reader is; nothing else is ever asked for.
const PERMITTED: HeaderValue = HeaderValue::from_static(
    "geolocation=(self), accelerometer=(), camera=(), display-capture=(), gyroscope=(), magnetometer=(), \
     microphone=(), payment=(), usb=()",
);
const A_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Puts the security headers on an answer.
pub async fn secure(State(https): State<bool>, request: Request, next: Next) -> Response {
    let is_open_data = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, if is_page(headers) { FOR_PAGES } else { FOR_DATA });
    headers.insert(X_CONTENT_TYPE_OPTIONS, NO_SNIFFING);
    headers.insert(REFERRER_POLICY, OWN_SITE);
    headers.insert(OPENER, OWN_SITE);
    headers.insert(RESOURCE, if is_open_data { ANY_SITE } else { OWN_SITE });
    headers.insert(PERMISSIONS, PERMITTED);
    headers.entry(CACHE_CONTROL).or_insert(ASK_AGAIN);
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, A_YEAR);
    }
    response
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}
