//! What the lines and areas of the drawing mean.

use leptos::prelude::*;

use super::Series;

/// Only what occurs in the drawing is explained.
pub(super) fn legend(series: &Series, words: [String; 5]) -> impl IntoView + use<> {
    let [value, over, limit, invalid, missing] = words;
    let shape = |class: &'static str| match class {
        "invalid" | "missing" => view! { <rect class=class width="28" height="12"></rect> }.into_any(),
        "dots" => view! { <path class=class d="M14 6h0"></path> }.into_any(),
        _ => view! { <path class=class d="M0 6h28"></path> }.into_any(),
    };
    let entry = |occurs: bool, class: &'static str, word: String| {
        occurs.then(|| view! { <li><svg viewBox="0 0 28 12" aria-hidden="true">{shape(class)}</svg>{word}</li> })
    };
    view! {
        <ul class="legend">
            {entry(!series.runs().is_empty(), "value", value)}
            {entry(series.over().next().is_some(), "dots", over)}
            {entry(series.high.is_some(), "limit", limit)}
            {entry(!series.invalid().is_empty(), "invalid", invalid)}
            {entry(!series.missing().is_empty(), "missing", missing)}
        </ul>
    }
}
