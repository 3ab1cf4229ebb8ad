//! D06 and D07: a figure beside the quarter before: a thousand times as much is a unit (kg for t, mg for µg), five
//! times as much is worth a look.

use rust_decimal::{Decimal, dec};

use crate::{
    declaration::check::{
        form_view::{Figure, FormView},
        problem::{Note, Tier},
    },
    message::Args,
};

/// Around a factor of 1,000: as much as an ordinary quarter differs from another.
const FROM: Decimal = dec!(300);
const TO: Decimal = dec!(3_000);
const JUMP: Decimal = dec!(5);

pub(in super::super) fn check(form: &FormView<'_>, notes: &mut Vec<Note>) {
    notes.extend(form.figures.iter().filter_map(|figure| slip(form, figure)));
}

fn slip(form: &FormView<'_>, figure: &Figure) -> Option<Note> {
    let is_positive = |value: &Decimal| *value > Decimal::ZERO;
    let (value, last) = (figure.value.filter(is_positive)?, figure.last.filter(is_positive)?);
    let (more, less) = (value.max(last), value.min(last));
    let times = |factor| less.saturating_mul(factor);
    let (tier, key) = if more <= times(JUMP) {
        return None;
    } else if (times(FROM)..=times(TO)).contains(&more) {
        (Tier::Explain, if value > last { "D06.high" } else { "D06.low" })
    } else {
        (Tier::Warn, "D07.jump")
    };
    let args = Args::default().number("value", value).number("last", last);
    let args = args.with("field", form.label(figure.path)).with("unit", form.unit(figure.path));
    Some(Note { path: figure.path, tier, key, args })
}
