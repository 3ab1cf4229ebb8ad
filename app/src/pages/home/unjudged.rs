//! Points that are heard and of which something cannot be judged.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::home::UnjudgedPoint;

use super::points;
use crate::pages::parts::why;
use crate::texts::home as texts;

/// The section.
pub fn view(lang: Lang, unjudged: &[UnjudgedPoint]) -> impl IntoView + use<> {
    let row = |point: &UnjudgedPoint| points::row(lang, &point.place, "more soft small", said(lang, point));
    points::section(lang, "unjudged", (texts::unjudged(lang), texts::unjudged_note(lang)), unjudged, row)
}

fn said(lang: Lang, point: &UnjudgedPoint) -> String {
    let reasons: Vec<String> = point
        .pollutants
        .iter()
        .map(|one| texts::unjudged_one(lang, one.pollutant.name.pick(lang), why(lang, Some(&one.limit.limit), one.why)))
        .collect();
    if reasons.is_empty() { texts::unjudged_none(lang).to_owned() } else { reasons.join(lang.pick("；", "; ")) }
}
