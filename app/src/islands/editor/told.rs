//! A figure that others have told, beside the field that it is about.

use leptos::prelude::*;

use super::desk::Desk;
use super::figure;
use super::merge::same;
use super::sheet::Cell;
use super::start::{Teller, Told};
use super::water::with_unit;
use crate::texts::filing_editor as texts;

/// The line; where the field says something else, with a way to take the figure.
#[component]
pub fn ToldLine(
    /// The editor.
    desk: Desk,
    /// The field.
    cell: Cell,
    /// Its unit.
    unit: String,
    /// The figure.
    told: Told,
) -> impl IntoView {
    let lang = desk.lang;
    let figure = with_unit(told.value, &unit);
    let sentence = match told.teller {
        Teller::WaterBills => texts::told_water(lang, figure),
        Teller::PowerBills => texts::told_power(lang, figure),
        Teller::Loggers => texts::told_loggers(lang, figure),
    };
    let text = StoredValue::new(figure::show(told.value));
    let taken = move || cell.text.with(|own| text.with_value(|text| same(own, text)));
    let take = move || {
        view! {
            " "
            <button type="button" class="quiet" on:click=move |_| desk.typed(cell, text.get_value())>
                {texts::take_told(lang)}
            </button>
        }
    };
    view! { <p class="source">{sentence}{move || (!taken()).then(take)}</p> }
}
