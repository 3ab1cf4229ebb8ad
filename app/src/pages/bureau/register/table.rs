//! Rows of one kind as a table, each with the way to change it.

use domain::lang::Lang;
use domain::sheet::{Column as Sheet, Kind, columns};
use domain::source::Source;
use leptos::prelude::*;
use services::Pollutant;
use services::register::Standing;

use super::row_address;
use crate::pages::parts::labels::certainty;
use crate::pages::parts::{chinese, count, pollutant_name};
use crate::texts::bureau_register as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;

/// Columns that say nothing here: whose the rows are stands above, outlines are drawn elsewhere, English names repeat.
const LEFT_OUT: [&str; 4] = ["enterprise", "outline", "name_en", SINCE];

/// The column that says from when on a change holds: of no row, but of the change.
pub const SINCE: &str = "since";

/// Whether a column says something of rows that stand. Of two enterprises of which one came of the other either may be the
/// one of the page.
fn is_shown(kind: Kind, column: &Sheet) -> bool {
    !LEFT_OUT.contains(&column.field) || (kind == Kind::Successions && column.field == "enterprise")
}

/// Columns of days, which do not break.
const DAYS: [&str; 7] = ["valid_from", "valid_to", "installed_on", "public_from", "closed_on", "month", "day"];

/// What the rows of a kind are called.
pub fn name(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Towns => texts::kind_towns(lang),
        Kind::Enterprises => texts::kind_enterprises(lang),
        Kind::Products => texts::kind_products(lang),
        Kind::Caps => texts::kind_caps(lang),
        Kind::Treatments => texts::kind_treatments(lang),
        Kind::Persons => texts::kind_persons(lang),
        Kind::Outlets => texts::kind_outlets(lang),
        Kind::Limits => texts::kind_limits(lang),
        Kind::Loggers => texts::kind_loggers(lang),
        Kind::Bills => texts::kind_bills(lang),
        Kind::Meters => texts::kind_meters(lang),
        Kind::Premises => texts::kind_premises(lang),
        Kind::Tenancies => texts::kind_tenancies(lang),
        Kind::Successions => texts::kind_successions(lang),
        // What others deliver has no rows of the register.
        _ => lang.pick(kind.zh(), kind.en()),
    }
}

/// What was just done, as the address says.
pub fn done(lang: Lang, word: Option<&str>) -> Option<AnyView> {
    let (tone, words) = match word? {
        "unchanged" => (Tone::Plain, texts::done_unchanged(lang)),
        "same" => (Tone::Plain, texts::done_same(lang)),
        _ => (Tone::Ok, texts::done(lang)),
    };
    Some(view! { <Notice tone><p role="status">{words}</p></Notice> }.into_any())
}

/// What a column says, as a reader meets it: a pollutant has its name beside its code.
pub fn shown(lang: Lang, column: &Sheet, said: &str) -> AnyView {
    match column.field {
        "pollutant" if !said.is_empty() => {
            let name = pollutant_name(lang, &Pollutant::of(said));
            view! { {name} " " <span class="soft">{said.to_owned()}</span> }.into_any()
        }
        "source" => {
            // The mark is a word of the portal, in either language; what stands beside it is as it was written.
            let Source { certainty: mark, of } = Source::read(said);
            let mark = mark.map(|mark| view! { {certainty(lang, mark)} " " });
            view! { {mark} <span class="soft" lang=chinese(lang)>{of}</span> }.into_any()
        }
        _ => view! { <span lang=chinese(lang)>{said.to_owned()}</span> }.into_any(),
    }
}

/// The rows, and the way to add one.
pub fn view(lang: Lang, kind: Kind, rows: &[Standing], new: &str) -> impl IntoView + use<> {
    let visible: Vec<(usize, &Sheet)> =
        columns(kind).iter().enumerate().filter(|(_, column)| is_shown(kind, column)).collect();
    let heads = visible.iter().map(|(_, column)| Column::words(lang.pick(column.zh, column.en)));
    let heads: Vec<_> = heads.chain([Column::words(texts::change(lang))]).collect();
    let row = |row: &Standing| {
        let cells = visible.iter().enumerate().map(|(place, (at, column))| {
            let (said, head) = (row.said.get(*at).cloned().unwrap_or_default(), lang.pick(column.zh, column.en));
            if place == 0 {
                view! { <th scope="row">{shown(lang, column, &said)}</th> }.into_any()
            } else {
                let class = DAYS.contains(&column.field).then_some("short");
                view! { <td data-head=head class=class>{shown(lang, column, &said)}</td> }.into_any()
            }
        });
        let (cells, address) = (cells.collect_view(), row_address(kind, row.id));
        view! { <tr>{cells}<td data-head="" class="short"><a href=address>{texts::change(lang)}</a></td></tr> }
    };
    let (id, caption) = (kind.as_str(), name(lang, kind));
    let table = (!rows.is_empty()).then(|| {
        let rows = rows.iter().map(row).collect_view();
        view! { <DataTable caption hide_caption=true records=true columns=heads>{rows}</DataTable> }
    });
    let none = rows.is_empty().then(|| view! { <p>{texts::none(lang)}</p> });
    let only =
        (kind == Kind::Bills && !rows.is_empty()).then(|| view! { <p class="soft">{texts::bills_newest(lang)}</p> });
    view! {
        <section aria-labelledby=id class="flow">
            <h2 id=id>{caption} " " <span class="soft">{count(rows.len())}</span></h2>
            {none}
            {table}
            {only}
            <p><a href=new.to_owned()>{texts::add(lang)}</a></p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use domain::sheet::column;

    use super::*;
    use crate::ui::testing::render;

    /// The mark of certainty is a word of the page, whichever language the register was kept in.
    #[test]
    fn a_source_is_marked_in_the_readers_language() {
        let source = column(Kind::Limits, "source").unwrap();
        let page = |lang, said: &'static str| render(move || shown(lang, source, said));
        for said in ["inferred: 粤环〔2014〕25号, verify", "推算，待核实：粤环〔2014〕25号"] {
            let (zh, en) = (page(Lang::Zh, said), page(Lang::En, said));
            assert!(zh.contains("由其他文本推算，待核实") && zh.contains("粤环〔2014〕25号"), "{zh}");
            assert!(!zh.contains("inferred") && !zh.contains("verify"), "{zh}");
            assert!(en.contains("inferred from another text, to be verified") && !en.contains("推算"), "{en}");
            assert!(en.contains(r#"lang="zh-CN""#), "{en}");
        }
        let memory = page(Lang::Zh, "from memory, verify");
        assert!(memory.contains("凭记忆，待核实") && !memory.contains("memory"), "{memory}");
        assert!(!page(Lang::Zh, "排污许可证").contains("待核实"));
    }
}
