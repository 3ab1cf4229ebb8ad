//! What the public will read of a case.

use chrono::NaiveDate;
use domain::case::{CaseStage, sanctions as case_sanctions};
use domain::lang::Lang;
use leptos::prelude::*;
use services::cases::CaseFile;
use services::law::penalties;

use super::labels::gravity;
use crate::pages::bureau::addresses::{file_address, finding_address};
use crate::pages::parts::issue::ranges;
use crate::pages::parts::labels::{measures, sanctions, violation};
use crate::pages::parts::{acted, chinese, fine_figure, named};
use crate::texts::{bureau_cases as texts, cases as public};
use crate::ui::marked::marked;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::when;

/// The sections, with the particulars beside them, under the names that they have on the public page.
pub fn view(lang: Lang, today: NaiveDate, file: &CaseFile) -> impl IntoView + use<> {
    let content = &file.content;
    let section = |id: &'static str, head: &'static str, text: &str, none: &'static str| {
        let (text, mark) = if text.is_empty() { (none.to_owned(), None) } else { (text.to_owned(), chinese(lang)) };
        view! { <section aria-labelledby=id><h3 id=id>{head}</h3><p class="written" lang=mark>{text}</p></section> }
    };
    let empty = texts::empty(lang);
    let said = &content.statement;
    // Where there is no statement the public page says nothing about one.
    let statement = (!said.is_empty()).then(|| section("statement", public::statement(lang), said, empty));
    let none = public::rectification_none(lang);
    view! {
        <section aria-labelledby="preview" class="flow">
            <h2 id="preview">{heading(lang, today, file)}</h2>
            <div class="beside">
                <SummaryList facts=facts(lang, today, file)/>
                <div class="stack">
                    {section("facts", public::facts(lang), &content.facts, empty)}
                    {section("breached", public::breached(lang), &content.breached, empty)}
                    {section("basis", public::basis(lang), &content.basis, empty)}
                    {section("discretion", public::discretion(lang), &content.discretion, empty)}
                    {section("rectification", public::rectification(lang), &content.rectification, none)}
                    {statement}
                </div>
            </div>
        </section>
    }
}

/// What will be read, what is read, or what was.
fn heading(lang: Lang, today: NaiveDate, file: &CaseFile) -> &'static str {
    let is_over = file.line.public_until.is_some_and(|last| last.0 < today);
    match file.line.stage {
        CaseStage::Draft | CaseStage::Review | CaseStage::Cleared => texts::preview(lang),
        CaseStage::Published if !is_over => texts::preview_shown(lang),
        CaseStage::Published | CaseStage::Withdrawn => texts::preview_past(lang),
    }
}

fn facts(lang: Lang, today: NaiveDate, file: &CaseFile) -> Vec<Fact> {
    let (row, content) = (&file.line, &file.content);
    let unknown = || texts::unknown(lang).to_owned();
    let enterprise = view! { <a href=file_address(row.enterprise.credit_code)>{named(lang, &row.enterprise.name)}</a> };
    let penalty = if content.fine.0 > 0 {
        public::fine_amount(lang, fine_figure(lang, content.fine))
    } else if content.suspended_since(today).is_some() {
        public::fine_suspended(lang).to_owned()
    } else if content.decided_on.is_some() {
        public::no_fine(lang).to_owned()
    } else {
        unknown()
    };
    let document = match content.document_no.clone() {
        none if none.is_empty() => unknown().into_any(),
        number => view! { <span lang=chinese(lang)>{number}</span> }.into_any(),
    };
    let authority = match content.authority.clone() {
        none if none.is_empty() => unknown().into_any(),
        name => view! { <span lang=chinese(lang)>{name}</span> }.into_any(),
    };
    let kinds = sanctions(lang, &case_sanctions(content.fine, &content.measures)).unwrap_or_else(unknown);
    let decided = content.decided_on.map_or_else(unknown, |day| when::date(lang, day));
    let basis = match content.gravity_basis.clone() {
        none if none.is_empty() => unknown().into_any(),
        basis => view! { <span lang=chinese(lang)>{basis}</span> }.into_any(),
    };
    let grave = content.gravity.map_or_else(unknown, |one| gravity(lang, one, content.decided_on.unwrap_or(today)));
    let mut facts = vec![
        Fact::new(public::enterprise(lang), enterprise),
        Fact::new(texts::case_no(lang), row.case_no.clone()),
        Fact::new(public::violation(lang), violation(lang, content.kind)),
        acted(lang, content.acted_on, content.acted_until),
        Fact::new(public::found_on(lang), content.found_on.map_or_else(unknown, |day| when::date(lang, day))),
        Fact::new(public::decided_on(lang), decided),
        Fact::new(public::document(lang), document),
        Fact::new(public::authority(lang), authority),
        Fact::new(public::sanctions(lang), kinds),
        Fact::new(public::fine(lang), penalty),
        Fact::new(texts::range(lang), marked(lang, &ranges(lang, &penalties().ranges(&content.judged(today))))),
        Fact::new(public::measures(lang), measures(lang, &content.measures).unwrap_or_else(unknown)),
        Fact::new(texts::gravity(lang), grave),
        Fact::new(texts::gravity_basis(lang), basis),
    ];
    facts.extend(content.transferred_on.map(|day| Fact::new(public::transferred_on(lang), when::date(lang, day))));
    facts.extend(content.returned_on.map(|day| Fact::new(public::returned_on(lang), when::date(lang, day))));
    facts.extend(file.rectified_on.map(|day| Fact::new(public::rectified_on(lang), when::date(lang, day.0))));
    facts.extend(file.closed_on.map(|day| Fact::new(public::closed_on(lang), when::date(lang, day.0))));
    let writer = file.drafted_by.clone().map(|by| view! { <span lang=chinese(lang)>{by}</span> });
    facts.extend(writer.map(|by| Fact::new(texts::written_by(lang), by)));
    facts.extend(file.finding_id.map(|id| {
        Fact::new(texts::from_finding(lang), view! { <a href=finding_address(id)>{texts::see_finding(lang)}</a> })
    }));
    facts
}
