//! What an import says, as a person reads it.

use domain::lang::Lang;
use leptos::prelude::*;
use services::register::import::{Change, Counts, Refusal, Report, SheetReport};

use crate::pages::parts::count;
use crate::texts::register_import as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;

/// Refused cells and changed rows that a page names.
const SHOWN: usize = 200;

pub fn view(lang: Lang, report: &Report) -> impl IntoView + use<> {
    let Counts { new, changed, same, refused } = report.total();
    let (tone, sentence) = match (report.written, report.is_clean()) {
        (true, true) => (Tone::Ok, texts::written(lang)),
        (true, false) => (Tone::Warn, texts::partly_written(lang)),
        (false, true) => (Tone::Plain, texts::looked(lang)),
        (false, false) => (Tone::Warn, texts::refused_all(lang)),
    };
    let ended = (report.ended > 0).then(|| view! { <p>{texts::ended(lang, count(report.ended))}</p> });
    view! {
        <Notice tone>
            <p>{sentence}</p>
            <p>{texts::total(lang, new, changed, same, refused)}</p>
            {ended}
        </Notice>
        {sheets(lang, &report.sheets)}
        {refusals(lang, report)}
        {changes(lang, report)}
    }
}

fn sheets(lang: Lang, sheets: &[SheetReport]) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(texts::sheet(lang)),
        Column::words(texts::kind(lang)),
        Column::numbers(texts::new(lang)),
        Column::numbers(texts::changed(lang)),
        Column::numbers(texts::same(lang)),
        Column::numbers(texts::refused(lang)),
    ];
    let rows = sheets.iter().map(|sheet| {
        let kind = sheet.kind.map_or("", |kind| lang.pick(kind.zh(), kind.en()));
        let problem = sheet.problem.as_ref().map(|problem| {
            let said = problem.said(lang);
            view! { <br/> {texts::not_read(lang, said.reason, said.remedy)} }
        });
        let unread = (!sheet.unread.is_empty()).then(|| {
            let columns = sheet.unread.join(lang.pick("、", ", "));
            view! { <br/> <span class="soft">{texts::unread(lang, columns)}</span> }
        });
        view! {
            <tr>
                <th scope="row">{sheet.name()} {problem} {unread}</th>
                <td data-head=texts::kind(lang)>{kind}</td>
                <td class="n" data-head=texts::new(lang)>{sheet.new}</td>
                <td class="n" data-head=texts::changed(lang)>{sheet.changed}</td>
                <td class="n" data-head=texts::same(lang)>{sheet.same}</td>
                <td class="n" data-head=texts::refused(lang)>{sheet.refused}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! { <DataTable caption=texts::sheets(lang) records=true columns>{rows}</DataTable> }
}

fn refusals(lang: Lang, report: &Report) -> Option<impl IntoView + use<>> {
    if report.refused.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(texts::cell(lang)),
        Column::words(texts::value(lang)),
        Column::words(texts::reason(lang)),
        Column::words(texts::remedy(lang)),
    ];
    let row = |one: &Refusal| {
        let (said, sheet) = (report.said(one, lang), report.name(one.place));
        view! {
            <tr>
                <th scope="row">{sheet} " " {one.cell()} " " {one.header.clone()}</th>
                <td data-head=texts::value(lang)>{one.value.clone()}</td>
                <td data-head=texts::reason(lang)>{said.reason}</td>
                <td data-head=texts::remedy(lang)>{said.remedy}</td>
            </tr>
        }
    };
    let rows = report.refused.iter().take(SHOWN).map(row).collect_view();
    let more = only_first(lang, report.refusals);
    Some(view! {
        <DataTable caption=texts::refusals(lang) records=true columns>{rows}</DataTable>
        {more}
    })
}

fn changes(lang: Lang, report: &Report) -> Option<impl IntoView + use<>> {
    if report.changed.is_empty() {
        return None;
    }
    let columns = vec![Column::words(texts::row(lang)), Column::words(texts::what_changes(lang))];
    let row = |one: &Change| {
        let sheet = report.sheet(one.place);
        let name = sheet.map(SheetReport::name).unwrap_or_default();
        let said = |field: &&str| {
            let column = sheet.and_then(|sheet| domain::sheet::column(sheet.kind?, field.trim_end_matches("_id")));
            column.map_or((*field).to_owned(), |column| lang.pick(column.zh, column.en).to_owned())
        };
        let fields = one.columns.iter().map(said).collect::<Vec<_>>().join(lang.pick("、", ", "));
        view! {
            <tr>
                <th scope="row">{texts::row_of(lang, name, one.place.row)}</th>
                <td data-head=texts::what_changes(lang)>{fields}</td>
            </tr>
        }
    };
    let rows = report.changed.iter().take(SHOWN).map(row).collect_view();
    let more = only_first(lang, report.total().changed);
    Some(view! {
        <DataTable caption=texts::changes(lang) records=true columns>{rows}</DataTable>
        {more}
    })
}

/// How many of all are in sight, where that is not all.
fn only_first(lang: Lang, all: usize) -> Option<impl IntoView> {
    (all > SHOWN).then(|| view! { <p class="soft">{texts::only_first(lang, all, SHOWN)}</p> })
}
