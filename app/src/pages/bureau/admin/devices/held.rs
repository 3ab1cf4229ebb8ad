//! Values that are so old that a person must say whether they are published.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::FormKey;
use services::devices::{self, Held};

use super::rows::device_address;
use super::switch::{Sent, answer, of, ready};
use crate::texts::admin_device as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::number::grouped;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Form, Member};

/// The field with the reason.
const FIELD: &str = "held_reason";

/// `POST /bureau/devices/{mn}/release`
pub async fn release(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[FIELD]);
    let done = match ready(&member, &form) {
        Ok(sent) => devices::release(member.ctx(), member.actor(), &mn, sent.held_reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "released").await
}

/// `POST /bureau/devices/{mn}/discard`
pub async fn discard(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[FIELD]);
    let done = match ready(&member, &form) {
        Ok(sent) => devices::discard(member.ctx(), member.actor(), &mn, sent.held_reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "discarded").await
}

/// What is held, and for whoever may decide the form that does.
pub fn held(lang: Lang, mn: &str, held: Held, decides: bool, sent: &Form<Sent>) -> impl IntoView + use<> {
    let (first, last) = (when::moment(lang, held.first_at), when::moment(lang, held.last_at));
    let (value, error) = of(lang, sent, FIELD);
    let address = device_address(mn);
    let form = decides.then(|| {
        view! {
            <form method="post" action=format!("{address}/discard") class="stack">
                <FormKeyField key=FormKey::generate().expose()/>
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
