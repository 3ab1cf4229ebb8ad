//! A logger's password, shown after a reason was given.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::devices;

use super::one::page;
use super::rows::device_address;
use super::switch::{Sent, of, ready, refused};
use crate::texts::admin_device as texts;
use crate::ui::text_area::TextArea;
use crate::web::{At, Form, Member, Page};

/// The field with the reason.
const FIELD: &str = "password_reason";

/// `POST /bureau/devices/{mn}/password`
pub async fn reveal(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[FIELD]);
    let shown = match ready(&member, &form) {
        Ok(sent) => devices::reveal_password(member.ctx(), member.actor(), &mn, sent.password_reason.typed()).await,
        Err(refused) => Err(refused),
    };
    match shown {
        Ok(password) => {
            let page = page(&member, &mn, Form::default(), Some(password)).await;
            member.answer(page.map(Page::secret))
        }
        Err(failure) => refused(&member, &mn, form, failure).await,
    }
}

/// The password, once it was asked for; the form that asks for it before that.
pub fn password(lang: Lang, mn: &str, form: &Form<Sent>, shown: Option<&str>) -> impl IntoView + use<> {
    let body = if let Some(password) = shown {
        view! { <p><span class="code">{password.to_owned()}</span></p> }.into_any()
    } else {
        let (value, error) = of(lang, form, FIELD);
        let (label, hint) = (texts::switch_reason(lang), texts::password_hint(lang));
        view! {
            <p>{texts::password_what(lang)}</p>
            <form method="post" action=format!("{}/password", device_address(mn)) class="stack">
                <TextArea name=FIELD label hint value error rows=2/>
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
