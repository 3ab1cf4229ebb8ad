//! The queue of events.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::exceedances::{EventRow, Filter, Show, queue};
use services::public::PageOf;
use services::public::enterprises::{Town, towns};

use super::entry::entry;
use super::filter::{self, STATES, state_word};
use crate::pages::parts::exceedance::event_status;
use crate::texts::{bureau_exceedances as texts, exceedances};
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::select::{Choice, Select};
use crate::web::{Member, Page, Section};

/// `GET /bureau/exceedances?state=&town=&page=`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let filter = filter::read(member.visitor())?;
    let found = queue(member.ctx(), member.actor(), &filter).await?;
    // Whoever sees one town only has none to choose.
    let towns = if member.actor().role.is_local() { Vec::new() } else { towns(member.ctx()).await? };
    let title = texts::title(lang);
    let page = Page::new(title, move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            <p class="soft">{exceedances::no_marks(lang)}</p>
            {form(lang, &filter, towns)}
            {results(lang, &filter, found)}
        }
    });
    Ok(page.within(Section::Exceedances).here(title))
}

fn form(lang: Lang, filter: &Filter, towns: Vec<Town>) -> AnyView {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let states = STATES.iter().map(|&status| choice(status.as_str(), event_status(lang, status).1));
    let states: Vec<_> = std::iter::once(choice("all", texts::state_all(lang))).chain(states).collect();
    let town = |town: Town| Choice { label: town.name.pick(lang).to_owned(), value: town.code };
    let towns: Vec<_> = towns.into_iter().map(town).collect();
    let chosen_town = filter.town.clone().unwrap_or_default();
    let any = texts::any(lang);
    let towns = (!towns.is_empty())
        .then(|| view! { <Select name="town" label=texts::town(lang) any choices=towns chosen=chosen_town/> });
    let narrows = filter::address(filter, 1) != "/bureau/exceedances";
    let clear = narrows.then(|| view! { <a href="/bureau/exceedances">{texts::clear(lang)}</a> });
    view! {
        <form role="search" action="/bureau/exceedances" method="get" class="stack">
            <div class="filters even">
                <Select name="state" label=texts::state(lang) any=texts::state_to_do(lang) choices=states
                    chosen=state_word(filter.show)/>
                {towns}
            </div>
            <p class="bar-line"><button type="submit">{texts::narrow(lang)}</button>{clear}</p>
        </form>
    }
    .into_any()
}

fn results(lang: Lang, filter: &Filter, found: PageOf<EventRow>) -> AnyView {
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let none = if filter.show == Show::ToDo { texts::none_to_do(lang) } else { texts::none(lang) };
    let none = found.items.is_empty().then(|| {
        view! { <p>{none} " " <a href="/bureau/exceedances?state=all">{texts::see_all(lang)}</a></p> }
    });
    let filter = filter.clone();
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{texts::found(lang, found.total)}</h2>
            {none}
            <ul class="results">{found.items.iter().map(|row| entry(lang, row)).collect_view()}</ul>
            <Pagination current last words address=Box::new(move |page| filter::address(&filter, page))/>
        </section>
    }
    .into_any()
}
