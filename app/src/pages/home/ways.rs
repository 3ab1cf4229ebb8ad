//! The ways in: search, and one entry for each group of people.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::home::Progress;

use crate::pages::parts::{quarter_name, search_box};
use crate::texts::home as texts;
use crate::ui::when;

/// Search box and entries.
pub fn view(lang: Lang, progress: &Progress) -> impl IntoView + use<> {
    let ways = [
        ("/tip", texts::way_tip(lang), texts::way_tip_what(lang).to_owned()),
        ("/sign-in", texts::way_filing(lang), filing(lang, progress)),
        ("/enterprises", texts::way_near(lang), texts::way_near_what(lang).to_owned()),
        ("/data", texts::way_data(lang), texts::way_data_what(lang).to_owned()),
    ];
    let way = |(href, name, what)| view! { <li><a href=href><strong>{name}</strong><span>{what}</span></a></li> };
    view! {
        {search_box(lang)}
        <ul class="ways">{ways.map(way).collect_view()}</ul>
    }
}

fn filing(lang: Lang, progress: &Progress) -> String {
    let quarter = quarter_name(lang, progress.quarter);
    let Some(percent) = progress.percent() else { return texts::way_filing_nobody(lang).to_owned() };
    if progress.late {
        let last = when::short_date(lang, progress.last_day);
        texts::way_filing_late(lang, quarter, last, percent)
    } else {
        texts::way_filing_open(lang, quarter, when::short_date(lang, progress.due_day), percent)
    }
}
