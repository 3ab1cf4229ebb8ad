//! The hidden field that makes a form count once.

use leptos::prelude::*;

/// The key of the form around it, drawn by the page that shows the form (`services::FormKey`); sent as `form`.
#[component]
pub fn FormKeyField(
    /// The key's value.
    #[prop(into)]
    key: String,
) -> impl IntoView {
    // A browser that goes back must not put an older key into a newer form.
    view! { <input type="hidden" name="form" value=key autocomplete="off"/> }
}
