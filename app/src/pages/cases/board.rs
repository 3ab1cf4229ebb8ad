//! The exposure board: published cases by the week of their publication.

use axum::response::Response;
use chrono::{Datelike, Days, NaiveDate};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::public::cases::{Board, CaseRow, board};

use crate::number::grouped;
use crate::pages::parts::labels::{case_status, measures, violation};
use crate::pages::parts::{chinese, fine_figure, named};
use crate::texts::cases as texts;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::when;
use crate::web::{Page, Section, Visit, with_params};

/// Cases a page.
const PER_PAGE: u32 = 30;

/// `GET /cases?page=`
pub async fn show(visit: Visit) -> Response {
    visit.answer(page(&visit).await)
}

async fn page(visit: &Visit) -> Result<Page, Error> {
    let lang = visit.lang();
    let board = board(visit.ctx(), visit.visitor().paging(PER_PAGE)?).await?;
    let title = texts::title(lang);
    let today = visit.ctx().now().day();
    let page = Page::new(title, move || body(lang, today, board)).describe(texts::description(lang));
    Ok(page.within(Section::Cases).here(title))
}

fn body(lang: Lang, today: NaiveDate, board: Board) -> impl IntoView {
    let Board { cases, totals } = board;
    let (current, last) = (u64::from(cases.page), cases.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let address =
        |page: u64| with_params("/cases", [("page", if page > 1 { page.to_string() } else { String::new() }.as_str())]);
    let none = cases.items.is_empty().then(|| view! { <p>{texts::none(lang)}</p> });
    let weeks = by_week(cases.items).into_iter().map(|(monday, cases)| week(lang, today, monday, cases)).collect_view();
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang)}</p>
        <p class="bar-line small soft">
            <span>{texts::totals(lang, grouped(totals.published), grouped(totals.withdrawn))}</span>
            <a href="/api/v1/cases.csv">{texts::csv(lang)}</a>
        </p>
        {none}
        {weeks}
        <Pagination current last words address=Box::new(address)/>
    }
}

fn week(lang: Lang, today: NaiveDate, monday: NaiveDate, cases: Vec<CaseRow>) -> impl IntoView {
    let id = format!("week-{monday}");
    let (from, to) = (when::date(lang, monday), when::short_date(lang, monday + Days::new(6)));
    view! {
        <section aria-labelledby=id.clone()>
            <h2 id=id.clone()>{texts::week(lang, from, to)}</h2>
            <ul class="results">{cases.iter().map(|case| entry(lang, today, case)).collect_view()}</ul>
        </section>
    }
}

fn entry(lang: Lang, today: NaiveDate, case: &CaseRow) -> impl IntoView + use<> {
    let title = texts::case_title(lang, case.enterprise.name.pick(lang), violation(lang, case.kind));
    let fine = (case.fine.0 > 0).then(|| texts::fined(lang, fine_figure(lang, case.fine)));
    let ordered = measures(lang, &case.measures);
    let ordered = ordered.map(|words| view! { <span>{texts::also_ordered(lang, words)}</span> });
    let closed = case.closed_on.map(|day| texts::closed_at(lang, when::date_near(lang, day.0, today)));
    let rectified = case.rectified_on.map(|day| texts::rectified_at(lang, when::date_near(lang, day.0, today)));
    let stands = closed.or(rectified).unwrap_or_else(|| case_status(lang, case.status).1.to_owned());
    let published = case.published_at.day();
    let facts = case.facts.clone();
    view! {
        <li>
            <h3><a href=format!("/cases/{}", case.case_no)>{title}</a></h3>
            <p class="state">{fine}</p>
            <p class="more excerpt" lang=chinese(lang)>{facts}</p>
            <p class="meta">
                <time datetime=published.to_string()>{texts::published_at(lang, when::date_near(lang, published, today))}</time>
                {named(lang, &case.enterprise.town)}
                {ordered}
                <span>{stands}</span>
            </p>
        </li>
    }
}

/// The cases, newest first, under the Monday of their week.
fn by_week(cases: Vec<CaseRow>) -> Vec<(NaiveDate, Vec<CaseRow>)> {
    let mut weeks: Vec<(NaiveDate, Vec<CaseRow>)> = Vec::new();
    for case in cases {
        let monday = monday(case.published_at.day());
        match weeks.last_mut() {
            Some((week, cases)) if *week == monday => cases.push(case),
            _ => weeks.push((monday, vec![case])),
        }
    }
    weeks
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday() {
        for (day, want) in [("2026-11-22", "2026-11-16"), ("2026-11-16", "2026-11-16"), ("2027-01-01", "2026-12-28")] {
            assert_eq!(monday(day.parse().unwrap()).to_string(), want);
        }
    }
}
