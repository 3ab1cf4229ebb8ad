//! A form that came after its session had ended: the person signs in again, and sends it once more.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::Sent;
use super::form::form;
use super::other::made_for_another;
use crate::texts::sign_in as texts;
use crate::ui::marked::marked;
use crate::ui::notice::Notice;
use crate::ui::send_again::SendAgain;
use crate::ui::tag::Tone;
use crate::web::{self, Form, Page, Seat, Visit, own_address};

/// Asks to sign in, with the form of so many fields kept for later.
pub fn session_ended(visit: &Visit, sent: &web::Sent) -> Page {
    let lang = visit.lang();
    let typed = keep(visit.visitor().path(), sent);
    let title = texts::ended(lang);
    let who =
        sent.made_for().map(|made_for| view! { <p>{marked(lang, &texts::ended_whose(lang, made_for.who()))}</p> });
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::ended_why(lang)}</p>
            <Notice tone=Tone::Warn><p>{texts::ended_kept(lang)}</p>{who}</Notice>
            {form(lang, &typed)}
        }
    };
    Page::new(title, body).here(title)
}

/// The form that signs in, with the one that waits inside it.
pub(super) fn keep(path: &str, sent: &web::Sent) -> Form<Sent> {
    let kept = serde_urlencoded::to_string(&sent.fields).unwrap_or_default();
    // Without fields there is nothing to send again, and the address of a form is none to come back to.
    let next = if kept.is_empty() { String::new() } else { path.to_owned() };
    Form::new(Sent { next, kept, ..Sent::default() })
}

/// The form that waits, with a button that sends it once more; none where nothing waits. Where it was made for somebody
/// else than has signed in now, it is kept, and not to be sent.
pub fn send_again(visit: &Visit, typed: &Sent, seat: &Seat) -> Option<Response> {
    let lang = visit.lang();
    let action = own_address(&typed.next).filter(|_| !typed.kept.is_empty())?.to_owned();
    let waiting = web::Sent::form(serde_urlencoded::from_str(&typed.kept).ok()?);
    let now = seat.made_for(lang, visit.site());
    if !waiting.is_of(&seat.actor) {
        let visit = visit.at(&action);
        return Some(
            visit.answer(Ok(made_for_another(&visit, &now, &waiting).status(StatusCode::PRECONDITION_FAILED))),
        );
    }
    let title = texts::again(lang);
    let fields = waiting.fields;
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::again_what(lang)}</p>
            <p>{marked(lang, &texts::again_whose(lang, now.who()))}</p>
            <SendAgain action fields word=texts::send_again(lang)/>
            <p><a href="/sign-in">{texts::do_not_send(lang)}</a></p>
        }
    };
    Some(visit.answer(Ok(Page::new(title, body).here(title))))
}
