//! A form of the enterprise's pages that came in, and what is said of it at the top of the page.

use axum::http::StatusCode;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::declarations::Overtaken;

use crate::pages::parts::{Sentence, count, issue};
use crate::texts::filing as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::Form;

/// The form, empty or come back, and what became of it.
#[derive(Debug, Default)]
pub struct FormState<T> {
    /// What was typed, what is wrong with it, and what it clashes with.
    pub form: Form<T>,
    /// Why nothing was done, where no field tells.
    refused: Option<Sentence>,
}

impl<T> FormState<T> {
    /// A form with what is wrong with it.
    pub const fn of(form: Form<T>) -> Self {
        Self { form, refused: None }
    }

    /// A form with which nothing was done, and why in words: it clashes with how the declaration stands, or the
    /// declaration, and not a field, is not fit for it.
    ///
    /// # Errors
    /// The failure itself, where it is no matter of the form.
    pub fn refused(form: Form<T>, failure: impl Into<Error>, words: Sentence) -> Result<Self, Error> {
        let form = match failure.into() {
            Error::Invalid(_) => form,
            failure => form.refused(failure)?,
        };
        Ok(Self { form, refused: Some(words) })
    }

    /// The status of the page that shows it.
    pub fn status(&self) -> StatusCode {
        match self.form.status() {
            StatusCode::OK if self.refused.is_some() => StatusCode::UNPROCESSABLE_ENTITY,
            status => status,
        }
    }

    /// Why nothing was done, with what was `written` and has no field any more; and what is wrong, by the labels of the
    /// fields.
    pub fn summary(&self, lang: Lang, label: impl Fn(&str) -> &'static str, written: Option<AnyView>) -> AnyView {
        let errors = issue::lines(lang, &self.form.issues, label);
        let refused = self.refused.clone().map(|words| {
            let words = words.view(lang);
            view! { <div role="alert"><Notice tone=Tone::Over><p><strong>{words}</strong></p>{written}</Notice></div> }
        });
        view! {
            {refused}
            {issue::summary_of(texts::problems(lang, count(errors.len())), errors)}
        }
        .into_any()
    }
}

/// A sentence about who was quicker.
pub fn changed_by(lang: Lang, by: &Overtaken, say: fn(Lang, &'static str, String) -> String) -> Sentence {
    let at = when::moment(lang, by.at);
    match &by.by {
        Some(who) => Sentence::around(who, |who| say(lang, who, at)),
        None => Sentence::plain(say(lang, texts::somebody(lang), at)),
    }
}
