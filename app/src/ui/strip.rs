//! The compliance strip: quarters in their order, each with its state as a word that is read out.

use leptos::prelude::*;

use super::tag::Tone;

/// A quarter on the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarterMark {
    /// The year, where it is shown: at the first quarter and at each year's first.
    pub year: Option<String>,
    /// The quarter in the year, for example `Q3`.
    pub label: String,
    /// The state as a word, with the full name of the quarter; read out, and shown when pointed at.
    pub word: String,
    /// What the state deserves; `Plain` is a quarter without a record.
    pub tone: Tone,
}

/// The strip.
#[component]
pub fn Quarters(
    /// The quarters, oldest first.
    marks: Vec<QuarterMark>,
) -> impl IntoView {
    let mark = |QuarterMark { year, label, word, tone }| {
        let class = match tone {
            Tone::Plain => "none",
            tone => tone.class(),
        };
        view! {
            <li class=class title=word.clone()>
                <span aria-hidden="true"><span class="year">{year}</span>{label}</span>
                <span class="hidden">{word.clone()}</span>
            </li>
        }
    };
    view! { <ol class="quarters">{marks.into_iter().map(mark).collect_view()}</ol> }
}
