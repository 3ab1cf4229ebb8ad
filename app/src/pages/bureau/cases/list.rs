//! The cases, by how far they are.

use axum::response::Response;
use chrono::NaiveDate;
use domain::access::{Action, may};
use domain::case::CaseStage;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::cases::{CaseLine, Filter, list};
use services::public::PageOf;

use super::labels;
use crate::pages::bureau::addresses::case_address;
use crate::pages::parts::labels::violation;
use crate::pages::parts::{named, when_acted};
use crate::texts::bureau_cases as texts;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::tag::Tag;
use crate::ui::when;
use crate::web::{Member, Page, Section, with_params};

/// Rows a page.
const PER_PAGE: u32 = 20;

/// The word for published cases of which a report waits, beside the stages.
const REPORTED: &str = "reported";

/// Which cases are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chosen {
    All,
    Stage(CaseStage),
    /// Published ones of which a report waits for the publisher.
    Reported,
}

impl Chosen {
    const fn stage(self) -> Option<CaseStage> {
        match self {
            Self::Stage(stage) => Some(stage),
            Self::All | Self::Reported => None,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Stage(stage) => stage.as_str(),
            Self::Reported => REPORTED,
        }
    }

    const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::All => texts::stage_all(lang),
            Self::Stage(stage) => labels::stage(lang, stage).1,
            Self::Reported => texts::stage_reported(lang),
        }
    }
}

/// `GET /bureau/cases?stage=&page=`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let wanted = member.visitor().param("stage").filter(|stage| !stage.is_empty());
    let chosen = match wanted {
        None => Chosen::All,
        Some(REPORTED) => Chosen::Reported,
        Some(stage) => Chosen::Stage(stage.parse().map_err(|error| Error::invalid("stage", error))?),
    };
    let paging = member.visitor().paging(PER_PAGE)?;
    let (stage, reported) = (chosen.stage(), chosen == Chosen::Reported);
    let filter = Filter { stage, reported, paging, ..Filter::default() };
    let found = list(member.ctx(), member.actor(), &filter).await?;
    let today = member.ctx().now().day();
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
            {stages(lang, chosen)}
            {results(lang, today, chosen, found)}
        }
    });
    Ok(page.within(Section::Casework).here(title))
}

fn address(chosen: Chosen, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    with_params("/bureau/cases", [("stage", chosen.word()), ("page", page.as_str())])
}

fn stages(lang: Lang, chosen: Chosen) -> impl IntoView {
    let link = move |one: Chosen| {
        let current = (one == chosen).then_some("true");
        view! { <li><a href=address(one, 1) aria-current=current>{one.label(lang)}</a></li> }
    };
    let stages = CaseStage::ALL.iter().copied().map(Chosen::Stage);
    let all = std::iter::once(Chosen::All).chain(stages).chain([Chosen::Reported]);
    view! { <nav aria-label=texts::choose(lang)><ul class="choices">{all.map(link).collect_view()}</ul></nav> }
}

fn results(lang: Lang, today: NaiveDate, chosen: Chosen, found: PageOf<CaseLine>) -> impl IntoView {
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let none = found.items.is_empty().then(|| view! { <p>{texts::none(lang)}</p> });
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{texts::found(lang, found.total)}</h2>
            {none}
            <ul class="results">{found.items.iter().map(|line| entry(lang, today, line)).collect_view()}</ul>
            <Pagination current last words address=Box::new(move |page| address(chosen, page))/>
        </section>
    }
}

fn entry(lang: Lang, today: NaiveDate, line: &CaseLine) -> impl IntoView + use<> {
    let name = line.enterprise.name.pick(lang);
    let title = texts::case_title(lang, name, violation(lang, line.kind));
    let (tone, word) = labels::stage(lang, line.stage);
    let due = line.publish_by.map(|day| {
        let day = when::short_date(lang, day.0);
        if line.overdue { texts::publish_overdue(lang, day) } else { texts::publish_due(lang, day) }
    });
    let until = line.public_until.filter(|_| line.stage == CaseStage::Published);
    let until = until.map(|day| {
        let until = labels::until(lang, line.decided_on.map(|day| day.0), day.0);
        if day.0 < today { texts::shown_until_past(lang, until) } else { texts::shown_until(lang, until) }
    });
    view! {
        <li>
            <h3><a href=case_address(&line.case_no)>{title}</a></h3>
            <p class="state"><Tag tone word/></p>
            <p class="meta">
                <span>{line.case_no.clone()}</span>
                {named(lang, &line.enterprise.town)}
                <span>{texts::acted(lang, when_acted(lang, line.acted_on.0, line.acted_until.map(|day| day.0)))}</span>
                {due.or(until).map(|words| view! { <span>{words}</span> })}
            </p>
        </li>
    }
}
