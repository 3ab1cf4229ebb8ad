//! D16: a mean outside its limit may be true, and is then explained. A datum, not a violation.

use crate::{
    declaration::check::{
        desk::{Desk, key},
        place::{Part, Place},
        problem::{Note, Tier},
    },
    message::Args,
};

pub(in super::super) fn check(desk: &Desk<'_>, notes: &mut Vec<Note>) {
    for (n, row) in desk.content.emissions.iter().enumerate() {
        let (Some(mean), Some(limited)) = (row.mean, desk.limits.get(&key(row))) else { continue };
        let above = limited.high.filter(|high| mean > *high).map(|limit| ("D16.above", limit));
        // Nothing discharged has a mean of nothing: that is no low value.
        let below = limited.low.filter(|low| mean < *low && !mean.is_zero()).map(|limit| ("D16.below", limit));
        if let Some((key, limit)) = above.or(below) {
            let place = Place::cell(Part::Emissions, n, "mean");
            let args = Args::default().number("value", mean).number("limit", limit);
            let args = args.with("field", desk.label(place)).with("unit", desk.unit(place));
            notes.push(Note { place, tier: Tier::Explain, key, args });
        }
    }
}
