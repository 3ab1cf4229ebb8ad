//! The panel after something was done: the reference large, what happens next below. Never a passing message.

use leptos::prelude::*;

/// The confirmation.
#[component]
pub fn Confirmation(
    /// What was done.
    #[prop(into)]
    title: String,
    /// What the reference is called, for example “受理编号”.
    #[prop(into)]
    label: String,
    /// The reference itself.
    #[prop(into)]
    reference: String,
    /// What happens next.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="done stack">
            <h1>{title}</h1>
            <p>{label}</p>
            <p class="reference">{reference}</p>
        </div>
        <div class="prose">{children()}</div>
    }
}
