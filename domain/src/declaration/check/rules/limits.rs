//! D16: a mean outside its limit may be true, and is then explained. A datum, not a violation.

use crate::{
    declaration::{
        check::{
            form_view::{FormView, key},
            problem::{Note, Tier},
        },
        form::Field,
    },
    message::Args,
};

pub(in super::super) fn check(form: &FormView<'_>, notes: &mut Vec<Note>) {
    for (n, row) in form.content.emissions.iter().enumerate() {
        let (Some(mean), Some(limited)) = (row.mean, form.limits.get(&key(row))) else { continue };
        let above = limited.high.filter(|high| mean > *high).map(|limit| ("D16.above", limit));
        // Nothing discharged has a mean of nothing: that is no low value.
        let below = limited.low.filter(|low| mean < *low && !mean.is_zero()).map(|limit| ("D16.below", limit));
        if let Some((key, limit)) = above.or(below) {
            let path = Field::Mean.at(n);
            let args = Args::default().number("value", mean).number("limit", limit);
            let args = args.with("field", form.label(path)).with("unit", form.unit(path));
            notes.push(Note { path, tier: Tier::Explain, key, args });
        }
    }
}
