//! Values that are so old that a person must say whether they are published.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::devices::{self, Held};

use super::rows::device_address;
use super::switch::{Sent, Typed, refused};
use crate::texts::admin_device as texts;
use crate::ui::number::grouped;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Fields, Member, see_other};

/// The field with the reason.
const FIELD: &str = "held_reason";

/// `POST /bureau/devices/{mn}/release`
pub async fn release(member: Member, At(mn): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let done = devices::release(member.ctx(), member.actor(), &mn, &sent.held_reason).await;
    match done {
        Ok(_frames) => see_other(&format!("{}?released=1", device_address(&mn))),
        Err(error) => refused(&member, &mn, (FIELD, sent.held_reason), error, already).await,
    }
}

/// `POST /bureau/devices/{mn}/discard`
pub async fn discard(member: Member, At(mn): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let done = devices::discard(member.ctx(), member.actor(), &mn, &sent.held_reason).await;
    match done {
        Ok(_frames) => see_other(&format!("{}?discarded=1", device_address(&mn))),
        Err(error) => refused(&member, &mn, (FIELD, sent.held_reason), error, already).await,
    }
}

fn already(lang: Lang, reason: String) -> String {
    texts::already_decided(lang, reason)
}

/// What is held, and for whoever may decide the form that does.
pub fn held(lang: Lang, mn: &str, held: Held, decides: bool, typed: &Typed) -> impl IntoView + use<> {
    let (first, last) = (when::moment(lang, held.first_at), when::moment(lang, held.last_at));
    let (value, error) = typed.of(FIELD);
    let address = device_address(mn);
    let form = decides.then(|| {
        view! {
            <form method="post" action=format!("{address}/discard") class="stack">
                <TextArea name=FIELD label=texts::switch_reason(lang) hint=texts::held_hint(lang) value error rows=3/>
                <p class="bar-line">
                    <button>{texts::discard(lang)}</button>
                    <button class="warning" formaction=format!("{address}/release")>{texts::release(lang)}</button>
                </p>
            </form>
        }
    });
    view! {
        <section aria-labelledby="held" class="flow">
            <h2 id="held">{texts::held(lang)}</h2>
            <p>{texts::held_what(lang, grouped(held.frames), first, last)}</p>
            {form}
        </section>
    }
}
