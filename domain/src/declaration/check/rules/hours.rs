//! D10: no facility runs longer than the quarter is.

use rust_decimal::dec;

use crate::{
    declaration::{
        check::{
            form_view::FormView,
            problem::{Note, Tier},
        },
        form::Field,
    },
    message::Args,
};

pub(in super::super) fn check(form: &FormView<'_>, notes: &mut Vec<Note>) {
    let most = form.context.days() * dec!(24);
    for (n, row) in form.content.facilities.iter().enumerate() {
        if let Some(hours) = row.run_hours.filter(|hours| *hours > most) {
            let path = Field::RunHours.at(n);
            let args = Args::default().with("field", form.label(path)).number("value", hours).number("most", most);
            notes.push(Note { path, tier: Tier::Block, key: "D10.hours", args });
        }
    }
}
