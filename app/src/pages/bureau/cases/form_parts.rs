//! What the forms of a case's page have in common.

use domain::lang::Lang;
use leptos::prelude::*;
use services::FormKey;
use services::cases::{CaseFile, LONGEST_REASON};

use super::sent::FormState;
use crate::texts::bureau_cases as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;

/// What every form here carries: its key, and the case as the page shows it.
pub fn carried(file: &CaseFile) -> impl IntoView + use<> {
    view! {
        <FormKeyField key=FormKey::generate().expose()/>
        <input type="hidden" name="revision" value=file.revision/>
        <input type="hidden" name="steps" value=file.steps.len()/>
    }
}

/// The form that sends a case or a report back, with its button and what that does.
pub fn send_back(
    lang: Lang,
    file: &CaseFile,
    state: &FormState,
    (label, act): (&'static str, &'static str),
) -> impl IntoView + use<> {
    let open = state.asks("reason", &state.form.typed.reason);
    let carried = carried(file);
    let (value, error) = (state.form.typed.reason.typed().to_owned(), state.error(lang, "reason"));
    view! {
        <details open=open>
            <summary>{label}</summary>
            <form method="post" class="stack">
                {carried}
                <TextArea name="reason" label=texts::return_reason(lang) value error rows=3 longest=LONGEST_REASON/>
                <button name="act" value=act>{label}</button>
            </form>
        </details>
    }
}
