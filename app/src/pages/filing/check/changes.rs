//! What a correction changes: each figure as it was signed and as it is now.

use domain::declaration::Content;
use domain::lang::Lang;
use leptos::prelude::*;
use services::declarations::Draft;

use super::super::entries::{Entry, entries};
use crate::pages::parts::{chinese, count};
use crate::texts::filing as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;

/// A figure or text that is not as it was.
struct Change {
    /// What it is called, and whether its value is written in Chinese.
    entry: Entry,
    old: Option<String>,
    new: Option<String>,
}

/// The lines that differ from the version `number`, or that none does.
pub fn view(lang: Lang, draft: &Draft, number: i32, signed: &Content) -> AnyView {
    let list = |content| entries(lang, content, &draft.context);
    let changes = changes(list(signed), list(&draft.content));
    if changes.is_empty() {
        return view! { <Notice><p>{texts::changes_none(lang, number)}</p></Notice> }.into_any();
    }
    let (was, is) = (texts::changes_old(lang, number), texts::changes_new(lang));
    let columns = vec![Column::words(texts::changes_what(lang)), Column::words(was.clone()), Column::words(is)];
    let caption = texts::changes(lang, number, count(changes.len()));
    let rows = changes.into_iter().map(|change| line(lang, change, &was, is)).collect_view();
    view! {
        <section aria-labelledby="changes">
            <h2 id="changes">{caption.clone()}</h2>
            <DataTable caption hide_caption=true records=true columns>{rows}</DataTable>
        </section>
    }
    .into_any()
}

fn line(lang: Lang, Change { entry, old, new }: Change, was: &str, is: &'static str) -> impl IntoView + use<> {
    let mark = if entry.in_chinese { chinese(lang) } else { None };
    let value = |value: Option<String>| match value {
        Some(value) => view! { <span lang=mark>{value}</span> }.into_any(),
        None => texts::not_stated(lang).into_any(),
    };
    view! {
        <tr>
            <th scope="row">{entry.name(lang)}</th>
            <td data-head=was.to_owned()>{value(old)}</td>
            <td data-head=is><strong>{value(new)}</strong></td>
        </tr>
    }
}

/// In the order of the form as it is now; what is no longer in it comes last.
fn changes(signed: Vec<Entry>, now: Vec<Entry>) -> Vec<Change> {
    let value = |list: &[Entry], of: &Entry| list.iter().find(|entry| entry.is_of(of)).and_then(|e| e.value.clone());
    let gone = signed.iter().filter(|old| !now.iter().any(|entry| entry.is_of(old))).cloned();
    let all: Vec<Entry> = now.iter().cloned().chain(gone).collect();
    let change = |entry: Entry| Change { old: value(&signed, &entry), new: value(&now, &entry), entry };
    all.into_iter().map(change).filter(|change| change.old != change.new).collect()
}

#[cfg(test)]
mod tests {
    use domain::declaration::check::Context;
    use domain::declaration::{Facility, Water};
    use domain::enterprise::Industry;
    use rust_decimal::{Decimal, dec};

    use super::*;

    fn permit() -> Context {
        Context {
            quarter: "2026Q3".parse().unwrap(),
            industry: Industry::class(3360),
            outlets: vec![],
            limits: vec![],
            products: vec![],
            facilities: vec![],
            last: None,
        }
    }

    fn content(water: Decimal, facilities: &[(&str, Decimal)]) -> Content {
        let facility = |(name, hours): &(&str, Decimal)| Facility {
            name: (*name).to_owned(),
            run_hours: Some(*hours),
            ..Facility::default()
        };
        Content {
            water: Water { municipal_m3: Some(water), ..Water::default() },
            facilities: facilities.iter().map(facility).collect(),
            ..Content::default()
        }
    }

    fn told(signed: &Content, now: &Content) -> Vec<(Option<String>, Option<String>)> {
        let list = |content| entries(Lang::Zh, content, &permit());
        changes(list(signed), list(now)).into_iter().map(|change| (change.old, change.new)).collect()
    }

    #[test]
    fn what_is_not_as_it_was_is_told_with_both_values() {
        let signed = content(dec!(18420), &[("一号", dec!(700)), ("二号", dec!(5))]);
        assert_eq!(told(&signed, &content(dec!(18420.0), &[("一号", dec!(700)), ("二号", dec!(5))])), []);
        let some = |text: &str| Some(text.to_owned());
        let now = content(dec!(1842), &[("二号", dec!(5)), ("三号", dec!(1))]);
        assert_eq!(
            told(&signed, &now),
            [(some("18,420 立方米"), some("1,842 立方米")), (None, some("1 小时")), (some("700 小时"), None)]
        );
    }
}
