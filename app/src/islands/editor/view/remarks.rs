//! What the enterprise wishes to say besides.

use leptos::prelude::*;

use super::field::shown;
use super::hints;
use crate::islands::editor::handle::Editor;
use crate::islands::editor::live_sheet::LiveCell;
use crate::texts::filing_editor as texts;
use crate::ui::frame::Ids;
use crate::ui::text_area::raw;

/// The text area.
#[component]
pub fn RemarksField(editor: Editor) -> impl IntoView {
    let cells = editor.sheet.rows.with_untracked(|rows| rows.first().map(|row| row.cells().collect::<Vec<_>>()));
    cells.unwrap_or_default().into_iter().map(|cell| text_area(editor, cell)).collect_view()
}

fn text_area(editor: Editor, cell: LiveCell) -> impl IntoView {
    let (lang, id) = (editor.lang, cell.id);
    let (name, hint) = (id.element(), editor.sheet.permit(|context| hints::hint(lang, context, id.field)));
    let ids = Ids::of(&name);
    let found = shown(editor, cell);
    let bad = move || found.with(|found| !found.is_empty());
    let class = move || if bad() { "field bad" } else { "field" };
    let said =
        move || found.with(|found| found.iter().map(|f| view! { <p class="error">{f.say(lang)}</p> }).collect_view());
    let described = ids.described(true, true);
    view! {
        <div class=class>
            <label for=ids.input.clone()>{texts::remarks_label(lang)}</label>
            <p class="hint" id=ids.hint>{hint}</p>
            <div id=ids.error aria-live="polite">{said}</div>
            <textarea id=ids.input name=name rows="8" autocomplete="off" aria-describedby=described
                aria-invalid=move || bad().then_some("true") prop:value=move || cell.text.get()
                on:input=move |event| editor.typed(id, event_target_value(&event)) on:blur=move |_| editor.left(id)>
                {raw(&cell.text.get_untracked())}
            </textarea>
        </div>
    }
}
