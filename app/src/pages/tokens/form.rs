//! The form for a new token.

use std::collections::BTreeMap;

use axum::response::Response;
use chrono::NaiveDate;
use domain::access::{LONGEST_TOKEN, Scope, Scopes};
use domain::input::{Input, Password};
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::api_tokens::{FIELDS, Title};
use services::input::{Incoming, sound};
use validator::Validate;

use super::Side;
use super::list::{must, scope_name, side_nav, within};
use crate::pages::parts::{Code, issue};
use crate::texts::tokens as texts;
use crate::ui::check_boxes::CheckBoxes;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::select::Choice;
use crate::ui::tag::Tone;
use crate::web::{Form, Member, Page};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub name: Input<Title>,
    #[validate(custom(function = sound))]
    pub last_day: Input<NaiveDate>,
    #[validate(custom(function = sound))]
    pub password: Input<Password>,
    /// A code of the second factor.
    pub code: String,
    /// What else was sent: a tick for each purpose, `scopes-power`.
    #[serde(flatten)]
    ticks: BTreeMap<String, String>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = FIELDS;
}

impl Sent {
    /// What the token is to be for.
    pub fn scopes(&self) -> Scopes {
        let ticked = |scope: &Scope| self.ticks.contains_key(&format!("scopes-{scope}"));
        Scopes::of(Scope::FEEDS.iter().copied().filter(ticked))
    }
}

/// `GET` of the form.
pub async fn show(side: Side, member: Member) -> Response {
    let page = match must(side, &member) {
        Ok(()) => page(&member, side, Form::default()).await,
        Err(failure) => Err(failure),
    };
    member.answer(page)
}

/// The page of the form.
pub async fn page(member: &Member, side: Side, form: Form<Sent>) -> Result<Page, Error> {
    let (lang, status, spent) = (member.lang(), form.status(), form.conflict.is_some());
    let (nav, code) = (side_nav(side, member), Code::of(member).await?);
    let title = texts::new(lang);
    let body = move || {
        let spent = spent.then(|| view! { <Notice tone=Tone::Warn><p>{texts::spent(lang)}</p></Notice> });
        view! {
            {nav}
            <h1>{title}</h1>
            {spent}
            {view(lang, side, code, &form)}
        }
    };
    let page = within(side, Page::new(title, body)).status(status);
    Ok(page.step(texts::title(lang), side.address()).here(title))
}

fn view(lang: Lang, side: Side, code: Code, form: &Form<Sent>) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| match field {
        "name" => texts::name(lang),
        "scopes" => texts::scopes(lang),
        "last_day" => texts::last_day(lang),
        "code" => Code::label(lang),
        _ => texts::password(lang),
    };
    let typed = &form.typed;
    let (name_hint, scopes) = match side {
        Side::Enterprise => (texts::name_hint_own(lang), ().into_any()),
        Side::Departments => (texts::name_hint_feeds(lang), scopes(lang, form)),
    };
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" action=side.address() class="stack">
            <FormKeyField key=form.key_field()/>
            <Field name="name" label=texts::name(lang) hint=name_hint value=typed.name.typed().to_owned()
                error=error("name") autocomplete="off"/>
            {scopes}
            <Field name="last_day" label=texts::last_day(lang) hint=texts::last_day_hint(lang, LONGEST_TOKEN / 365)
                value=typed.last_day.typed().to_owned() error=error("last_day") autocomplete="off"/>
            <Field name="password" label=texts::password(lang) hint=texts::password_hint(lang) kind="password"
                error=error("password") autocomplete="current-password"/>
            {code.field(lang, error("code"))}
            <p class="bar-line">
                <button>{texts::make(lang)}</button>
                <a href=side.address()>{texts::cancel(lang)}</a>
            </p>
        </form>
    }
}

fn scopes(lang: Lang, form: &Form<Sent>) -> AnyView {
    let choice = |&scope: &Scope| Choice { value: scope.to_string(), label: scope_name(lang, scope).to_owned() };
    let choices = Scope::FEEDS.iter().map(choice).collect();
    let chosen = form.typed.scopes().iter().map(|scope| scope.to_string()).collect();
    let error = issue::at(lang, &form.issues, "scopes");
    view! {
        <CheckBoxes name="scopes" label=texts::scopes(lang) hint=texts::scopes_hint(lang) choices chosen apart=true error/>
    }
    .into_any()
}
