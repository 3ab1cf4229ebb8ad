//! D05: no more water leaves than was taken in from outside. Water that is used again inside came in before and counts once
//! (dossier, X01). A treatment plant for others' sewage is not asked.

use rust_decimal::Decimal;

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
    let sources = Field::FRESH_WATER.map(|field| field.figure(form.content, 0));
    let (Some(discharged), true) = (form.content.water.discharged_m3, sources.iter().all(Option::is_some)) else {
        return;
    };
    let taken = sources.into_iter().flatten().fold(Decimal::ZERO, Decimal::saturating_add);
    if discharged <= taken || form.context.industry.treats_wastewater() {
        return;
    }
    // A digit too many makes ten times the figure: what is only a little above the water taken in has none.
    let tenth = discharged.checked_div(Decimal::TEN).unwrap_or(discharged);
    let is_slip = tenth <= taken && discharged >= taken.saturating_mul(Decimal::TWO);
    let key = if is_slip { "D05.digit" } else { "D05.more" };
    let args = Args::default().number("value", discharged).number("taken", taken);
    notes.push(Note { path: Field::DischargedWater.at(0), tier: Tier::Explain, key, args });
}
