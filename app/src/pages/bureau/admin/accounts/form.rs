//! The form for a new account.

use domain::lang::Lang;
use leptos::prelude::*;
use services::FormKey;
use services::accounts::MIN_LENGTH;
use services::public::enterprises::Town;

use super::list::roles;
use super::typed::{Sent, Wrong};
use crate::texts::admin_account_new as texts;
use crate::ui::error_summary::ErrorSummary;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::select::{Choice, Select};

/// The form with what was typed, but for the password, and with what is wrong.
pub fn form(lang: Lang, key: &FormKey, typed: Sent, wrong: &Wrong, towns: Vec<Town>) -> impl IntoView + use<> {
    let towns = towns.into_iter();
    let towns = towns.map(|town| Choice { label: town.name.pick(lang).to_owned(), value: town.code }).collect();
    let key = key.expose().to_owned();
    view! {
        <ErrorSummary title=texts::problems(lang) errors=wrong.all()/>
        <form method="post" action="/bureau/accounts" class="stack">
            <FormKeyField key/>
            <Field name="name" label=texts::name(lang) hint=texts::name_hint(lang) value=typed.name
                error=wrong.at("name") autocomplete="off"/>
            <Field name="login" label=texts::login(lang) hint=texts::login_hint(lang) value=typed.login
                error=wrong.at("login") autocomplete="off"/>
            <Select name="role" label=texts::role(lang) any=texts::choose(lang) choices=roles(lang) chosen=typed.role
                error=wrong.at("role")/>
            <Field name="enterprise" label=texts::enterprise(lang) hint=texts::enterprise_hint(lang)
                value=typed.enterprise error=wrong.at("enterprise") autocomplete="off"/>
            <Select name="town" label=texts::town(lang) hint=texts::town_hint(lang) any=texts::no_town(lang)
                choices=towns chosen=typed.town error=wrong.at("town")/>
            <Field name="email" label=texts::email(lang) hint=texts::email_hint(lang) kind="email" value=typed.email
                error=wrong.at("email") autocomplete="off"/>
            <Field name="password" label=texts::password(lang) hint=texts::password_hint(lang, MIN_LENGTH)
                kind="password" error=wrong.at("password") autocomplete="new-password"/>
            <p class="bar-line">
                <button>{texts::open(lang)}</button>
                <a href="/bureau/accounts">{texts::cancel(lang)}</a>
            </p>
        </form>
    }
}
