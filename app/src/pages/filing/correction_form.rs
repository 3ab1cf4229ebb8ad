//! The forms that begin a correction of what was signed, or give it up.

use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::declarations::{Draft, LONGEST_REASON, Reason};
use services::input::{Incoming, sound};
use validator::Validate;

use super::form_state::FormState;
use super::parts::address;
use crate::pages::parts::{given_back, issue};
use crate::texts::filing as texts;
use crate::ui::text_area::TextArea;
use crate::web::{Form, Revision};

/// What the forms send.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    /// The draft's revision that the page showed.
    pub revision: Revision,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["reason"];
}

/// What is wrong, or why nothing was done, at the top of the page. Where there is no form any more that would hold the
/// reason, it is given back here.
pub fn errors(lang: Lang, draft: &Draft, state: &FormState<Sent>) -> impl IntoView + use<> {
    let reason = state.form.typed.reason.typed();
    let written = if draft.may_correct { None } else { given_back(lang, [reason]) };
    state.summary(lang, |_| texts::reason(lang), written)
}

/// The form that fits how the declaration stands.
pub fn forms(lang: Lang, draft: &Draft, form: &Form<Sent>) -> impl IntoView + use<> {
    let base = address(draft.quarter);
    let revision = draft.revision.to_string();
    if draft.may_correct {
        let hint = texts::reason_hint(lang, LONGEST_REASON);
        let (value, error) = (form.typed.reason.typed().to_owned(), issue::at(lang, &form.issues, "reason"));
        return view! {
            <section aria-labelledby="correct">
                <h2 id="correct">{texts::correct(lang)}</h2>
                <p class="prose">{texts::correct_how(lang)}</p>
                <form method="post" action=format!("{base}/correction") class="stack">
                    <input type="hidden" name="revision" value=revision/>
                    <TextArea name="reason" label=texts::reason(lang) hint error value rows=3/>
                    <button>{texts::begin_correction(lang)}</button>
                </form>
            </section>
        }
        .into_any();
    }
    if draft.correction.is_none() || !draft.may_change {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="abandon">
            <h2 id="abandon">{texts::abandon(lang)}</h2>
            <p>{texts::abandon_what(lang)}</p>
            <form method="post" action=format!("{base}/correction/abandon")>
                <input type="hidden" name="revision" value=revision/>
                <button class="quiet">{texts::abandon(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
