//! Values that are so old that a person must say whether they are published.

use domain::lang::Lang;
use leptos::prelude::*;
use services::FormKey;
use services::devices::Held;

use super::rows::device_address;
use super::sent::{HELD, Sent, of};
use crate::number::grouped;
use crate::texts::admin_device as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::Form;

/// What is held, and for whoever may decide the form that does.
pub fn held(lang: Lang, mn: &str, held: Held, decides: bool, sent: &Form<Sent>) -> impl IntoView + use<> {
    let (first, last) = (when::moment(lang, held.first_at), when::moment(lang, held.last_at));
    let (value, error) = of(lang, sent, HELD);
    let address = device_address(mn);
    let form = decides.then(|| {
        view! {
            <form method="post" action=format!("{address}/discard") class="stack">
                <FormKeyField key=FormKey::generate().expose()/>
                <TextArea name=HELD label=texts::switch_reason(lang) hint=texts::held_hint(lang) value error rows=3/>
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
