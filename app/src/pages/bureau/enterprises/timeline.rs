//! The timeline, with links that narrow it to one kind.

use domain::access::Role;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use leptos::prelude::*;
use services::bureau::{Event, Kind, Late, Timeline};

use super::event::{TimelineLine, line};
use crate::pages::bureau::addresses::file_address;
use crate::pages::parts::quarter_name;
use crate::texts::bureau_enterprises as texts;
use crate::ui::notice::Notice;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::with_params;

/// The section.
pub fn view(
    lang: Lang,
    role: Role,
    code: CreditCode,
    (timeline, late): (&Timeline, Option<&Late>),
    kind: Option<Kind>,
) -> impl IntoView + use<> {
    let page = &timeline.events;
    let (current, last) = (u64::from(page.page), page.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let none = page.items.is_empty().then(|| view! { <p>{texts::nothing(lang)}</p> });
    let rows = page.items.iter().map(|event| row(lang, role, code, event)).collect_view();
    view! {
        <section aria-labelledby="timeline" class="flow">
            <h2 id="timeline">{texts::timeline(lang)}</h2>
            {late.map(|late| missing(lang, late))}
            {kinds(lang, code, timeline, kind)}
            {none}
            <ol class="timeline">{rows}</ol>
            <Pagination current last words address=Box::new(move |page| address(code, kind, page))/>
        </section>
    }
}

/// What has not happened and should have.
fn missing(lang: Lang, late: &Late) -> impl IntoView + use<> {
    let quarter = quarter_name(lang, late.quarter);
    let (due, last) = (when::date(lang, late.due_day), when::date(lang, late.last_day));
    let words = texts::late(lang, quarter, due, late.days, last);
    view! { <Notice tone=Tone::Over><p>{words}</p></Notice> }
}

/// The address of a page of one kind, or of all.
fn address(code: CreditCode, kind: Option<Kind>, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let show = kind.map(Kind::as_str).unwrap_or_default();
    with_params(&file_address(code), [("show", show), ("page", page.as_str())])
}

fn kinds(lang: Lang, code: CreditCode, timeline: &Timeline, chosen: Option<Kind>) -> impl IntoView + use<> {
    let all: u64 = timeline.kinds.iter().map(|(_, number)| number).sum();
    let link = move |kind: Option<Kind>, label: &'static str, number: u64| {
        let current = (kind == chosen).then_some("true");
        view! { <li><a href=address(code, kind, 1) aria-current=current>{label} " " {texts::entries(lang, number)}</a></li> }
    };
    let own = timeline.kinds.iter().map(|&(kind, number)| link(Some(kind), label(lang, kind), number));
    view! {
        <nav aria-label=texts::choose(lang)>
            <ul class="choices">{link(None, texts::kind_all(lang), all)}{own.collect_view()}</ul>
        </nav>
    }
}

const fn label(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Declarations => texts::kind_declarations(lang),
        Kind::Findings => texts::kind_findings(lang),
        Kind::Exceedances => texts::kind_exceedances(lang),
        Kind::Marks => texts::kind_marks(lang),
        Kind::Tips => texts::kind_tips(lang),
        Kind::Cases => texts::kind_cases(lang),
    }
}

fn row(lang: Lang, role: Role, code: CreditCode, event: &Event) -> impl IntoView + use<> {
    let TimelineLine { head, href, more, tag } = line(lang, role, code, &event.what);
    let head = match href {
        Some(href) => view! { <a href=href>{head}</a> }.into_any(),
        None => head.into_any(),
    };
    let day = event.at.day();
    view! {
        <li class=event.kind.as_str()>
            <time datetime=day.to_string()>{when::date(lang, day)}</time>
            <div>
                <p><strong>{head}</strong> " " {tag}</p>
                {more.map(|more| view! { <p class="small">{more}</p> })}
            </div>
        </li>
    }
}
