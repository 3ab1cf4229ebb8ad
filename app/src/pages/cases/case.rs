//! One published case.

use axum::response::Response;
use chrono::NaiveDate;
use domain::case::Gravity;
use domain::lang::Lang;
use domain::money::Fen;
use leptos::prelude::*;
use services::Error;
use services::public::cases::{CaseView, gone as find_gone, show as find};

use super::gone;
use crate::pages::parts::labels::{case_status, gravity, measures, sanctions, violation};
use crate::pages::parts::{chinese, enterprise_address, fine_figure, named};
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
        <p><a href=enterprise_address(case.row.enterprise.credit_code)>{texts::see_enterprise(lang)}</a></p>
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
    facts.push(Fact::new(texts::fine(lang), fine(lang, row.fine)));
    facts.extend(measures(lang, &row.measures).map(|words| Fact::new(texts::measures(lang), words)));
    facts.push(Fact::new(texts::acted_on(lang), when::date(lang, row.acted_on.0)));
    facts.extend(row.decided_on.map(|day| Fact::new(texts::decided_on(lang), when::date(lang, day.0))));
    facts.push(Fact::new(texts::published_on(lang), when::date(lang, published)));
    facts.extend(row.rectified_on.map(|day| Fact::new(texts::rectified_on(lang), when::date(lang, day.0))));
    facts.extend(row.closed_on.map(|day| Fact::new(texts::closed_on(lang), when::date(lang, day.0))));
    facts.extend(row.withdraw_on.map(|day| Fact::new(texts::shown_until(lang), until(lang, row.gravity, day.0))));
    view! { <SummaryList facts/> }
}

/// The last day, and why it is that one.
fn until(lang: Lang, of: Option<Gravity>, day: NaiveDate) -> String {
    let day = when::date(lang, day);
    match of {
        Some(grave) => texts::shown_until_why(lang, day, gravity(lang, grave)),
        None => day,
    }
}

fn fine(lang: Lang, fine: Fen) -> String {
    if fine.0 > 0 { texts::fine_amount(lang, fine_figure(lang, fine)) } else { texts::no_fine(lang).to_owned() }
}
