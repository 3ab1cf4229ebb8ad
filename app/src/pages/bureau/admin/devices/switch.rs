//! The switch that disables a logger, and enables it again.

use domain::lang::Lang;
use leptos::prelude::*;
use services::FormKey;
use services::devices::{DeviceFile, DeviceStatus, REFUSED_KEPT_MIB};

use super::rows::device_address;
use super::sent::{Sent, of};
use crate::texts::admin_device as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// The form that disables a logger, or enables one that is disabled.
pub fn door(lang: Lang, file: &DeviceFile, form: &Form<Sent>) -> impl IntoView + use<> {
    let address = device_address(&file.mn);
    let (title, what, action, button) = if file.status == DeviceStatus::Disabled {
        let button = view! { <button>{texts::enable(lang)}</button> }.into_any();
        (texts::enable(lang), texts::enable_what(lang).to_owned(), format!("{address}/enable"), button)
    } else {
        let button = view! { <button class="warning">{texts::disable(lang)}</button> }.into_any();
        (texts::disable(lang), texts::disable_what(lang, REFUSED_KEPT_MIB), format!("{address}/disable"), button)
    };
    let (value, error) = of(lang, form, "reason");
    view! {
        <section aria-labelledby="switch" class="flow">
            <h2 id="switch">{title}</h2>
            <p>{what}</p>
            <form method="post" action=action class="stack">
                // The page has several forms, each with a key of its own.
                <FormKeyField key=FormKey::generate().expose()/>
                <TextArea name="reason" label=texts::switch_reason(lang) hint=texts::switch_hint(lang) value error rows=3/>
                {button}
            </form>
        </section>
    }
}
