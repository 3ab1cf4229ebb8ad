//! A reading: name, figure with unit, bar against the limit, and every doubt about it.

use leptos::prelude::*;

use super::bar::Bar;
use super::figure::Figure;

/// A row of a figure: whose it is, the figure with its unit, the bar, and a line of what is to be known.
#[component]
pub fn ReadingRow(
    /// `reading`, and `over`, `doubt` or `old` where it is so.
    class: &'static str,
    /// Whose or what.
    who: AnyView,
    /// The figure in digits.
    text: String,
    /// Its unit.
    unit: String,
    /// What the bar shows.
    value: Option<f64>,
    /// The lowest value allowed.
    low: Option<f64>,
    /// The highest value allowed.
    high: Option<f64>,
    /// What is to be known.
    line: AnyView,
) -> impl IntoView {
    view! {
        <div class=class>
            <div class="who">{who}</div>
            <b>{text} {(!unit.is_empty()).then(|| view! { " " <small>{unit.clone()}</small> })}</b>
            <Bar value low high/>
            <div class="lim">{line}</div>
        </div>
    }
}

/// One reading: the real-time value, and the means that decide below it.
#[component]
pub fn Reading(
    /// The figure.
    figure: Figure,
    /// What is to be said about it.
    about: Option<String>,
    /// When it was measured, in words; empty when nothing was sent.
    when: String,
    /// Whether it is too old to stand for now.
    old: bool,
) -> impl IntoView {
    let means = figure.means.iter().map(|mean| {
        view! { <span class=format!("mean {}", mean.tone.class()).trim_end().to_owned()>{mean.text.clone()}</span> }
    });
    let line = view! {
        {(!when.is_empty()).then(|| view! { <time datetime=figure.at.clone()>{when.clone()}</time> })}
        {about.map(|word| view! { <span class="word">{word}</span> })}
        <span>{figure.limit.clone()}</span>
        {(!figure.bar.is_empty()).then(|| view! { <span>{figure.bar.clone()}</span> })}
        {means.collect_view()}
    };
    let text = figure.text.clone().unwrap_or_else(|| "—".to_owned());
    view! {
        <ReadingRow class=figure.class(old) who=figure.name.clone().into_any() text unit=figure.unit.clone()
            value=figure.mean low=figure.low high=figure.high line=line.into_any()/>
    }
}
