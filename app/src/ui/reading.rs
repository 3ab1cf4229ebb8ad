//! A reading: name, figure with unit, bar against the limit, and every doubt about it.

use leptos::prelude::*;

use super::bar::Bar;
use super::figure::{Figure, clock};

/// A row of a figure: whose it is, the figure with its unit, the bar, and a line of what is to be known.
#[component]
pub fn ReadingRow(
    /// `reading`, and `over` or `doubt` where it is so.
    class: &'static str,
    /// Whose or what.
    who: AnyView,
    /// The figure in digits.
    text: String,
    /// Its unit.
    unit: String,
    /// The figure as a number, for the bar.
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

/// One reading.
#[component]
pub fn Reading(
    /// The figure.
    figure: Figure,
    /// What is to be said about it.
    about: Option<String>,
) -> impl IntoView {
    let value = figure.number();
    let time = clock(&figure.at).to_owned();
    let line = view! {
        <span>{figure.limit.clone()}</span>
        {about.map(|word| view! { <span class="word">{word}</span> })}
        {(!time.is_empty()).then(|| view! { <time datetime=figure.at.clone()>{time.clone()}</time> })}
    };
    let text = figure.text.clone().unwrap_or_else(|| "—".to_owned());
    view! {
        <ReadingRow class=figure.class() who=figure.name.into_any() text unit=figure.unit value low=figure.low
            high=figure.high line=line.into_any()/>
    }
}
