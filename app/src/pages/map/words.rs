//! What is said of a works, and how it is drawn: by its shape, by its colour, and in words.

use domain::lang::Lang;
use services::public::map::WorksState;

use crate::texts::map as texts;

/// The words of a state.
pub fn state(lang: Lang, state: WorksState) -> &'static str {
    match state {
        WorksState::Over => texts::state_over(lang),
        WorksState::Silent => texts::state_silent(lang),
        WorksState::Unjudged => texts::state_unjudged(lang),
        WorksState::Within => texts::state_within(lang),
        WorksState::Unmonitored => texts::state_unmonitored(lang),
    }
}

/// The class that gives the sign its colours.
pub const fn class(state: WorksState) -> &'static str {
    match state {
        WorksState::Over => "over",
        WorksState::Silent => "silent",
        WorksState::Unjudged => "unjudged",
        WorksState::Within => "within",
        WorksState::Unmonitored => "unmonitored",
    }
}

/// The shape of the sign, around its middle: a triangle, a ring, a rhomb, a disc, a small disc.
pub const fn shape(state: WorksState) -> &'static str {
    match state {
        WorksState::Over => "M0-9 8.5 6.5H-8.5Z",
        WorksState::Silent => "M6.5 0A6.5 6.5 0 1 1 6.5-.1Z",
        WorksState::Unjudged => "M0-7 7 0 0 7-7 0Z",
        WorksState::Within => "M5.5 0A5.5 5.5 0 1 1 5.5-.1Z",
        WorksState::Unmonitored => "M3.5 0A3.5 3.5 0 1 1 3.5-.1Z",
    }
}
