//! The ways in: search, and one entry for each group of people.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::home::Progress;

use crate::number::grouped;
use crate::pages::parts::duty::duty;
use crate::pages::parts::{quarter_name, search_box};
use crate::texts::home as texts;
use crate::ui::when;
use crate::web::Site;

/// Search box and entries.
pub fn view(lang: Lang, site: &Site, progress: &Progress) -> impl IntoView + use<> {
    let ways = [
        ("/tip", texts::way_tip(lang), texts::way_tip_what(lang).to_owned()),
        ("/sign-in", texts::way_filing(lang), filing(lang, progress)),
        ("/map", texts::way_near(lang), texts::way_near_what(lang).to_owned()),
        ("/data", texts::way_data(lang), texts::way_data_what(lang).to_owned()),
    ];
    let way = |(href, name, what)| view! { <li><a href=href><strong>{name}</strong><span>{what}</span></a></li> };
    view! {
        {search_box(lang)}
        <ul class="ways">{ways.map(way).collect_view()}</ul>
        {duty(lang, site, true)}
    }
}

fn filing(lang: Lang, progress: &Progress) -> String {
    let quarter = quarter_name(lang, progress.quarter);
    if progress.due == 0 {
        return texts::way_filing_nobody(lang).to_owned();
    }
    if !progress.owed {
        let first = progress.quarter.next();
        return texts::way_filing_first(lang, quarter_name(lang, first), when::short_date(lang, first.due_day()));
    }
    let (due, filed) = (grouped(progress.due), grouped(progress.filed));
    if progress.late {
        texts::way_filing_late(lang, quarter, when::date(lang, progress.last_day), due, filed)
    } else {
        texts::way_filing_open(lang, quarter, when::short_date(lang, progress.due_day), due, filed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_have_to_file_and_how_many_have() {
        let of = |filed, due, late| {
            let owed = true;
            let day = |text: &str| text.parse().unwrap();
            let (due_day, last_day) = (day("2026-10-15"), day("2027-01-15"));
            filing(
                Lang::Zh,
                &Progress { quarter: "2026Q3".parse().unwrap(), filed, due, due_day, last_day, owed, late },
            )
        };
        let late = of(1_400, 1_510, true);
        assert!(late.contains("可补报至2027年1月15日；应报 1,510 家，已报 1,400 家"), "{late}");
        assert!(of(140, 151, false).contains("10月15日截止；应报 151 家，已报 140 家"));
        assert_eq!(of(0, 0, true), texts::way_filing_nobody(Lang::Zh), "nobody who has to is no hundred per cent");
    }
}
