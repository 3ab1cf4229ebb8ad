//! The editor of one section: what the page holds and what moves.

use leptos::prelude::*;

use super::desk::Desk;
use super::saver::Saver;
use super::section::Section;
use super::sheet::Sheet;
use super::start::Start;
use super::{emissions, facilities, page, products, remarks, status, summary, water};
use crate::texts::filing_editor as texts;
use crate::ui::field::Ids;

/// The editor of one section of a declaration.
#[island]
pub fn DeclarationEditor(
    /// What it begins with.
    start: Start,
) -> impl IntoView {
    let Start { lang, section, content, context, revision, saved_at, told, asked, .. } = start;
    let sheet = Sheet::new(&content, context);
    let saver = Saver::new(sheet, (start.draft, start.made_for), revision, content, saved_at);
    let desk = Desk::new(lang, section, sheet, saver, asked, told);
    let ready = RwSignal::new(false);
    // Effects run in the browser only.
    Effect::new(move || {
        page::guard(move || saver.is_unsaved(), move |address| saver.leave_for(address));
        page::on_account(move |now| saver.hears(now));
        ready.set(true);
    });
    let fields = match section {
        Section::Products => view! { <products::ProductFields desk/> }.into_any(),
        Section::Water => view! { <water::WaterFields desk/> }.into_any(),
        Section::Energy => view! { <water::EnergyField desk/> }.into_any(),
        Section::Facilities => view! { <facilities::FacilityFields desk/> }.into_any(),
        Section::Emissions => view! { <emissions::EmissionFields desk/> }.into_any(),
        Section::Remarks => view! { <remarks::RemarksField desk/> }.into_any(),
    };
    // What is missing in a section of rows is said of the whole of it.
    let whole = section.has_rows().then(|| Ids::of(section.head()).input);
    view! {
        <div class="editor stack">
            <status::SaveLine desk/>
            <status::Trouble desk own=start.who sign_in=start.sign_in/>
            <summary::Summary desk/>
            // Not to be typed into before the editor can take it, nor where it never will.
            <fieldset class="sheet" disabled=move || !ready.get()>
                <legend class="hidden">{section.title(lang)}</legend>
                <div id=whole tabindex="-1" class="stack">{fields}</div>
                <Leave desk next=start.next leave=start.leave/>
            </fieldset>
        </div>
    }
}

/// The two ways on.
#[component]
fn Leave(desk: Desk, next: String, leave: String) -> impl IntoView {
    let lang = desk.lang;
    let go_on = move |_| {
        desk.asked.set(true);
        desk.rest();
        if desk.is_hindered() {
            desk.saver.save();
            // The summary is on the page only after the change has been drawn.
            request_animation_frame(|| page::focus(summary::ID));
        } else {
            desk.saver.leave_for(next.clone());
        }
    };
    view! {
        <p class="inline">
            <button type="button" on:click=go_on>{texts::save_next(lang)}</button>
            <button type="button" class="quiet" on:click=move |_| desk.saver.leave_for(leave.clone())>
                {texts::save_leave(lang)}
            </button>
        </p>
    }
}
