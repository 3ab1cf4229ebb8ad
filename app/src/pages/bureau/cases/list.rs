//! The cases, by how far they are.

use axum::response::Response;
use domain::access::{Action, may};
use domain::case::CaseStage;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::cases::{CaseLine, Filter, list};
use services::public::{PageOf, Paging};

use super::{case_address, labels};
use crate::pages::parts::labels::violation;
use crate::pages::parts::named;
use crate::texts::bureau_cases as texts;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::tag::Tag;
use crate::ui::when;
use crate::web::{Member, Page, Section, with_params};

/// Rows a page.
const PER_PAGE: u32 = 20;

/// `GET /bureau/cases?stage=&page=`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let stage = member.visitor().param("stage").map(str::parse).transpose().map_err(|e| Error::invalid("stage", e))?;
    let number = member.visitor().param("page").map(str::parse).transpose().map_err(|e| Error::invalid("page", e))?;
    let filter = Filter { stage, paging: Paging::new(number.unwrap_or(1), PER_PAGE), ..Filter::default() };
    let found = list(member.ctx(), member.actor(), &filter).await?;
    let begins = may(member.actor().role, Action::WorkCase);
    let title = texts::title(lang);
    let page = Page::new(title, move || {
        let how = begins.then(|| {
            view! { <p>{texts::how_to_begin(lang)} " " <a href="/bureau/enterprises">{texts::to_files(lang)}</a></p> }
        });
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            {how}
            {stages(lang, stage)}
            {results(lang, stage, found)}
        }
    });
    Ok(page.within(Section::Casework).here(title))
}

fn address(stage: Option<CaseStage>, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let stage = stage.map(CaseStage::as_str).unwrap_or_default();
    with_params("/bureau/cases", [("stage", stage), ("page", page.as_str())])
}

fn stages(lang: Lang, chosen: Option<CaseStage>) -> impl IntoView {
    let link = move |stage: Option<CaseStage>| {
        let label = stage.map_or(texts::stage_all(lang), |stage| labels::stage(lang, stage).1);
        let current = (stage == chosen).then_some("true");
        view! { <li><a href=address(stage, 1) aria-current=current>{label}</a></li> }
    };
    let all = std::iter::once(None).chain(CaseStage::ALL.iter().copied().map(Some));
    view! { <nav aria-label=texts::choose(lang)><ul class="choices">{all.map(link).collect_view()}</ul></nav> }
}

fn results(lang: Lang, stage: Option<CaseStage>, found: PageOf<CaseLine>) -> impl IntoView {
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let none = found.items.is_empty().then(|| view! { <p>{texts::none(lang)}</p> });
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{texts::found(lang, found.total)}</h2>
            {none}
            <ul class="results">{found.items.iter().map(|line| entry(lang, line)).collect_view()}</ul>
            <Pagination current last words address=Box::new(move |page| address(stage, page))/>
        </section>
    }
}

fn entry(lang: Lang, line: &CaseLine) -> impl IntoView + use<> {
    let name = line.enterprise.name.pick(lang);
    let title = texts::case_title(lang, name, violation(lang, line.kind));
    let (tone, word) = labels::stage(lang, line.stage);
    let due = line.publish_by.map(|day| {
        let day = when::short_date(lang, day.0);
        if line.overdue { texts::publish_overdue(lang, day) } else { texts::publish_due(lang, day) }
    });
    let until = line.withdraw_on.filter(|_| line.stage == CaseStage::Published);
    let until = until.map(|day| texts::shown_until(lang, when::date(lang, day.0)));
    view! {
        <li>
            <h3><a href=case_address(&line.case_no)>{title}</a></h3>
            <p class="state"><Tag tone word/></p>
            <p class="meta">
                <span>{line.case_no.clone()}</span>
                {named(lang, &line.enterprise.town)}
                <span>{texts::acted(lang, when::date(lang, line.acted_on.0))}</span>
                {due.or(until).map(|words| view! { <span>{words}</span> })}
            </p>
        </li>
    }
}
