//! The form that invites somebody.

use axum::response::Response;
use chrono::NaiveDate;
use domain::access::Role;
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::accounts::invitation::{DAYS, INVITED, Inviting};
use services::accounts::{Email, Name};
use services::input::{Incoming, sound};
use services::public::enterprises::{Town, towns};
use validator::Validate;

use super::Side;
use super::nav::{must, of, roles, within};
use crate::pages::parts::{issue, role_name};
use crate::texts::{admin_account_new, people as texts};
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::select::{Choice, Select};
use crate::ui::tag::Tone;
use crate::web::{Form, Member, Page};

/// What the form sends. What a role needs is the use case's to judge.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    name: Input<Name>,
    #[validate(custom(function = sound))]
    role: Input<Role>,
    enterprise: String,
    town: String,
    #[validate(custom(function = sound))]
    email: Input<Option<Email>>,
    #[validate(custom(function = sound))]
    last_day: Input<Option<NaiveDate>>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = INVITED;
}

impl Sent {
    /// For the use case, which judges all of it but a day that cannot be read.
    ///
    /// # Errors
    /// What is wrong with the day.
    pub fn inviting(&self) -> Result<Inviting, Error> {
        let last_day = self.last_day.get().map_err(|issue| Error::issue("last_day", issue.clone()))?;
        Ok(Inviting {
            name: self.name.typed().to_owned(),
            role: self.role.get().ok().copied(),
            enterprise: self.enterprise.clone(),
            town: self.town.clone(),
            email: self.email.typed().to_owned(),
            last_day: *last_day,
        })
    }
}

/// `GET` of the form.
pub async fn show(side: Side, member: Member) -> Response {
    member.answer(page(side, &member, Form::default()).await)
}

/// The page of the form.
pub async fn page(side: Side, member: &Member, form: Form<Sent>) -> Result<Page, Error> {
    must(side, member)?;
    let lang = member.lang();
    let towns = if side == Side::Bureau { towns(member.ctx()).await? } else { Vec::new() };
    let (status, spent) = (form.status(), form.conflict.is_some());
    let nav = of(side, member);
    let title = texts::invite(lang);
    let body = move || {
        let spent = spent.then(|| view! { <Notice tone=Tone::Warn><p>{texts::spent(lang)}</p></Notice> });
        view! {
            {nav}
            <h1>{title}</h1>
            <p class="lead">{texts::invite_lead(lang, DAYS)}</p>
            {spent}
            {view(lang, side, towns, &form)}
        }
    };
    let page = within(side, Page::new(title, body)).status(status);
    Ok(page.step(list_title(lang, side), side.address()).here(title))
}

/// The title of the list of a side.
pub fn list_title(lang: Lang, side: Side) -> &'static str {
    match side {
        Side::Enterprise => texts::title(lang),
        Side::Bureau => texts::invitations(lang),
    }
}

fn view(lang: Lang, side: Side, towns: Vec<Town>, form: &Form<Sent>) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| match field {
        "name" => texts::name(lang),
        "role" => texts::role(lang),
        "enterprise" => admin_account_new::enterprise(lang),
        "town" => admin_account_new::town(lang),
        "email" => texts::email(lang),
        _ => texts::last_day(lang),
    };
    let roles = roles(side).map(|role| Choice { value: role.to_string(), label: role_name(lang, role).to_owned() });
    let roles = roles.collect();
    let typed = &form.typed;
    let place = match side {
        Side::Enterprise => ().into_any(),
        Side::Bureau => {
            let towns = towns.into_iter();
            let towns = towns.map(|town| Choice { label: town.name.pick(lang).to_owned(), value: town.code }).collect();
            view! {
                <Field name="enterprise" label=admin_account_new::enterprise(lang)
                    hint=admin_account_new::enterprise_hint(lang) value=typed.enterprise.clone()
                    error=error("enterprise") autocomplete="off"/>
                <Select name="town" label=admin_account_new::town(lang) hint=admin_account_new::town_hint(lang)
                    any=admin_account_new::no_town(lang) choices=towns chosen=typed.town.clone() error=error("town")/>
            }
            .into_any()
        }
    };
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" action=side.address() class="stack">
            <FormKeyField key=form.key_field()/>
            <Field name="name" label=texts::name(lang) hint=texts::name_hint(lang) value=typed.name.typed().to_owned()
                error=error("name") autocomplete="off"/>
            <Select name="role" label=texts::role(lang) any=admin_account_new::choose(lang) choices=roles
                chosen=typed.role.typed().to_owned() error=error("role")/>
            {place}
            <Field name="email" label=texts::email(lang) hint=texts::email_hint(lang) kind="email"
                value=typed.email.typed().to_owned() error=error("email") autocomplete="off"/>
            <Field name="last_day" label=texts::last_day(lang) hint=texts::last_day_hint(lang)
                value=typed.last_day.typed().to_owned() error=error("last_day") autocomplete="off"/>
            <p class="bar-line">
                <button>{texts::send(lang)}</button>
                <a href=side.address()>{texts::cancel(lang)}</a>
            </p>
        </form>
    }
}
