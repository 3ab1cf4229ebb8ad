//! A form that came after its session had ended: the person signs in again, and sends it once more.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::Sent;
use super::form::form;
use super::kept::keep;
use super::other::made_for_another;
use crate::texts::sign_in as texts;
use crate::ui::marked::marked;
use crate::ui::notice::Notice;
use crate::ui::send_again::SendAgain;
use crate::ui::tag::Tone;
use crate::web::{self, MadeFor, Page, Seat, Visit, own_address};

/// Asks to sign in, with the form kept for later; of a form with files nothing can be kept.
pub fn session_ended(visit: &Visit, sent: &web::Sent) -> Page {
    let lang = visit.lang();
    let typed = keep(visit.visitor().path(), sent);
    let title = texts::ended(lang);
    let kept = if sent.has_files { texts::ended_files(lang) } else { texts::ended_kept(lang) };
    let who = sent.made_for().map(MadeFor::who).filter(|who| !who.is_empty());
    let who = who.map(|who| view! { <p>{marked(lang, &texts::ended_whose(lang, who))}</p> });
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::ended_why(lang)}</p>
            <Notice tone=Tone::Warn><p>{kept}</p>{who}</Notice>
            {form(lang, &typed)}
        }
    };
    Page::new(title, body).here(title)
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
