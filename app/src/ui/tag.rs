//! A state in a word, coloured second.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a state deserves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// Nothing to say.
    #[default]
    Plain,
    /// In order.
    Ok,
    /// To be watched.
    Warn,
    /// Beyond a limit, or a decided violation.
    Over,
}

impl Tone {
    /// The class in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Over => "over",
        }
    }
}

/// A state word.
#[component]
pub fn Tag(
    /// What it deserves.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    view! { <span class=format!("tag {}", tone.class()).trim_end().to_owned()>{word}</span> }
}
