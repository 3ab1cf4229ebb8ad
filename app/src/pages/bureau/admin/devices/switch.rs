//! Disabling a logger and enabling it again, each with a reason.

use axum::http::StatusCode;
use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::devices::{self, DeviceFile, LONGEST_REASON, Standing};

use super::one::page;
use super::rows::device_address;
use crate::texts::admin_device as texts;
use crate::ui::error_summary::FieldError;
use crate::ui::text_area::TextArea;
use crate::web::{At, Fields, Member, see_other};

/// What a form of the page sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    reason: String,
    /// Why the password is wanted.
    pub password_reason: String,
    /// Why old values are published or not.
    pub held_reason: String,
}

/// What was typed into one of the forms, what is wrong with it, and what was asked for.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    field: &'static str,
    text: String,
    wrong: Option<String>,
    password: Option<String>,
    /// That there was nothing left to do, and what was typed.
    settled: Option<String>,
}

impl Typed {
    /// The page shows the password this once.
    pub fn showing(password: String) -> Self {
        Self { password: Some(password), ..Self::default() }
    }

    /// The password, where it was asked for.
    pub fn password(&self) -> Option<&str> {
        self.password.as_deref()
    }

    /// That there was nothing left to do.
    pub fn settled(&self) -> Option<String> {
        self.settled.clone()
    }

    /// What was typed into a field, and what is wrong with it.
    pub fn of(&self, field: &str) -> (String, Option<String>) {
        if self.field == field { (self.text.clone(), self.wrong.clone()) } else { (String::new(), None) }
    }

    /// For the summary on top.
    pub fn errors(&self) -> Vec<FieldError> {
        self.wrong.iter().map(|message| FieldError { name: self.field.into(), message: message.clone() }).collect()
    }
}

/// The page again with what was typed and what is wrong with it, or the failure. Where somebody else was quicker the field
/// may be gone, and `settled` says so with what was typed in it.
pub async fn refused(
    member: &Member,
    mn: &str,
    (field, text): (&'static str, String),
    error: Error,
    settled: fn(Lang, String) -> String,
) -> Response {
    let lang = member.lang();
    let (status, typed) = match error {
        Error::Invalid { .. } => {
            let wrong = Some(texts::bad_reason(lang, LONGEST_REASON));
            (StatusCode::UNPROCESSABLE_ENTITY, Typed { field, text, wrong, ..Typed::default() })
        }
        Error::Conflict(_) => (StatusCode::CONFLICT, Typed { settled: Some(settled(lang, text)), ..Typed::default() }),
        failure => return member.answer(Err(failure)),
    };
    member.answer(page(member, mn, typed).await.map(|page| page.status(status)))
}

/// `POST /bureau/devices/{mn}/disable`
pub async fn disable(member: Member, At(mn): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let done = devices::disable(member.ctx(), member.actor(), &mn, &sent.reason).await;
    answer(&member, &mn, sent, done, ("disabled", |lang, reason| texts::already_disabled(lang, reason))).await
}

/// `POST /bureau/devices/{mn}/enable`
pub async fn enable(member: Member, At(mn): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let done = devices::enable(member.ctx(), member.actor(), &mn, &sent.reason).await;
    answer(&member, &mn, sent, done, ("enabled", |lang, reason| texts::already_enabled(lang, reason))).await
}

async fn answer(
    member: &Member,
    mn: &str,
    sent: Sent,
    done: Result<(), Error>,
    (word, already): (&str, fn(Lang, String) -> String),
) -> Response {
    match done {
        Ok(()) => see_other(&format!("{}?{word}=1", device_address(mn))),
        Err(error) => refused(member, mn, ("reason", sent.reason), error, already).await,
    }
}

/// The form that disables a logger, or enables one that is disabled.
pub fn door(lang: Lang, file: &DeviceFile, typed: &Typed) -> impl IntoView + use<> {
    let address = device_address(&file.mn);
    let (title, what, action, button) = if file.standing == Standing::Disabled {
        let button = view! { <button>{texts::enable(lang)}</button> }.into_any();
        (texts::enable(lang), texts::enable_what(lang), format!("{address}/enable"), button)
    } else {
        let button = view! { <button class="warning">{texts::disable(lang)}</button> }.into_any();
        (texts::disable(lang), texts::disable_what(lang), format!("{address}/disable"), button)
    };
    let (value, error) = typed.of("reason");
    view! {
        <section aria-labelledby="switch" class="flow">
            <h2 id="switch">{title}</h2>
            <p>{what}</p>
            <form method="post" action=action class="stack">
                <TextArea name="reason" label=texts::switch_reason(lang) hint=texts::switch_hint(lang) value error rows=3/>
                {button}
            </form>
        </section>
    }
}
