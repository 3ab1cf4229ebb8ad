//! The form with which the enterprise answers.

use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Seen;
use services::dialogue::{LONGEST_TEXT, Words};
use services::input::{Incoming, sound};
use services::signs::OwnSignView;
use validator::Validate;

use crate::pages::parts::{given_back, issue};
use crate::texts::filing_signs as texts;
use crate::ui::error_summary::FieldError;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub text: Input<Words>,
    /// Where the sign stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["text"];
}

/// What is wrong, at the top of the page.
pub fn errors(lang: Lang, sign: &OwnSignView, form: &Form<Sent>) -> impl IntoView + use<> {
    let late = form.conflict.is_some().then(|| {
        let words = if sign.is_open { texts::moved_on(lang) } else { texts::settled_meanwhile(lang) };
        FieldError { name: "text".into(), message: words.to_owned() }
    });
    let mut errors = issue::lines(lang, &form.issues, |_| texts::answer(lang));
    errors.extend(late);
    issue::summary_of(texts::problems(lang), errors)
}

/// The form, while an answer is taken from this person.
pub fn form(lang: Lang, sign: &OwnSignView, form: &Form<Sent>, may: bool) -> AnyView {
    let value = form.typed.text.typed().to_owned();
    if !sign.is_open {
        let written = given_back(lang, [value.as_str()]);
        // The list above leads here.
        return written.map(|written| view! { <div id="f-text" tabindex="-1">{written}</div> }).into_any();
    }
    if !may {
        return view! { <Notice><p>{texts::read_only(lang)}</p></Notice> }.into_any();
    }
    let error = issue::at(lang, &form.issues, "text");
    let again = sign.entries.iter().any(|entry| entry.kind.is_of_enterprise());
    let label = if again { texts::answer_again(lang) } else { texts::answer(lang) };
    view! {
        <section aria-labelledby="answer">
            <h2 id="answer">{label}</h2>
            <form method="post" action=format!("/filing/signs/{}", sign.row.id) class="stack">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=sign.seen.as_str().to_owned()/>
                <TextArea name="text" label=label hint=texts::answer_hint(lang, LONGEST_TEXT) error value rows=6/>
                <button>{texts::send(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
