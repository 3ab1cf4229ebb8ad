//! D01 to D04: each field by itself is stated, and its figure not negative, storable and plausible.

use rust_decimal::Decimal;

use crate::{
    declaration::check::{
        form_view::{Figure, FormView},
        problem::{Note, Tier},
    },
    fixed::{Micro, Unstorable},
    message::Args,
};

pub(in super::super) fn check(form: &FormView<'_>, notes: &mut Vec<Note>) {
    notes.extend(form.figures.iter().filter_map(|figure| wrong(form, figure)));
    for (field, path, text) in form.texts() {
        if text.trim().is_empty() && field.is_needed(form.content, path.row().unwrap_or_default()) {
            let args = Args::default().with("field", form.label(path));
            notes.push(Note { path, tier: Tier::Block, key: "D01.name", args });
        }
    }
}

fn wrong(form: &FormView<'_>, figure: &Figure) -> Option<Note> {
    let path = figure.path;
    let note = |tier, key, args: Args| Some(Note { path, tier, key, args: args.with("field", form.label(path)) });
    let Some(value) = figure.value else {
        return if figure.needed { note(Tier::Block, "D01.empty", Args::default()) } else { None };
    };
    let args = || Args::default().number("value", value);
    if value < Decimal::ZERO {
        return note(Tier::Block, "D02.negative", args());
    }
    match Micro::try_from(value) {
        Err(Unstorable::TooFine { .. }) => {
            // In full: a sentence that rounds would not show what is wrong.
            let args = Args::default().plain("value", &value).plain("digits", &Micro::SCALE);
            note(Tier::Block, "D03.fine", args)
        }
        Err(Unstorable::TooLarge { .. }) => note(Tier::Block, "D03.large", args()),
        Ok(_) if figure.most.is_some_and(|most| value > most) => {
            note(Tier::Explain, "D04.magnitude", args().with("unit", form.unit(path)))
        }
        Ok(_) => None,
    }
}
