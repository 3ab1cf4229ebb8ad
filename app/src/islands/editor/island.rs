//! The editor of one section: what the page holds and what moves.

use domain::declaration::form::Section;
use leptos::prelude::*;

use super::autosave::Autosave;
use super::handle::Editor;
use super::live_sheet::LiveSheet;
use super::page;
use super::start::Start;
use super::view::{emissions, facilities, figures, products, remarks, status, summary};
use crate::texts::filing_editor as texts;
use crate::ui::frame::Ids;

/// The editor of one section of a declaration.
#[island]
pub fn DeclarationEditor(
    /// What it begins with.
    start: Start,
) -> impl IntoView {
    let Start { lang, quarter, section, content, context, revision, saved_at, told, asked, .. } = start;
    let sheet = LiveSheet::new(&content, context, section);
    let autosave = Autosave::new(sheet, quarter, revision, content, saved_at);
    let editor = Editor::new(lang, section, (sheet, autosave), asked, told);
    let ready = RwSignal::new(false);
    // Effects run in the browser only.
    Effect::new(move || {
        page::guard(move || autosave.is_unsaved(), move |address| autosave.leave_for(address));
        page::on_account(move |now| autosave.hears(now));
        ready.set(true);
    });
    let fields = match section {
        Section::Products => view! { <products::ProductFields editor/> }.into_any(),
        Section::Water | Section::Energy => view! { <figures::FigureFields editor/> }.into_any(),
        Section::Facilities => view! { <facilities::FacilityFields editor/> }.into_any(),
        Section::Emissions => view! { <emissions::EmissionFields editor/> }.into_any(),
        Section::Remarks => view! { <remarks::RemarksField editor/> }.into_any(),
    };
    // What is missing in a section of rows is said of the whole of it.
    let whole = section.has_rows().then(|| Ids::of(section.as_str()).input);
    view! {
        <div class="editor stack">
            <status::SaveLine editor/>
            <status::Trouble editor own=start.who sign_in=start.sign_in/>
            <summary::Summary editor/>
            // Not to be typed into before the editor can take it, nor where it never will.
            <fieldset class="sheet" disabled=move || !ready.get()>
                <legend class="hidden">{section.title(lang)}</legend>
                <div id=whole tabindex="-1" class="stack">{fields}</div>
                <Leave editor next=start.next leave=start.leave/>
            </fieldset>
        </div>
    }
}

/// The two ways on.
#[component]
fn Leave(editor: Editor, next: String, leave: String) -> impl IntoView {
    let lang = editor.lang;
    let go_on = move |_| {
        editor.asked.set(true);
        editor.rest();
        if editor.is_hindered() {
            editor.autosave.save();
            // The summary is on the page only after the change has been drawn.
            request_animation_frame(|| page::focus(summary::ID));
        } else {
            editor.autosave.leave_for(next.clone());
        }
    };
    // A press that takes the focus out of a field first lets its error go, the page moves up, and the click ends beside the
    // button: the field keeps the focus until the click has been heard.
    let stay = |event: leptos::ev::MouseEvent| event.prevent_default();
    view! {
        <p class="inline" on:mousedown=stay>
            <button type="button" on:click=go_on>{texts::save_next(lang)}</button>
            <button type="button" class="quiet" on:click=move |_| editor.autosave.leave_for(leave.clone())>
                {texts::save_leave(lang)}
            </button>
        </p>
    }
}
