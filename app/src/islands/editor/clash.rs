//! Where two people filled in the same field: both figures side by side, and a choice.

use domain::lang::Lang;
use leptos::prelude::*;

use super::desk::Desk;
use super::labels;
use super::merge::Clash;
use super::section::Section;
use super::status::{clock, who};
use super::wire::Overtaken;
use crate::texts::filing_editor as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;

/// The panel.
#[component]
pub fn ClashPanel(
    /// The editor.
    desk: Desk,
    /// Who saved the other figures, and when.
    by: Overtaken,
    /// The fields.
    clashes: Vec<Clash>,
) -> impl IntoView {
    let lang = desk.lang;
    let title = texts::clash_title(lang, who(desk, &by), clock(&by.at));
    view! {
        <Notice tone=Tone::Over>
            <p><strong>{title}</strong></p>
            <p>{texts::clash(lang)}</p>
            <ul class="clashes">{clashes.into_iter().map(|clash| choice(desk, clash)).collect_view()}</ul>
        </Notice>
    }
}

fn choice(desk: Desk, clash: Clash) -> impl IntoView {
    let lang = desk.lang;
    let name = called(desk, &clash);
    let [mine, theirs] = [&clash.mine.text, &clash.theirs].map(|text| shown(lang, clash.mine.field, text));
    let clash = StoredValue::new(clash);
    let settle = move |give_way: bool| clash.with_value(|clash| desk.saver.settle(clash, give_way));
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
fn called(desk: Desk, clash: &Clash) -> String {
    let (lang, (section, row, _)) = (desk.lang, &clash.row);
    let row = match (section, row.split_once(' ')) {
        (Section::Emissions, Some((outlet, code))) => {
            format!("{outlet} {}", desk.sheet.permit(|context| labels::pollutant(lang, context, code)))
        }
        _ => row.clone(),
    };
    let name = labels::full(lang, *section, clash.mine.field, &row);
    if clash.mine.rule.is_empty() { name } else { texts::explanation_of(lang, name) }
}

fn shown(lang: Lang, field: &str, text: &str) -> String {
    let method = (field == "method").then(|| text.parse().ok()).flatten();
    match method {
        Some(method) => labels::method(lang, method).to_owned(),
        None if text.trim().is_empty() => texts::empty(lang).to_owned(),
        None => text.to_owned(),
    }
}
