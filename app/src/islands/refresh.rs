//! Brings parts of a page up to date by asking for the page again: HTML over the wire, without losing the place.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The words of the island.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefreshWords {
    /// The page brings itself up to date.
    pub live: String,
    /// The last attempt failed; what is shown is old.
    pub lost: String,
}

/// Asks for the page every `seconds` and replaces the parts with these ids; a hidden page waits.
#[island]
pub fn Refresh(
    /// The ids of the parts.
    parts: Vec<String>,
    /// How often.
    seconds: u64,
    /// The words.
    words: RefreshWords,
) -> impl IntoView {
    let lost = RwSignal::new(false);
    keep(parts, seconds, move |ok| lost.set(!ok));
    let word = move || if lost.get() { words.lost.clone() } else { words.live.clone() };
    view! { <span class="live-word" role="status">{word}</span> }
}

#[cfg(feature = "hydrate")]
fn keep(parts: Vec<String>, seconds: u64, on_done: impl Fn(bool) + Clone + 'static) {
    let ask = move || super::browser::reload(parts.clone(), on_done.clone());
    set_interval(ask, std::time::Duration::from_secs(seconds));
}

#[cfg(not(feature = "hydrate"))]
fn keep(_parts: Vec<String>, _seconds: u64, _on_done: impl Fn(bool) + Clone + 'static) {}
