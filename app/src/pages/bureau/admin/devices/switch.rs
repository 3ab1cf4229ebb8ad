//! Disabling a logger and enabling it again, each with a reason.

use axum::response::Response;
use domain::access::Action;
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::devices::{self, DeviceFile, DeviceStatus, REFUSED_KEPT_MIB, Reason};
use services::input::{Incoming, sound};
use services::{Conflict, Error, FormKey};
use validator::Validate;

use super::one::page;
use super::rows::device_address;
use crate::pages::parts::issue;
use crate::texts::admin_device as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;
use crate::web::{At, Form, Member, see_other};

/// What a form of the page sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    /// Why the password is wanted.
    #[validate(custom(function = sound))]
    pub password_reason: Input<Reason>,
    /// Why old values are published or not.
    #[validate(custom(function = sound))]
    pub held_reason: Input<Reason>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["held_reason", "password_reason", "reason"];
}

/// What was typed into a field, and what is wrong with it. Where there was nothing left to do the field may belong to
/// another form by now: what was typed stands in what [`settled`] says.
pub fn of(lang: Lang, form: &Form<Sent>, field: &str) -> (String, Option<String>) {
    if form.conflict.is_some() {
        return (String::new(), None);
    }
    let input = match field {
        "password_reason" => &form.typed.password_reason,
        "held_reason" => &form.typed.held_reason,
        _ => &form.typed.reason,
    };
    (input.typed().to_owned(), issue::at(lang, &form.issues, field))
}

/// That there was nothing left to do, with the reason that was typed for it.
pub fn settled(lang: Lang, form: &Form<Sent>) -> Option<String> {
    let Sent { reason, held_reason, .. } = &form.typed;
    match form.conflict.as_ref()? {
        Conflict::DisabledAlready => Some(texts::already_disabled(lang, reason.typed())),
        Conflict::EnabledAlready => Some(texts::already_enabled(lang, reason.typed())),
        Conflict::Overtaken => Some(texts::switched_back(lang, reason.typed())),
        Conflict::NothingHeld => Some(texts::already_decided(lang, held_reason.typed())),
        _ => None,
    }
}

/// The form of a field, where this person may send it and gave a reason.
pub fn ready<'a>(member: &Member, form: &'a Form<Sent>) -> Result<&'a Sent, Error> {
    form.ready(member.actor(), Action::ManageDevices)
}

/// The page again with what was typed and what is wrong with it, or the failure.
pub async fn refused(member: &Member, mn: &str, form: Form<Sent>, failure: Error) -> Response {
    member.answer(match form.refused(failure) {
        Ok(form) => page(member, mn, form, None).await,
        Err(failure) => Err(failure),
    })
}

/// `POST /bureau/devices/{mn}/disable`
pub async fn disable(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&["reason"]);
    let done = match ready(&member, &form) {
        Ok(sent) => devices::disable(member.ctx(), member.actor(), &mn, sent.reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "disabled").await
}

/// `POST /bureau/devices/{mn}/enable`
pub async fn enable(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&["reason"]);
    let done = match ready(&member, &form) {
        Ok(sent) => devices::enable(member.ctx(), member.actor(), &mn, sent.reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "enabled").await
}

/// Back to the page with a word about what was done, or the page again.
pub async fn answer<T>(member: &Member, mn: &str, form: Form<Sent>, done: Result<T, Error>, word: &str) -> Response {
    match done {
        Ok(_) => see_other(&format!("{}?{word}=1", device_address(mn))),
        Err(failure) => refused(member, mn, form, failure).await,
    }
}

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
