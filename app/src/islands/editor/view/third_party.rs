//! A figure that others have told, beside the field that it is about.

use domain::input::grouped;
use leptos::prelude::*;

use crate::filing_form::with_unit;
use crate::islands::editor::handle::Editor;
use crate::islands::editor::live_sheet::LiveCell;
use crate::islands::editor::model::same;
use crate::islands::editor::start::{Teller, ThirdPartyFigure};
use crate::texts::filing_editor as texts;

/// The line; where the field says something else, with a way to take the figure.
#[component]
pub fn ThirdPartyLine(
    /// The editor.
    editor: Editor,
    /// The field.
    cell: LiveCell,
    /// Its unit.
    unit: String,
    /// The figure.
    told: ThirdPartyFigure,
) -> impl IntoView {
    let lang = editor.lang;
    let figure = with_unit(told.value, &unit);
    let sentence = match told.teller {
        Teller::WaterBills => texts::told_water(lang, figure),
        Teller::PowerBills => texts::told_power(lang, figure),
        Teller::Loggers => texts::told_loggers(lang, figure),
    };
    let text = StoredValue::new(grouped(told.value));
    let taken = move || cell.text.with(|own| text.with_value(|text| same(own, text)));
    let take = move || {
        view! {
            " "
            <button type="button" class="quiet" on:click=move |_| editor.typed(cell.id, text.get_value())>
                {texts::take_told(lang)}
            </button>
        }
    };
    view! { <p class="source">{sentence}{move || (!taken()).then(take)}</p> }
}
