//! What the public will read of a case.

use domain::lang::Lang;
use leptos::prelude::*;
use services::cases::CaseFile;

use super::labels::gravity;
use crate::pages::bureau::enterprises::file_address;
use crate::pages::bureau::findings::finding_address;
use crate::pages::parts::labels::violation;
use crate::pages::parts::{chinese, fine_figure, named};
use crate::texts::bureau_cases as texts;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::when;

/// The sections, with the particulars beside them.
pub fn view(lang: Lang, file: &CaseFile) -> impl IntoView + use<> {
    let content = &file.content;
    let section = |id: &'static str, head: &'static str, text: &str| {
        let (text, mark) =
            if text.is_empty() { (texts::empty(lang).to_owned(), None) } else { (text.to_owned(), chinese(lang)) };
        view! { <section aria-labelledby=id><h3 id=id>{head}</h3><p class="written" lang=mark>{text}</p></section> }
    };
    view! {
        <section aria-labelledby="preview" class="flow">
            <h2 id="preview">{texts::preview(lang)}</h2>
            <div class="beside">
                <SummaryList facts=facts(lang, file)/>
                <div class="stack">
                    {section("facts", texts::facts(lang), &content.facts)}
                    {section("basis", texts::basis(lang), &content.basis)}
                    {section("discretion", texts::discretion(lang), &content.discretion)}
                    {section("rectification", texts::rectification(lang), &content.rectification)}
                    {section("statement", texts::statement(lang), &content.statement)}
                </div>
            </div>
        </section>
    }
}

fn facts(lang: Lang, file: &CaseFile) -> Vec<Fact> {
    let (row, content) = (&file.line, &file.content);
    let unknown = || texts::unknown(lang).to_owned();
    let enterprise = view! { <a href=file_address(row.enterprise.credit_code)>{named(lang, &row.enterprise.name)}</a> };
    let penalty = if content.fine.0 > 0 {
        texts::fine_of(lang, fine_figure(lang, content.fine))
    } else {
        texts::no_fine(lang).to_owned()
    };
    let document = match content.document_no.clone() {
        none if none.is_empty() => unknown().into_any(),
        number => view! { <span lang=chinese(lang)>{number}</span> }.into_any(),
    };
    let decided = content.decided_on.map_or_else(unknown, |day| when::date(lang, day));
    let grave = content.gravity.map_or_else(unknown, |one| gravity(lang, one).to_owned());
    let mut facts = vec![
        Fact::new(texts::enterprise(lang), enterprise),
        Fact::new(texts::case_no(lang), row.case_no.clone()),
        Fact::new(texts::kind(lang), violation(lang, content.kind)),
        Fact::new(texts::acted_on(lang), when::date(lang, content.acted_on)),
        Fact::new(texts::decided_on(lang), decided),
        Fact::new(texts::document_no(lang), document),
        Fact::new(texts::fine(lang), penalty),
        Fact::new(texts::gravity(lang), grave),
    ];
    facts.extend(file.drafted_by.clone().map(|by| Fact::new(texts::written_by(lang), by)));
    facts.extend(file.finding_id.map(|id| {
        Fact::new(texts::from_finding(lang), view! { <a href=finding_address(id)>{texts::see_finding(lang)}</a> })
    }));
    facts
}
