//! Monitors that are not heard.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::home::SilentPoint;

use super::points;
use crate::texts::home as texts;
use crate::ui::when;

/// The section.
pub fn view(lang: Lang, silent: &[SilentPoint]) -> impl IntoView + use<> {
    let row = |point: &SilentPoint| {
        let since = match point.last_at {
            Some(at) => texts::silent_since(lang, when::moment(lang, at)),
            None => texts::silent_never(lang).to_owned(),
        };
        points::row(lang, &point.place, "state soft small", since)
    };
    points::section(lang, "silent", (texts::silent(lang), texts::silent_note(lang)), silent, row)
}
