//! What was discharged: per outlet, and there per pollutant of the permit.

use std::collections::BTreeSet;

use domain::declaration::Method;
use domain::declaration::form::{Field, Holds, Role};
use domain::input::grouped;
use domain::outlet::OutletCode;
use leptos::prelude::*;

use super::field::{Asked, CellField};
use crate::filing_form::{pollutant, with_unit};
use crate::islands::editor::handle::Editor;
use crate::islands::editor::live_sheet::{LiveCell, LiveRow};
use crate::texts::filing_editor as texts;
use crate::ui::frame::Ids;

/// The emissions under the headings of their outlets.
#[component]
pub fn EmissionFields(editor: Editor) -> impl IntoView {
    let lang = editor.lang;
    let codes = Memo::new(move |_| {
        let outlet = |row: &LiveRow| editor.sheet.text(row.id, Field::Outlet).parse().ok();
        // As permits have it: water before gas, then by number.
        let codes: BTreeSet<OutletCode> = editor.sheet.rows.with(|rows| rows.iter().filter_map(outlet).collect());
        codes.iter().map(OutletCode::to_string).collect::<Vec<_>>()
    });
    let none = move || codes.with(Vec::is_empty).then(|| view! { <p class="soft">{texts::no_emissions(lang)}</p> });
    view! {
        {none}
        <For each=move || codes.get() key=String::clone let:code>
            <Outlet editor code/>
        </For>
    }
}

#[component]
fn Outlet(editor: Editor, code: String) -> impl IntoView {
    let id = format!("outlet-{code}");
    let own = id.clone();
    let heading = texts::outlet(editor.lang, &code);
    let code = StoredValue::new(code);
    let rows = move || {
        let own = |row: &LiveRow| code.with_value(|code| editor.sheet.text(row.id, Field::Outlet) == *code);
        editor.sheet.rows.get().into_iter().filter(own).collect::<Vec<_>>()
    };
    view! {
        <section aria-labelledby=id>
            <h2 id=own>{heading}</h2>
            <For each=rows key=|row| row.id let:row>{emission(editor, &row)}</For>
        </section>
    }
}

fn emission(editor: Editor, row: &LiveRow) -> AnyView {
    let code = editor.sheet.text(row.id, Field::Pollutant);
    let name = editor.sheet.permit(|context| pollutant(editor.lang, context, &code));
    // What is wrong with the row as a whole is told of its pollutant, and leads here.
    let ids = row.cell(Field::Pollutant).map(|cell| Ids::of(&cell.id.element()));
    let (id, hint) = ids.map(|ids| (ids.input, ids.hint)).unzip();
    let beside = hint.clone();
    let states = |cell: &LiveCell| cell.id.field.spec().role == Role::States;
    let known = row.cells().filter(|cell| cell.id.field.is_figure()).flat_map(|cell| Asked::of(editor, cell.id).hints);
    let lines = limit(editor, row).into_iter().chain(known).map(|line| view! { <span>{line}</span> }).collect_view();
    let field = |cell: LiveCell| {
        if cell.id.field.spec().holds == Holds::Method {
            return view! { <MethodField editor cell/> }.into_any();
        }
        let asked = Asked::without_hints(editor, cell.id).beside(beside.clone());
        view! { <CellField editor cell asked/> }.into_any()
    };
    view! {
        <fieldset class="emission" id=id tabindex="-1">
            <legend>{name}</legend>
            <p class="hint lines" id=hint>{lines}</p>
            {row.cells().filter(states).map(field).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// What the permit allows.
fn limit(editor: Editor, row: &LiveRow) -> Option<String> {
    let text = |field| editor.sheet.text(row.id, field);
    let (outlet, code) = (text(Field::Outlet).parse().ok()?, text(Field::Pollutant));
    editor.sheet.permit(|context| {
        let limit = context.limited(outlet, &code)?;
        let high = with_unit(limit.high?, &limit.unit);
        let said = match limit.low {
            Some(low) => texts::limit_range(editor.lang, grouped(low), high),
            None => texts::limit_high(editor.lang, high),
        };
        Some(if limit.is_unverified { texts::limit_unverified(editor.lang, said) } else { said })
    })
}

/// How the amount was worked out.
#[component]
fn MethodField(editor: Editor, cell: LiveCell) -> impl IntoView {
    let (lang, id) = (editor.lang, cell.id);
    let ids = Ids::of(&id.element());
    let option = move |method: &Method| {
        let word = method.as_str();
        let chosen = move || cell.text.with(|own| own == word);
        view! { <option value=word selected=untrack(chosen) prop:selected=chosen>{method.name(lang)}</option> }
    };
    let note = move || {
        let is_measured = cell.text.with(|own| own.parse().is_ok_and(Method::is_measured));
        (!is_measured).then(|| texts::mean_optional(lang))
    };
    view! {
        <div class="field">
            <label for=ids.input.clone()>{id.field.name(lang)}</label>
            <select id=ids.input name=id.element() aria-describedby=ids.hint.clone()
                on:change=move |event| {
                    editor.typed(id, event_target_value(&event));
                    editor.left(id);
                }>
                {Method::ALL.iter().map(option).collect_view()}
            </select>
            <p class="hint" id=ids.hint>{note}</p>
        </div>
    }
}
