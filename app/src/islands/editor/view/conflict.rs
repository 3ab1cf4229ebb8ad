//! Where two people filled in the same field: both figures side by side, and a choice.

use domain::declaration::Method;
use domain::declaration::form::{Field, Holds};
use domain::lang::Lang;
use leptos::prelude::*;

use super::saved_by::{clock, who};
use crate::filing_form::name_with_row;
use crate::functions::Overtaken;
use crate::islands::editor::handle::Editor;
use crate::islands::editor::model::Clash;
use crate::texts::filing_editor as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;

/// The panel.
#[component]
pub fn ClashPanel(
    /// The editor.
    editor: Editor,
    /// Who saved the other figures, and when.
    by: Overtaken,
    /// The fields.
    clashes: Vec<Clash>,
) -> impl IntoView {
    let lang = editor.lang;
    let title = texts::clash_title(lang, who(lang, &by), clock(&by.at));
    view! {
        <Notice tone=Tone::Over>
            <p><strong>{title}</strong></p>
            <p>{texts::clash(lang)}</p>
            <ul class="clashes">{clashes.into_iter().map(|clash| choice(editor, clash)).collect_view()}</ul>
        </Notice>
    }
}

fn choice(editor: Editor, clash: Clash) -> impl IntoView {
    let lang = editor.lang;
    let name = called(editor, &clash);
    let [mine, theirs] = [&clash.mine, &clash.theirs].map(|text| shown(lang, clash.cell.field, text));
    let clash = StoredValue::new(clash);
    let settle = move |give_way: bool| clash.with_value(|clash| editor.autosave.settle(clash, give_way));
    let about = || view! { <span class="hidden">" " {name.clone()}</span> };
    view! {
        <li>
            <strong>{name.clone()}</strong>
            <p>
                {texts::mine(lang)} " " <b>{mine}</b> " "
                <button type="button" class="quiet" on:click=move |_| settle(false)>{texts::keep_mine(lang)}{about()}</button>
            </p>
            <p>
                {texts::theirs(lang)} " " <b>{theirs}</b> " "
                <button type="button" class="quiet" on:click=move |_| settle(true)>{texts::take_theirs(lang)}{about()}</button>
            </p>
        </li>
    }
}

/// The field with its row.
fn called(editor: Editor, clash: &Clash) -> String {
    let row = editor.sheet.look(|sheet| sheet.row(clash.cell.row).map(|row| row.id));
    let row = row.map_or_else(|| clash.name.clone(), |row| editor.row_name(row));
    let name = name_with_row(editor.lang, clash.cell.field, &row);
    if clash.rule.is_none() { name } else { texts::explanation_of(editor.lang, name) }
}

fn shown(lang: Lang, field: Field, text: &str) -> String {
    let method = (field.spec().holds == Holds::Method).then(|| text.parse::<Method>().ok()).flatten();
    match method {
        Some(method) => method.name(lang).to_owned(),
        None if text.trim().is_empty() => texts::empty(lang).to_owned(),
        None => text.to_owned(),
    }
}
