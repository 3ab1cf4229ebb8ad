//! Power, water and tax, month by month.

use domain::lang::Lang;
use leptos::prelude::*;
use services::feeds::{FeedHealth, Gap, Stopped};

use super::labels::{feed_name, month_name, month_names};
use crate::number::grouped;
use crate::pages::bureau::addresses::file_address;
use crate::pages::parts::{count, named};
use crate::texts::admin_feeds as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::tag::{Tag, Tone};

/// Lines of a list before it folds.
const SHOWN: usize = 10;

/// One row for each feed.
pub fn table(lang: Lang, feeds: &[FeedHealth]) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(texts::feed(lang)),
        Column::words(texts::state(lang)),
        Column::words(texts::newest(lang)),
        Column::numbers(texts::delivered(lang)),
        Column::words(texts::missing(lang)),
        Column::numbers(texts::unknown(lang)),
    ];
    let rows = feeds.iter().map(|feed| row(lang, feed)).collect_view();
    view! { <DataTable caption=texts::bills(lang) hide_caption=true records=true columns>{rows}</DataTable> }
}

fn row(lang: Lang, feed: &FeedHealth) -> impl IntoView + use<> {
    let broken = feed.gaps.len() + feed.stopped.len() > 0;
    let (tone, word) = match (feed.newest, feed.late.is_empty(), broken) {
        (None, ..) => (Tone::Over, texts::is_nothing(lang)),
        (Some(_), false, _) => (Tone::Over, texts::is_late(lang)),
        (Some(_), true, true) => (Tone::Warn, texts::is_patchy(lang)),
        (Some(_), true, false) => (Tone::Ok, texts::is_whole(lang)),
    };
    let newest = feed.newest.map_or_else(|| "—".to_owned(), |month| month_name(lang, month));
    let missing = if feed.late.is_empty() {
        view! { <span class="soft">{texts::none_missing(lang)}</span> }.into_any()
    } else {
        month_names(lang, &feed.late).into_any()
    };
    let delivered = texts::of(lang, grouped(count(feed.delivered)), grouped(count(feed.expected)));
    view! {
        <tr>
            <th scope="row">{feed_name(lang, feed.feed)}</th>
            <td data-head=texts::state(lang)><Tag tone word/></td>
            <td data-head=texts::newest(lang)>{newest}</td>
            <td class="n" data-head=texts::delivered(lang)>{delivered}</td>
            <td data-head=texts::missing(lang)>{missing}</td>
            <td class="n" data-head=texts::unknown(lang)>{grouped(feed.unknown)}</td>
        </tr>
    }
}

/// The enterprises whose months are missing, feed by feed; nothing where none are.
pub fn troubles(lang: Lang, feeds: &[FeedHealth]) -> impl IntoView + use<> {
    let of_one = |feed: &FeedHealth| {
        let name = feed_name(lang, feed.feed);
        let stopped = feed.stopped.iter().map(|one| stopped(lang, one)).collect();
        let gaps = feed.gaps.iter().map(|gap| gaps(lang, gap)).collect();
        view! { {list(lang, texts::stopped(lang, name), stopped)} {list(lang, texts::gaps(lang, name), gaps)} }
    };
    feeds.iter().map(of_one).collect_view()
}

fn stopped(lang: Lang, one: &Stopped) -> AnyView {
    view! {
        <li>
            <a href=file_address(one.enterprise.credit_code)>{named(lang, &one.enterprise.name)}</a>
            " "
            <span class="soft small">{texts::last_came(lang, month_name(lang, one.last))}</span>
        </li>
    }
    .into_any()
}

fn gaps(lang: Lang, gap: &Gap) -> AnyView {
    view! {
        <li>
            <a href=file_address(gap.enterprise.credit_code)>{named(lang, &gap.enterprise.name)}</a>
            " "
            <span class="soft small">{texts::lacks(lang, month_names(lang, &gap.months))}</span>
        </li>
    }
    .into_any()
}

fn list(lang: Lang, title: String, mut items: Vec<AnyView>) -> impl IntoView {
    if items.is_empty() {
        return None;
    }
    let rest = items.split_off(items.len().min(SHOWN));
    let more = (!rest.is_empty()).then(|| {
        let count = count(rest.len());
        view! { <details><summary>{texts::more(lang, count)}</summary><ul class="plain">{rest}</ul></details> }
    });
    Some(view! { <h3>{title}</h3> <ul class="plain">{items}</ul> {more} })
}
