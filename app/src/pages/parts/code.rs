//! The field for a code of the second factor, where the account has one.

use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::accounts::second_factor::{demo_code, is_on};

use crate::texts::second_factor as texts;
use crate::ui::field::Field;
use crate::web::Member;

/// Whether a form asks for a code, and in the demo which one it is.
#[derive(Clone, Debug, Default)]
pub struct Code {
    is_asked_for: bool,
    demo: Option<String>,
}

impl Code {
    /// What a form asks of somebody.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn of(member: &Member) -> Result<Self, Error> {
        let is_asked_for = is_on(member.ctx(), member.actor()).await?;
        Ok(Self { is_asked_for, demo: demo_code(member.ctx()).filter(|_| is_asked_for) })
    }

    /// What the field is called.
    pub fn label(lang: Lang) -> &'static str {
        texts::code(lang)
    }

    /// The field; nothing where none is asked for.
    pub fn field(self, lang: Lang, error: Option<String>) -> AnyView {
        if !self.is_asked_for {
            return ().into_any();
        }
        let hint = match self.demo {
            Some(code) => texts::demo_hint(lang, code),
            None => texts::code_hint(lang).to_owned(),
        };
        view! { <Field name="code" label=texts::code(lang) hint error autocomplete="one-time-code"/> }.into_any()
    }
}
