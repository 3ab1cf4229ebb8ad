//! On the way to the provider.
//!
//! A form must not be answered with the address of another site: the policy of every page lets forms go to the portal only
//! (`form-action 'self'`), and browsers hold the answer's address against it as well, and each one that the provider goes on
//! to. So the answer is a page, which goes on by itself.

use axum::http::HeaderValue;
use axum::http::header::REFRESH;
use axum::response::Response;
use leptos::prelude::*;
use services::accounts::unified::Begun;

use super::set_cookie;
use crate::texts::unified as texts;
use crate::web::{Page, Visit, attempt};

/// The page that goes on to the provider, and the cookie that the browser comes back with.
pub fn leave(visit: &Visit, begun: &Begun) -> Response {
    let mut response = visit.answer(Ok(page(visit, begun.door.clone())));
    if let Ok(on) = HeaderValue::try_from(format!("0; url={}", begun.door)) {
        response.headers_mut().insert(REFRESH, on);
    }
    set_cookie(&mut response, attempt::begun(&begun.token, visit.https()));
    response
}

fn page(visit: &Visit, door: String) -> Page {
    let lang = visit.lang();
    let title = texts::leaving(lang);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::leaving_what(lang)}</p>
            <p><a class="button" href=door>{texts::go(lang)}</a></p>
            <p><a href="/sign-in">{texts::stay(lang)}</a></p>
        }
    };
    Page::new(title, body).secret().here(title)
}
