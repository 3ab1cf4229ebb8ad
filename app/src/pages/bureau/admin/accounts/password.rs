//! A new password for somebody who has forgotten theirs.

use axum::response::Response;
use domain::input::{Input, NewPassword};
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::accounts::{self, Account, MIN_LENGTH};
use services::input::{Incoming, sound};
use validator::Validate;

use super::act;
use crate::pages::parts::issue;
use crate::texts::admin_account_password as texts;
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, see_other};

/// What the form sends. The password is never shown again.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    password: Input<NewPassword>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["password"];
}

/// `GET /bureau/accounts/{id}/password`
pub async fn ask_for_password(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// `POST /bureau/accounts/{id}/password`
pub async fn reset_password(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let password = form.typed.password.typed().to_owned();
    let again = match accounts::reset_password(member.ctx(), member.actor(), id, password).await {
        Ok(()) => return see_other(&format!("/bureau/accounts/{id}?reset=1")),
        // The own account, or one that is closed: the page says why not, and has no form.
        Err(failure) => form.refused_at("password", failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, _) = accounts::show(member.ctx(), member.actor(), id).await?;
    let own = account.id == member.actor().account_id;
    let head = (texts::title(lang), form.status());
    Ok(act::page(member, account, head, move |account| view(lang, account, own, &form)))
}

fn view(lang: Lang, account: &Account, own: bool, form: &Form<Sent>) -> AnyView {
    if own {
        return view! { <Notice tone=Tone::Warn><p>{texts::own(lang)}</p></Notice> }.into_any();
    }
    if account.closed_at.is_some() {
        return view! { <Notice><p>{texts::closed(lang)}</p></Notice> }.into_any();
    }
    let action = format!("/bureau/accounts/{}/password", account.id);
    let error = issue::at(lang, &form.issues, "password");
    view! {
        {issue::summary(lang, texts::problem(lang), &form.issues, |_| texts::password(lang))}
        <p class="prose">{texts::what(lang)}</p>
        <form method="post" action=action class="stack">
            <Field name="password" label=texts::password(lang) hint=texts::password_hint(lang, MIN_LENGTH.to_string())
                kind="password" autocomplete="new-password" error/>
            <p><button>{texts::confirm(lang)}</button></p>
        </form>
    }
    .into_any()
}
