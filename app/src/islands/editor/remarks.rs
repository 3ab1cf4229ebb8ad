//! What the enterprise wishes to say besides.

use leptos::prelude::*;

use super::desk::Desk;
use super::field::shown;
use super::section::Section;
use crate::texts::filing_editor as texts;
use crate::ui::field::Ids;
use crate::ui::text_area::raw;

/// The text area.
#[component]
pub fn RemarksField(desk: Desk) -> impl IntoView {
    let lang = desk.lang;
    let cell = desk.sheet.only(Section::Remarks).cell("");
    let ids = Ids::of(&cell.name());
    let found = shown(desk, cell);
    let bad = move || found.with(|found| !found.is_empty());
    let class = move || if bad() { "field bad" } else { "field" };
    let said =
        move || found.with(|found| found.iter().map(|f| view! { <p class="error">{f.say(lang)}</p> }).collect_view());
    let described = ids.described(true, true);
    view! {
        <div class=class>
            <label for=ids.input.clone()>{texts::remarks_label(lang)}</label>
            <p class="hint" id=ids.hint>{texts::remarks_hint(lang)}</p>
            <div id=ids.error aria-live="polite">{said}</div>
            <textarea id=ids.input name="remarks" rows="8" autocomplete="off" aria-describedby=described
                aria-invalid=move || bad().then_some("true") prop:value=move || cell.text.get()
                on:input=move |event| desk.typed(cell, event_target_value(&event)) on:blur=move |_| desk.left(cell)>
                {raw(&cell.text.get_untracked())}
            </textarea>
        </div>
    }
}
