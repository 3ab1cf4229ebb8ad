//! Finding an enterprise's file.

use axum::response::Response;
use domain::declaration::deadline::newest_due;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::bureau::{Search, search};
use services::public::PageOf;
use services::public::enterprises::{EnterpriseRow, Town, towns};

use crate::pages::bureau::addresses::file_address;
use crate::pages::parts::{enterprise_entry, quarter_name};
use crate::texts::bureau_enterprises as texts;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::select::{Choice, Select};
use crate::web::{Member, Page, Section, Visitor, with_params};

/// Rows a page.
const PER_PAGE: u32 = 20;
/// More than any name has.
const LONGEST: usize = 100;

/// The word of the filter in the address.
const LATE: &str = "overdue";

/// `GET /bureau/enterprises?q=&filter=&town=&page=`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

/// What the address asks for. A filter that there is not, or a page that is no number, is refused.
fn read(visitor: &Visitor) -> Result<Search, Error> {
    let q: String = visitor.param("q").unwrap_or_default().chars().take(LONGEST).collect();
    let late = match visitor.param("filter") {
        None => false,
        Some(LATE) => true,
        Some(_) => return Err(Error::invalid("filter", "there is no such filter")),
    };
    Ok(Search {
        q: Some(q).filter(|q| !q.is_empty()),
        town: visitor.param("town").map(str::to_owned),
        late,
        paging: visitor.paging(PER_PAGE)?,
    })
}

/// The address of a page of the same list.
fn address(wanted: &Search, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (q, town, filter) = (text(&wanted.q), text(&wanted.town), if wanted.late { LATE } else { "" });
    with_params("/bureau/enterprises", [("q", &*q), ("filter", filter), ("town", &*town), ("page", &*page)])
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let wanted = read(member.visitor())?;
    let found = search(member.ctx(), member.actor(), &wanted).await?;
    let is_local = member.actor().role.is_local();
    // Whoever sees one town only has none to choose.
    let towns = if is_local { Vec::new() } else { towns(member.ctx()).await? };
    let quarter = newest_due(member.ctx().now().day());
    let title = texts::title(lang);
    let page = Page::new(title, move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)} {is_local.then(|| view! { " " {texts::lead_local(lang)} })}</p>
            {form(lang, &wanted, towns)}
            {results(lang, quarter, wanted, found)}
        }
    });
    Ok(page.within(Section::Files).here(title))
}

fn form(lang: Lang, wanted: &Search, towns: Vec<Town>) -> impl IntoView + use<> {
    let q = wanted.q.clone().unwrap_or_default();
    let chosen = wanted.town.clone().unwrap_or_default();
    let town = |town: Town| Choice { label: town.name.pick(lang).to_owned(), value: town.code };
    let towns: Vec<_> = towns.into_iter().map(town).collect();
    let towns = (!towns.is_empty()).then(
        || view! { <Select name="town" label=texts::town(lang) any=texts::any_town(lang) choices=towns chosen/> },
    );
    let late = vec![Choice { value: LATE.to_owned(), label: texts::filter_late(lang).to_owned() }];
    let chosen = if wanted.late { LATE } else { "" };
    let clear = (address(wanted, 1) != "/bureau/enterprises")
        .then(|| view! { <p><a href="/bureau/enterprises">{texts::clear(lang)}</a></p> });
    view! {
        <form role="search" action="/bureau/enterprises" method="get" class="find stack">
            <div class="filters">
                <Select name="filter" label=texts::filter(lang) any=texts::filter_all(lang) choices=late chosen/>
                {towns}
            </div>
            <div class="field">
                <label for="q">{texts::q(lang)}</label>
                <div class="search">
                    <input id="q" name="q" type="search" value=q enterkeyhint="search"/>
                    <button type="submit">{texts::search(lang)}</button>
                </div>
            </div>
            {clear}
        </form>
    }
}

fn results(lang: Lang, quarter: Quarter, wanted: Search, found: PageOf<EnterpriseRow>) -> impl IntoView + use<> {
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let none = if wanted.late { texts::none_late(lang) } else { texts::none(lang) };
    let none = found.items.is_empty().then(|| view! { <p>{none}</p> });
    let head = if wanted.late {
        texts::found_late(lang, found.total, quarter_name(lang, quarter))
    } else {
        texts::found(lang, found.total)
    };
    let rows = found.items.iter().map(|row| enterprise_entry(lang, row, file_address(row.credit_code)));
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{head}</h2>
            {none}
            <ul class="results">{rows.collect_view()}</ul>
            <Pagination current last words address=Box::new(move |page| address(&wanted, page))/>
        </section>
    }
}
