//! The form for a new account.

use domain::lang::Lang;
use leptos::prelude::*;
use services::accounts::MIN_LENGTH;
use services::public::enterprises::Town;

use super::list::roles;
use super::typed::Sent;
use crate::pages::parts::issue;
use crate::texts::admin_account_new as texts;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::select::{Choice, Select};
use crate::web::Form;

/// The form with what was typed, but for the password, and with what is wrong.
pub fn view(lang: Lang, form: &Form<Sent>, towns: Vec<Town>) -> impl IntoView + use<> {
    let towns = towns.into_iter();
    let towns = towns.map(|town| Choice { label: town.name.pick(lang).to_owned(), value: town.code }).collect();
    let typed = &form.typed;
    let error = |field| issue::at(lang, &form.issues, field);
    let value = |input: &str| input.to_owned();
    let label = |field: &str| match field {
        "name" => texts::name(lang),
        "login" => texts::login(lang),
        "role" => texts::role(lang),
        "enterprise" => texts::enterprise(lang),
        "town" => texts::town(lang),
        "email" => texts::email(lang),
        _ => texts::password(lang),
    };
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" action="/bureau/accounts" class="stack">
            <FormKeyField key=form.key_field()/>
            <Field name="name" label=texts::name(lang) hint=texts::name_hint(lang) value=value(typed.name.typed())
                error=error("name") autocomplete="off"/>
            <Field name="login" label=texts::login(lang) hint=texts::login_hint(lang) value=value(typed.login.typed())
                error=error("login") autocomplete="off"/>
            <Select name="role" label=texts::role(lang) any=texts::choose(lang) choices=roles(lang)
                chosen=value(typed.role.typed()) error=error("role")/>
            <Field name="enterprise" label=texts::enterprise(lang) hint=texts::enterprise_hint(lang)
                value=value(&typed.enterprise) error=error("enterprise") autocomplete="off"/>
            <Select name="town" label=texts::town(lang) hint=texts::town_hint(lang) any=texts::no_town(lang)
                choices=towns chosen=value(&typed.town) error=error("town")/>
            <Field name="email" label=texts::email(lang) hint=texts::email_hint(lang) kind="email"
                value=value(typed.email.typed()) error=error("email") autocomplete="off"/>
            <Field name="password" label=texts::password(lang) hint=texts::password_hint(lang, MIN_LENGTH)
                kind="password" error=error("password") autocomplete="new-password"/>
            <p class="bar-line">
                <button>{texts::open(lang)}</button>
                <a href="/bureau/accounts">{texts::cancel(lang)}</a>
            </p>
        </form>
    }
}
