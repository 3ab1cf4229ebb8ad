//! The form that signs, or why there is none.

use axum::http::StatusCode;
use domain::declaration::check::Problem;
use domain::declaration::deadline::Phase;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::FormKey;
use services::declarations::Draft;

use crate::pages::filing::parts::address;
use crate::pages::parts::{Sentence, count};
use crate::texts::filing as texts;
use crate::ui::checkbox::Checkbox;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// The draft's revision that the signer has read.
    pub revision: String,
    /// The form's key.
    pub form: String,
    /// The signer's password.
    pub password: String,
    /// Ticked where the signer states that it is true.
    pub truth: String,
}

/// Why nothing was signed.
#[derive(Clone, Debug)]
pub struct Trouble {
    pub(super) status: StatusCode,
    errors: Vec<(&'static str, String)>,
    page: Option<Sentence>,
    truth: bool,
}

impl Trouble {
    /// Something about the whole page.
    pub fn page(words: Sentence) -> Self {
        Self { page: Some(words), truth: false, ..Self::new(vec![]) }
    }

    /// Something about a field.
    pub fn at(field: &'static str, words: impl Into<String>) -> Self {
        Self::new(vec![(field, words.into())])
    }

    /// With another status than 422.
    #[must_use]
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    fn new(errors: Vec<(&'static str, String)>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, errors, page: None, truth: true }
    }

    fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|(field, _)| *field == name).map(|(_, words)| words.clone())
    }

    /// The summary at the top of the page.
    pub fn summary(&self, lang: Lang) -> impl IntoView + use<> {
        let error =
            |(name, message): &(&'static str, String)| FieldError { name: (*name).into(), message: message.clone() };
        let errors: Vec<_> = self.errors.iter().map(error).collect();
        let page = self.page.clone().map(|words| {
            let words = words.view(lang);
            view! { <div role="alert"><Notice tone=Tone::Over><p><strong>{words}</strong></p></Notice></div> }
        });
        view! {
            {page}
            <ErrorSummary title=texts::problems(lang, count(errors.len())) errors/>
        }
    }
}

impl Sent {
    /// Whether there is everything that a signature needs.
    pub fn complete(&self, lang: Lang) -> Result<(), Trouble> {
        let missing = [
            ("truth", self.truth.is_empty(), texts::truth_missing(lang)),
            ("password", self.password.is_empty(), texts::password_missing(lang)),
        ];
        let errors: Vec<_> =
            missing.into_iter().filter(|(_, is, _)| *is).map(|(field, _, words)| (field, words.to_owned())).collect();
        if errors.is_empty() { Ok(()) } else { Err(Trouble { truth: !self.truth.is_empty(), ..Trouble::new(errors) }) }
    }
}

/// The form, where this person can sign now; else what is in the way.
pub fn view(lang: Lang, draft: &Draft, all: &[Problem], may_sign: bool, trouble: Option<&Trouble>) -> AnyView {
    let hindered = all.iter().any(|problem| problem.hinders(&draft.content));
    if !draft.may_change {
        return ().into_any();
    }
    if draft.is_as_signed {
        return nothing_to_sign(lang, draft);
    }
    let words = if draft.saved.is_none() {
        texts::nothing_saved(lang).to_owned()
    } else if !may_sign {
        return who_signs(lang);
    } else if draft.phase == Phase::Running {
        texts::sign_from(lang, when::date(lang, draft.quarter.next().first_day()))
    } else if hindered || !draft.may_sign {
        return ().into_any();
    } else {
        return form(lang, draft, trouble);
    };
    view! { <Notice><p>{words}</p></Notice> }.into_any()
}

/// A correction that corrects nothing: what to do about it.
fn nothing_to_sign(lang: Lang, draft: &Draft) -> AnyView {
    let number = draft.versions.last().map_or(0, |newest| newest.number);
    let abandon = draft.correction.is_some().then(|| {
        let href = format!("{}#abandon", address(draft.quarter));
        view! { <p><a href=href>{texts::abandon(lang)}</a></p> }
    });
    view! { <Notice tone=Tone::Warn><p>{texts::unchanged(lang, number)}</p>{abandon}</Notice> }.into_any()
}

fn who_signs(lang: Lang) -> AnyView {
    view! {
        <section aria-labelledby="sign">
            <h2 id="sign">{texts::who_signs(lang)}</h2>
            <p class="prose">{texts::who_signs_what(lang)}</p>
        </section>
    }
    .into_any()
}

fn form(lang: Lang, draft: &Draft, trouble: Option<&Trouble>) -> AnyView {
    let error = |name| trouble.and_then(|trouble| trouble.error(name));
    let ticked = trouble.is_some_and(|trouble| trouble.truth);
    let key = FormKey::generate();
    view! {
        <section aria-labelledby="sign" class="sign">
            <h2 id="sign">{texts::sign_title(lang)}</h2>
            <p>{texts::sign_what(lang)}</p>
            <form method="post" action=format!("{}/check", address(draft.quarter)) class="stack">
                <input type="hidden" name="revision" value=draft.revision.to_string()/>
                <FormKeyField key=key.expose()/>
                <Checkbox name="truth" label=texts::truth(lang) error=error("truth") ticked/>
                <Field name="password" label=texts::password(lang) hint=texts::password_hint(lang) kind="password"
                    autocomplete="current-password" error=error("password")/>
                <button>{texts::sign(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
