//! `GET /bureau/alarms?state=&kind=&town=&page=`

use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use domain::sign::SignKind;
use leptos::prelude::*;
use services::Error;
use services::alarms::{Filter, Place, Show, desk};
use services::public::PageOf;
use services::public::enterprises::{Town, towns};

use super::filter::{self, EXCEEDANCE, SHOWN, kind_word, state_word};
use super::place::place;
use crate::pages::parts::sign::sign_kind;
use crate::texts::{bureau_alarms as texts, exceedances, signs};
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::select::{Choice, Select};
use crate::web::{Member, Page, Section};

/// The list.
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let filter = filter::read(member.visitor())?;
    let role = member.actor().role;
    let found = desk(member.ctx(), member.actor(), &filter).await?;
    // Whoever sees one town only has none to choose.
    let towns = if role.is_local() { Vec::new() } else { towns(member.ctx()).await? };
    let red = if may(role, Action::ReadFindings) {
        services::findings::counts(member.ctx(), member.actor()).await?.red
    } else {
        0
    };
    let title = texts::title(lang);
    let page = Page::new(title, move || {
        let findings = (red > 0).then(|| view! { <p><a href="/bureau/findings">{texts::findings(lang, red)}</a></p> });
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            <p class="soft">{signs::question_only(lang)} " " {exceedances::no_marks(lang)}</p>
            {findings}
            {form(lang, &filter, towns)}
            {results(lang, &filter, found)}
        }
    });
    Ok(page.within(Section::Alarms).here(title))
}

fn form(lang: Lang, filter: &Filter, towns: Vec<Town>) -> AnyView {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let state = |show: Show| match show {
        Show::ToDo => texts::show_to_do(lang),
        Show::Asked => texts::show_asked(lang),
        Show::Inspected => texts::show_inspected(lang),
        Show::Settled => texts::show_settled(lang),
    };
    let states: Vec<_> = SHOWN.iter().map(|show| choice(state_word(*show), state(*show))).collect();
    let kinds = SignKind::ALL.iter().map(|kind| choice(kind.as_str(), sign_kind(lang, *kind)));
    let kinds: Vec<_> = std::iter::once(choice(EXCEEDANCE, texts::kind_exceedance(lang))).chain(kinds).collect();
    let town = |town: Town| Choice { label: town.name.pick(lang).to_owned(), value: town.code };
    let towns: Vec<_> = towns.into_iter().map(town).collect();
    let chosen_town = filter.town.clone().unwrap_or_default();
    let any = texts::any(lang);
    let towns = (!towns.is_empty())
        .then(|| view! { <Select name="town" label=texts::town(lang) any choices=towns chosen=chosen_town/> });
    let narrows = filter::address(filter, 1) != "/bureau/alarms";
    let clear = narrows.then(|| view! { <a href="/bureau/alarms">{texts::clear(lang)}</a> });
    view! {
        <form role="search" action="/bureau/alarms" method="get" class="stack">
            <div class="filters even">
                <Select name="state" label=texts::show(lang) any=texts::show_to_do(lang) choices=states
                    chosen=state_word(filter.show)/>
                <Select name="kind" label=texts::kind(lang) any choices=kinds chosen=kind_word(filter.what)/>
                {towns}
            </div>
            <p class="bar-line"><button type="submit">{texts::narrow(lang)}</button>{clear}</p>
        </form>
    }
    .into_any()
}

fn results(lang: Lang, filter: &Filter, found: PageOf<Place>) -> AnyView {
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let all = filter.show == Show::ToDo && filter.what.is_none() && filter.town.is_none();
    let none = if all { texts::none_to_do(lang) } else { texts::none(lang) };
    let none = found.items.is_empty().then(|| view! { <p>{none}</p> });
    let filter = filter.clone();
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{texts::found(lang, found.total)}</h2>
            {none}
            {found.items.iter().map(|one| place(lang, one)).collect_view()}
            <Pagination current last words address=Box::new(move |page| filter::address(&filter, page))/>
        </section>
    }
    .into_any()
}
