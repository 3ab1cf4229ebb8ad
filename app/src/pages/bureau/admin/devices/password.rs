//! A logger's password, shown after a reason was given.

use domain::lang::Lang;
use leptos::prelude::*;

use super::rows::device_address;
use super::sent::{PASSWORD, Sent, of};
use crate::texts::admin_device as texts;
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// The password, once it was asked for; the form that asks for it before that.
pub fn password(lang: Lang, mn: &str, form: &Form<Sent>, shown: Option<&str>) -> impl IntoView + use<> {
    let body = if let Some(password) = shown {
        view! { <p><span class="code">{password.to_owned()}</span></p> }.into_any()
    } else {
        let (value, error) = of(lang, form, PASSWORD);
        let (label, hint) = (texts::switch_reason(lang), texts::password_hint(lang));
        view! {
            <p>{texts::password_what(lang)}</p>
            <form method="post" action=format!("{}/password", device_address(mn)) class="stack">
                <TextArea name=PASSWORD label hint value error rows=2/>
                <button>{texts::show_password(lang)}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="password" class="flow">
            <h2 id="password">{texts::password(lang)}</h2>
            {body}
        </section>
    }
}
