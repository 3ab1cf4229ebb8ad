//! Changing what an account is for, where, until when, and where its notices go.

use axum::response::Response;
use chrono::NaiveDate;
use domain::access::{Role, may_become};
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::accounts::{self, Account, CHANGED, Changing, Email};
use services::input::{Incoming, sound};
use services::public::enterprises::{Town, towns};
use services::{Conflict, Error, Seen};
use validator::Validate;

use super::list::roles;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::issue;
use crate::texts::{admin_account_change as texts, admin_account_new, admin_accounts};
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::select::{Choice, Select};
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, Section, see_other};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    role: Input<Role>,
    town: String,
    #[validate(custom(function = sound))]
    email: Input<Option<Email>>,
    #[validate(custom(function = sound))]
    last_day: Input<Option<NaiveDate>>,
    /// How the account stood on the page.
    seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = CHANGED;
}

/// `GET /bureau/accounts/{id}/change`
pub async fn ask_for_change(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, None).await)
}

/// `POST /bureau/accounts/{id}/change`
pub async fn change(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let again = match apply(&member, id, &form).await {
        Ok(()) => return see_other(&format!("/bureau/accounts/{id}?changed=1")),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, Some(form)).await,
        Err(failure) => Err(failure),
    })
}

async fn apply(member: &Member, id: i64, form: &Form<Sent>) -> Result<(), Error> {
    let sent = form.ready(member.actor(), domain::access::Action::ManageAccounts)?;
    let changing = Changing {
        role: Some(*sent.role.get()?),
        town: sent.town.clone(),
        email: sent.email.typed().to_owned(),
        last_day: *sent.last_day.get()?,
    };
    accounts::change(member.ctx(), member.actor(), id, form.key(), &sent.seen, changing).await
}

async fn page(member: &Member, id: i64, form: Option<Form<Sent>>) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, _) = accounts::show(member.ctx(), member.actor(), id).await?;
    let towns = towns(member.ctx()).await?;
    // Whoever was overtaken decides anew over how it stands now.
    let form = match form {
        Some(form) if form.conflict == Some(Conflict::Overtaken) => {
            Form::new(stands(&account)).clashed(Conflict::Overtaken)
        }
        Some(form) => form,
        None => Form::new(stands(&account)),
    };
    let nav = nav(member, AdminPage::Accounts);
    let (title, name) = (texts::title(lang), account.name.clone());
    let back = format!("/bureau/accounts/{id}");
    let (href, status) = (back.clone(), form.status());
    let clash = form.conflict.as_ref().map(|conflict| why(lang, conflict));
    let body = move || {
        let inner = if account.closed_at.is_some() {
            view! { <Notice><p>{texts::closed(lang)}</p></Notice> }.into_any()
        } else {
            view(lang, &account, towns, &form).into_any()
        };
        view! {
            {nav}
            <h1>{title}</h1>
            {clash.map(|words| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> })}
            {inner}
            <p><a href=href>{admin_accounts::back(lang)}</a></p>
        }
    };
    let page = Page::new(title, body).status(status).within(Section::Accounts);
    Ok(page.step(admin_accounts::title(lang), "/bureau/accounts").step(name, back).here(title))
}

/// The form as the account stands.
fn stands(account: &Account) -> Sent {
    Sent {
        role: Input::of(account.role.to_string()),
        town: account.town_code.clone().unwrap_or_default(),
        email: Input::of(account.email.clone().unwrap_or_default()),
        last_day: Input::of(account.last_day.map(|day| day.to_string()).unwrap_or_default()),
        seen: account.seen.clone(),
    }
}

fn why(lang: Lang, conflict: &Conflict) -> &'static str {
    match conflict {
        Conflict::OwnAccount => texts::own(lang),
        Conflict::Overtaken => texts::overtaken(lang),
        Conflict::LastOfRole => texts::last_of_role(lang),
        _ => texts::closed(lang),
    }
}

fn view(lang: Lang, account: &Account, towns: Vec<Town>, form: &Form<Sent>) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| match field {
        "role" => texts::role(lang),
        "town" => texts::town(lang),
        "email" => texts::email(lang),
        _ => texts::last_day(lang),
    };
    let own = account.role;
    let is_choice = |choice: &Choice| choice.value.parse().is_ok_and(|role: Role| may_become(own, role));
    let choices = roles(lang).into_iter().filter(is_choice).collect();
    let towns = towns.into_iter();
    let towns = towns.map(|town| Choice { label: town.name.pick(lang).to_owned(), value: town.code }).collect();
    let typed = &form.typed;
    let town = if own.is_enterprise() {
        ().into_any()
    } else {
        view! {
            <Select name="town" label=texts::town(lang) hint=admin_account_new::town_hint(lang)
                any=admin_account_new::no_town(lang) choices=towns chosen=typed.town.clone() error=error("town")/>
        }
        .into_any()
    };
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <p class="prose">{texts::what(lang)}</p>
        <form method="post" action=format!("/bureau/accounts/{}/change", account.id) class="stack">
            <FormKeyField key=form.key_field()/>
            <input type="hidden" name="seen" value=typed.seen.as_str().to_owned() autocomplete="off"/>
            <Select name="role" label=texts::role(lang) any=admin_account_new::choose(lang) choices
                chosen=typed.role.typed().to_owned() error=error("role")/>
            {town}
            <Field name="email" label=texts::email(lang) kind="email" value=typed.email.typed().to_owned()
                error=error("email") autocomplete="off"/>
            <Field name="last_day" label=texts::last_day(lang) hint=texts::last_day_hint(lang)
                value=typed.last_day.typed().to_owned() error=error("last_day") autocomplete="off"/>
            <p><button>{texts::save(lang)}</button></p>
        </form>
    }
}
