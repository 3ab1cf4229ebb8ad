//! For search engines, and for who has found a weakness.

use app::web::AppState;
use axum::{
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::time::{DAY, Stamp};

/// What is nobody's to index: work behind a session, and pages that hold what a reporter typed.
const ROBOTS: &str = "User-agent: *\nDisallow: /account\nDisallow: /bureau\nDisallow: /filing\nDisallow: /sign-in\n\
                      Disallow: /tip/follow\nDisallow: /tip/receipt\n";
/// For how many days the contact below is good: RFC 9116 wants less than a year.
const GOOD_FOR: i64 = 180;

/// `/robots.txt`
pub async fn robots() -> Response {
    text(ROBOTS.to_owned())
}

/// `/.well-known/security.txt`, RFC 9116. The contact is the site's, or the organ's telephone.
pub async fn security(State(app): State<AppState>) -> Response {
    let site = app.ctx.site().now(&app.site);
    let contact = match site.security_contact.as_str() {
        "" => format!("tel:{}", site.telephone.replace(' ', "")),
        contact => contact.to_owned(),
    };
    let until = expiry(app.ctx.now()).rfc3339();
    let own = app.ctx.origin().map(|origin| format!("Canonical: {origin}/.well-known/security.txt\n"));
    let own = own.unwrap_or_default();
    text(format!("Contact: {contact}\nExpires: {until}\nPreferred-Languages: zh, en\n{own}"))
}

/// The day after so many days, at its beginning: the same answer all day.
fn expiry(now: Stamp) -> Stamp {
    now.floor(DAY).plus(GOOD_FOR * DAY)
}

fn text(body: String) -> Response {
    ([(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "max-age=3600")], body).into_response()
}
