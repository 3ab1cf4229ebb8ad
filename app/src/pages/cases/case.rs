//! One published case.

use axum::response::Response;
use chrono::NaiveDate;
use domain::case::Classed;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::public::cases::{CaseRow, CaseView, gone as find_gone, show as find};

use super::gone;
use crate::pages::parts::labels::{case_status, gravity, measures, sanctions, violation};
use crate::pages::parts::{acted, around, chinese, enterprise_address, fine_figure, named};
use crate::texts::cases as texts;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tag;
use crate::ui::when;
use crate::web::{At, Page, Section, Visit};

/// `GET /cases/{case_no}`
pub async fn show(visit: Visit, At(case_no): At<String>) -> Response {
    visit.answer(page(&visit, &case_no).await)
}

async fn page(visit: &Visit, case_no: &str) -> Result<Page, Error> {
    let lang = visit.lang();
    let case = match find(visit.ctx(), case_no).await {
        Err(Error::NotFound) => {
            let what = find_gone(visit.ctx(), case_no).await?.ok_or(Error::NotFound)?;
            return Ok(gone::page(lang, case_no.to_owned(), what));
        }
        found => found?,
    };
    let kind = violation(lang, case.row.kind);
    let title = texts::case_title(lang, case.row.enterprise.name.pick(lang), kind);
    let number = case.row.case_no.clone();
    let page = Page::new(title.clone(), move || body(lang, &title, &case)).describe(texts::description(lang));
    Ok(page.within(Section::Cases).step(texts::title(lang), "/cases").here(number))
}

fn body(lang: Lang, title: &str, case: &CaseView) -> impl IntoView + use<> {
    let or = |text: &str, nothing: &'static str| {
        if text.is_empty() { (nothing.to_owned(), None) } else { (text.to_owned(), chinese(lang)) }
    };
    let section = |id: &'static str, head: &'static str, (text, mark): (String, Option<&'static str>)| {
        view! { <section aria-labelledby=id class="prose"><h2 id=id>{head}</h2><p lang=mark>{text}</p></section> }
    };
    // Where there is no statement nobody knows why: the page says nothing about it.
    let statement = (!case.statement.is_empty()).then(|| {
        view! {
            {section("statement", texts::statement(lang), or(&case.statement, ""))}
            <p class="small soft">{texts::statement_note(lang)}</p>
        }
    });
    let breached = (!case.breached.is_empty())
        .then(|| section("breached", texts::breached(lang), (case.breached.clone(), chinese(lang))));
    let see_enterprise = case.row.enterprise.is_public.then(|| {
        let href = enterprise_address(case.row.enterprise.credit_code);
        view! { <p><a href=href>{texts::see_enterprise(lang)}</a></p> }
    });
    let only = (lang == Lang::En).then(|| view! { <p class="small soft">{texts::chinese_only(lang)}</p> });
    view! {
        <h1>{title.to_owned()}</h1>
        {only}
        <div class="beside">
        {facts(lang, case)}
        <div class="stack">
        {section("facts", texts::facts(lang), or(&case.row.facts, ""))}
        {breached}
        {section("basis", texts::basis(lang), or(&case.basis, ""))}
        {section("discretion", texts::discretion(lang), or(&case.discretion, ""))}
        {section("rectification", texts::rectification(lang), or(&case.rectification, texts::rectification_none(lang)))}
        {statement}
        {see_enterprise}
        </div>
        </div>
    }
}

fn facts(lang: Lang, case: &CaseView) -> impl IntoView + use<> {
    let row = &case.row;
    let (tone, status) = case_status(lang, row.status);
    let document = row.document_no.clone();
    let published = row.published_at.day();
    let mut facts = vec![
        Fact::new(texts::enterprise(lang), named(lang, &row.enterprise.name)),
        Fact::new(texts::document(lang), view! { <span lang=chinese(lang)>{document}</span> }),
        Fact::new(texts::status(lang), view! { <Tag tone word=status/> }),
    ];
    let authority = (!row.authority.is_empty()).then(|| row.authority.clone());
    facts.extend(
        authority.map(|name| Fact::new(texts::authority(lang), view! { <span lang=chinese(lang)>{name}</span> })),
    );
    facts.extend(sanctions(lang, &row.sanctions()).map(|words| Fact::new(texts::sanctions(lang), words)));
    facts.push(Fact::new(texts::fine(lang), fine(lang, row)));
    facts.extend(measures(lang, &row.measures).map(|words| Fact::new(texts::measures(lang), words)));
    facts.push(acted(lang, row.acted_on.0, row.acted_until.map(|day| day.0)));
    facts.extend(row.found_on.map(|day| Fact::new(texts::found_on(lang), when::date(lang, day.0))));
    facts.extend(row.transferred_on.map(|day| Fact::new(texts::transferred_on(lang), when::date(lang, day.0))));
    facts.extend(row.returned_on.map(|day| Fact::new(texts::returned_on(lang), when::date(lang, day.0))));
    facts.extend(row.decided_on.map(|day| Fact::new(texts::decided_on(lang), when::date(lang, day.0))));
    facts.push(Fact::new(texts::published_on(lang), when::date(lang, published)));
    facts.extend(row.rectified_on.map(|day| Fact::new(texts::rectified_on(lang), when::date(lang, day.0))));
    facts.extend(row.closed_on.map(|day| Fact::new(texts::closed_on(lang), when::date(lang, day.0))));
    facts.extend(row.classed.as_ref().map(|classed| Fact::new(texts::classed(lang), class(lang, classed))));
    facts.extend(row.public_until.map(|day| Fact::new(texts::shown_until(lang), until(lang, row, day.0))));
    view! { <SummaryList facts/> }
}

/// The class with what it follows from, who set it, since when and until when.
fn class(lang: Lang, classed: &Classed) -> impl IntoView + use<> {
    let (from, until) = (when::date(lang, classed.from), when::date(lang, classed.until));
    let (authority, basis) = (classed.authority.clone(), classed.basis.clone());
    view! {
        {gravity(lang, classed.gravity)} {lang.pick("；", "; ")}
        {around(lang, &authority, |authority| texts::classed_by(lang, authority, &from, &until))}
        {lang.pick("；", "; ")} {around(lang, &basis, |basis| texts::classed_for(lang, basis))}
    }
}

/// The last day, why it is that one, and from when on it can end earlier.
fn until(lang: Lang, row: &CaseRow, day: NaiveDate) -> String {
    let day = when::date(lang, day);
    match &row.classed {
        Some(classed) => {
            let until = texts::shown_until_why(lang, day, gravity(lang, classed.gravity));
            match classed.repairable_from {
                Some(first) => {
                    let repair = texts::repairable(lang, when::date(lang, first));
                    format!("{until}{}{repair}", lang.pick("；", "; "))
                }
                None => until,
            }
        }
        None if row.is_term_inferred() => texts::shown_until_inferred(lang, day),
        None => day,
    }
}

/// The fine; that none could be decided while the case is with the police; and that one which was decided before it went there
/// is set off against a court's.
fn fine(lang: Lang, row: &CaseRow) -> String {
    if row.fine.0 == 0 {
        let none = if row.suspended_since().is_some() { texts::fine_suspended(lang) } else { texts::no_fine(lang) };
        return none.to_owned();
    }
    let amount = texts::fine_amount(lang, fine_figure(lang, row.fine));
    let went_later = row.transferred_on.zip(row.decided_on).is_some_and(|(went, decided)| went > decided);
    if went_later && row.returned_on.is_none() { texts::fine_set_off(lang, amount) } else { amount }
}
