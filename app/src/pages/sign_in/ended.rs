//! A form that came after its session had ended: the person signs in again, and sends it once more.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::form::{Typed, form};
use crate::texts::sign_in as texts;
use crate::ui::notice::Notice;
use crate::ui::send_again::SendAgain;
use crate::ui::tag::Tone;
use crate::web::{Page, Visit, own_address};

/// Asks to sign in, with the form of so many fields kept for later.
pub fn session_ended(visit: &Visit, fields: &[(String, String)]) -> Response {
    let lang = visit.lang();
    let kept = serde_urlencoded::to_string(fields).unwrap_or_default();
    // Without fields there is nothing to send again, and the address of a form is none to come back to.
    let next = if kept.is_empty() { String::new() } else { visit.visitor().path().to_owned() };
    let typed = Typed { next, kept, ..Typed::default() };
    let title = texts::ended(lang);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::ended_why(lang)}</p>
            <Notice tone=Tone::Warn><p>{texts::ended_kept(lang)}</p></Notice>
            {form(lang, typed)}
        }
    };
    visit.answer(Ok(Page::new(title, body).status(StatusCode::UNAUTHORIZED).here(title)))
}

/// The form that waits, with a button that sends it once more; none where nothing waits.
pub fn send_again(visit: &Visit, typed: &Typed) -> Option<Page> {
    let lang = visit.lang();
    let action = own_address(&typed.next).filter(|_| !typed.kept.is_empty())?.to_owned();
    let fields: Vec<(String, String)> = serde_urlencoded::from_str(&typed.kept).ok()?;
    let title = texts::again(lang);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::again_what(lang)}</p>
            <SendAgain action fields word=texts::send_again(lang)/>
            <p><a href="/sign-in">{texts::do_not_send(lang)}</a></p>
        }
    };
    Some(Page::new(title, body).here(title))
}
