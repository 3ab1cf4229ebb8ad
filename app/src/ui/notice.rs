//! Something to know before reading on.

use leptos::prelude::*;

use super::tag::Tone;

/// A notice.
#[component]
pub fn Notice(
    /// What it deserves.
    #[prop(optional)]
    tone: Tone,
    /// What is to be known.
    children: Children,
) -> impl IntoView {
    view! { <div class=format!("notice {}", tone.class()).trim_end().to_owned()>{children()}</div> }
}
