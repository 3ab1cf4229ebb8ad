//! What is noticed about the content of a logger's frames: codes that nobody knows, values that cannot be, clocks.

use domain::device::NoticeKind;
use domain::lang::Lang;
use domain::time::Stamp;
use leptos::prelude::*;
use services::devices::Notice;

use crate::{
    number::grouped,
    texts::admin_device as texts,
    ui::data_table::{Column, DataTable},
    ui::when,
};

/// The section with the notices, newest first; none where there is nothing to tell.
pub fn notices(lang: Lang, notices: &[Notice]) -> Option<impl IntoView + use<>> {
    if notices.is_empty() {
        return None;
    }
    let heads = [texts::noticed(lang), texts::item(lang), texts::last_sample(lang)].map(Column::words);
    let mut columns: Vec<_> = heads.into();
    columns.push(Column::numbers(texts::times(lang)));
    columns.extend([texts::first_seen(lang), texts::last_seen(lang)].map(Column::words));
    let rows = notices.iter().map(|notice| row(lang, notice)).collect_view();
    Some(view! {
        <section aria-labelledby="notices" class="flow">
            <h2 id="notices">{texts::notices(lang)}</h2>
            <p>{texts::notices_what(lang)}</p>
            <DataTable caption=texts::notices(lang) hide_caption=true records=true columns>{rows}</DataTable>
        </section>
    })
}

fn row(lang: Lang, notice: &Notice) -> impl IntoView + use<> {
    let (first, last) = (notice.first_at, notice.last_at);
    view! {
        <tr>
            <th scope="row">{kind(lang, notice.kind)}</th>
            <td data-head=texts::item(lang)><bdi><code>{notice.what.clone()}</code></bdi></td>
            <td data-head=texts::last_sample(lang)><bdi>{sample(lang, notice)}</bdi></td>
            <td class="n" data-head=texts::times(lang)>{grouped(notice.count)}</td>
            <td data-head=texts::first_seen(lang)><time datetime=first.rfc3339()>{when::moment(lang, first)}</time></td>
            <td data-head=texts::last_seen(lang)><time datetime=last.rfc3339()>{when::moment(lang, last)}</time></td>
        </tr>
    }
}

fn kind(lang: Lang, kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::UnknownCode => texts::unknown_code(lang),
        NoticeKind::Implausible => texts::implausible(lang),
        NoticeKind::Unreadable => texts::unreadable(lang),
        NoticeKind::Unmarked => texts::unmarked(lang),
        NoticeKind::ClockAhead => texts::clock_ahead(lang),
        NoticeKind::ClockBehind => texts::clock_behind(lang),
        NoticeKind::Repeated => texts::item_repeated(lang),
        NoticeKind::UnknownItem => texts::unknown_item(lang),
        NoticeKind::NoFigure => texts::no_figure(lang),
        NoticeKind::Unfinished => texts::unfinished(lang),
        NoticeKind::SecondFigure => texts::second_figure(lang),
        NoticeKind::OtherFigure => texts::other_figure(lang),
        NoticeKind::Cut => texts::text_cut(lang),
        NoticeKind::NotRead => texts::not_read(lang),
    }
}

/// What stood there the last time; of a clock, how far it is out.
fn sample(lang: Lang, notice: &Notice) -> String {
    match (notice.kind, notice.sample.parse::<i64>()) {
        (NoticeKind::ClockAhead | NoticeKind::ClockBehind, Ok(seconds)) => {
            when::lasting(lang, seconds.saturating_mul(domain::time::SECOND))
        }
        (NoticeKind::Unfinished, _) => match Stamp::parse(&notice.sample) {
            Ok(begun) => texts::begun(lang, when::moment(lang, begun)),
            Err(_) => notice.sample.clone(),
        },
        (NoticeKind::Unreadable | NoticeKind::NoFigure, _) if notice.sample.is_empty() => texts::empty(lang).to_owned(),
        _ => notice.sample.clone(),
    }
}
