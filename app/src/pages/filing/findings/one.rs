//! `GET /filing/findings/{id}`

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::findings::{Entry, OwnFindingView, show_own};

use super::form::Sent;
use super::{form as explanation, labels, list};
use crate::pages::filing::parts::address;
use crate::pages::parts::finding::{about, apart, sides};
use crate::pages::parts::{bills, chinese, quarter_name};
use crate::texts::filing_findings as texts;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{At, Form, Member, Page, Section};

/// The finding.
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    let sent = member.visitor().param("sent").is_some();
    let page = page(&member, id, Form::default(), sent).await;
    member.answer(page)
}

/// The page, with what was typed into its form.
pub async fn page(member: &Member, id: i64, form: Form<Sent>, sent: bool) -> Result<Page, Error> {
    let lang = member.lang();
    let finding = show_own(member.ctx(), member.actor(), id).await?;
    let may = member.actor().must(domain::access::Action::ExplainFinding).is_ok();
    let row = &finding.row;
    let title = row.title.as_ref().map_or_else(|| about(lang, &row.about), |title| title.pick(lang).to_owned());
    let status = form.status();
    let heading = title.clone();
    let page = Page::new(title.clone(), move || body(lang, &heading, &finding, &form, sent, may)).status(status);
    Ok(page.within(Section::Explanations).step(texts::title(lang), "/filing/findings").here(title))
}

fn body(
    lang: Lang,
    title: &str,
    finding: &OwnFindingView,
    form: &Form<Sent>,
    sent: bool,
    may: bool,
) -> impl IntoView + use<> {
    let (tone, word) = labels::status(lang, finding.row.status);
    let said_in = if finding.row.said.en.is_empty() { chinese(lang) } else { None };
    let outcome = finding.row.outcome.and_then(|outcome| labels::outcome(lang, outcome));
    let why = finding.why.as_ref().map(|why| {
        view! {
            <section aria-labelledby="why" class="prose">
                <h2 id="why">{texts::why(lang)}</h2>
                <p>{why.pick(lang).to_owned()}</p>
            </section>
        }
    });
    view! {
        {explanation::errors(lang, finding, form)}
        {sent.then(|| view! { <Notice tone=Tone::Ok><p>{texts::sent(lang)}</p></Notice> })}
        <h1>{title.to_owned()} " " <Tag tone word/></h1>
        <p class="lead" lang=said_in>{finding.row.said.pick(lang).to_owned()}</p>
        {outcome.map(|words| view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> })}
        {list::due(lang, &finding.row).map(|due| view! { <p><strong>{due}</strong></p> })}
        <SummaryList facts=facts(lang, finding)/>
        {billed(lang, finding)}
        {dialogue(lang, &finding.entries)}
        {explanation::form(lang, finding, form, may)}
        {why}
    }
}

fn facts(lang: Lang, finding: &OwnFindingView) -> Vec<Fact> {
    let (row, filed) = (&finding.row, &finding.filed);
    let signed = format!("{}/versions/{}", address(row.quarter), filed.number);
    let since = (filed.newest != filed.number)
        .then(|| view! { " " <span class="soft">{texts::corrected_since(lang, filed.newest)}</span> });
    let version = texts::version_of(lang, filed.number, &filed.receipt_no);
    let mut facts = vec![Fact::new(texts::about(lang), about(lang, &row.about))];
    if let Some(frozen) = &finding.frozen {
        let names = sides(lang, frozen);
        let declared = frozen.declared.map(|value| labels::figure_of(lang, frozen, value));
        facts.push(Fact::new(names.declared, declared.unwrap_or_else(|| texts::nothing(lang).to_owned())));
        let measured = frozen.measured.map(|value| labels::figure_of(lang, frozen, value));
        facts.extend(measured.map(|measured| Fact::new(names.measured, measured)));
        if let Some((words, tolerated)) = apart(lang, frozen) {
            let tolerated = tolerated.map(|words| view! { " " <span class="soft">{words}</span> });
            facts.push(Fact::new(texts::apart(lang), view! { {words}{tolerated} }));
        }
    }
    facts.push(Fact::new(texts::quarter(lang), quarter_name(lang, row.quarter)));
    facts.push(Fact::new(texts::version(lang), view! { <a href=signed>{version}</a> {since} }));
    facts
}

/// The bills, where it is about bills: the same list that the bureau sees.
fn billed(lang: Lang, finding: &OwnFindingView) -> Option<impl IntoView + use<>> {
    let facts = finding.frozen.as_ref().map(|frozen| bills(lang, frozen)).filter(|facts| !facts.is_empty())?;
    Some(view! {
        <section aria-labelledby="bills">
            <h2 id="bills">{texts::bills(lang)}</h2>
            <SummaryList facts/>
        </section>
    })
}

fn dialogue(lang: Lang, entries: &[Entry]) -> impl IntoView + use<> {
    let entry = |entry: &Entry| {
        let who = if entry.kind.is_of_enterprise() { texts::by_you(lang) } else { texts::by_bureau(lang) };
        let by = entry.by.clone().map(|by| view! { " " <span lang=chinese(lang)>{by}</span> });
        view! {
            <li>
                <h3>{who}{by}</h3>
                <p class="meta"><span>{when::moment(lang, entry.at)}</span></p>
                <p class="more said" lang=chinese(lang)>{entry.text.clone()}</p>
            </li>
        }
    };
    (!entries.is_empty()).then(|| {
        view! {
            <section aria-labelledby="dialogue">
                <h2 id="dialogue">{texts::dialogue(lang)}</h2>
                <ul class="results">{entries.iter().map(entry).collect_view()}</ul>
            </section>
        }
    })
}
