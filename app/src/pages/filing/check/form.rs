//! The form that signs, or why there is none.

use domain::declaration::check::Problem;
use domain::declaration::deadline::Phase;
use domain::input::{Input, Password, Ticked};
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::declarations::Draft;
use services::input::{Incoming, sound};
use validator::Validate;

use crate::pages::filing::parts::address;
use crate::pages::parts::{Code, issue};
use crate::texts::filing as texts;
use crate::ui::checkbox::Checkbox;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Form, Revision};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// The draft's revision that the signer has read.
    pub revision: Revision,
    /// The signer's password.
    #[validate(custom(function = sound))]
    pub password: Input<Password>,
    /// A code of the signer's second factor.
    pub code: String,
    /// Ticked where the signer states that it is true.
    #[validate(custom(function = sound))]
    pub truth: Input<Ticked>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["truth", "password", "code"];
}

/// What a field is called where it is told to be wrong.
pub fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "password" => texts::password(lang),
        "code" => Code::label(lang),
        _ => texts::truth_label(lang),
    }
}

/// The form, where this person can sign now; else what is in the way.
pub fn view(lang: Lang, draft: &Draft, all: &[Problem], may_sign: bool, code: Code, sent: &Form<Sent>) -> AnyView {
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
        return form(lang, draft, code, sent);
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

fn form(lang: Lang, draft: &Draft, code: Code, sent: &Form<Sent>) -> AnyView {
    let error = |name| issue::at(lang, &sent.issues, name);
    // What was stated was stated of the draft as it was then.
    let ticked = sent.conflict.is_none() && !sent.typed.truth.is_blank();
    view! {
        <section aria-labelledby="sign" class="sign">
            <h2 id="sign">{texts::sign_title(lang)}</h2>
            <p>{texts::sign_what(lang)}</p>
            <form method="post" action=format!("{}/check", address(draft.quarter)) class="stack">
                <input type="hidden" name="revision" value=draft.revision.to_string()/>
                <FormKeyField key=sent.key_field()/>
                <Checkbox name="truth" label=texts::truth(lang) error=error("truth") ticked/>
                <Field name="password" label=texts::password(lang) hint=texts::password_hint(lang) kind="password"
                    autocomplete="current-password" error=error("password")/>
                {code.field(lang, error("code"))}
                <button>{texts::sign(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
