//! What the lines and areas of the drawing mean.

use leptos::prelude::*;

use super::{ChartWords, Series};

/// Only what occurs in the drawing is explained. The limits are named here and not in the drawing, where their words
/// would lie over the values that come near them.
pub(super) fn legend(series: &Series, words: ChartWords) -> impl IntoView + use<> {
    let [value, over, limit, invalid, missing] = words.legend;
    let named: Vec<_> = [words.high, words.low].into_iter().filter(|word| !word.is_empty()).collect();
    let limit = if named.is_empty() { limit } else { named.join(" · ") };
    let line = if series.deciding { "limit" } else { "limit reference" };
    let limited = series.high.is_some() || series.low.is_some();
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
            {entry(limited, line, limit)}
            {entry(!series.invalid().is_empty(), "invalid", invalid)}
            {entry(!series.missing().is_empty(), "missing", missing)}
        </ul>
    }
}
