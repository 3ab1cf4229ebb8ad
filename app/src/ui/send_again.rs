//! A form that was not done, with a button that sends it once more.

use leptos::prelude::*;

/// The form, its fields out of sight.
#[component]
pub fn SendAgain(
    /// Where it goes.
    action: String,
    /// Its fields, in their order.
    fields: Vec<(String, String)>,
    /// The button's word.
    word: &'static str,
) -> impl IntoView {
    let hidden = |(name, value): (String, String)| view! { <input type="hidden" name=name value=value/> };
    view! {
        <form method="post" action=action>
            {fields.into_iter().map(hidden).collect_view()}
            <p><button>{word}</button></p>
        </form>
    }
}
