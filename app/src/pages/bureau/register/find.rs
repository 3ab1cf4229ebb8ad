//! `GET /bureau/register`: finding an enterprise of the register.

use axum::response::Response;
use domain::access::Action;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::bureau::{Search, search};
use services::devices::knocking as knocking_now;
use services::public::PageOf;
use services::public::enterprises::EnterpriseRow;

use super::duplicates::QUEUE;
use super::{PREMISES, enterprise_address, knocking};
use crate::pages::parts::{chinese, named};
use crate::texts::{
    bureau_enterprises as finds, bureau_register as texts, register_duplicates as duplicates, register_map as map,
};
use crate::ui::pagination::{PageWords, Pagination};
use crate::web::{Member, Page, Section, with_params};

/// Rows a page.
const PER_PAGE: u32 = 20;
/// More than any name has.
const LONGEST: usize = 100;

/// `GET /bureau/register?q=&page=`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    member.actor().must(Action::ManageRegister)?;
    let (lang, visitor) = (member.lang(), member.visitor());
    let q: String = visitor.param("q").unwrap_or_default().chars().take(LONGEST).collect();
    let wanted =
        Search { q: Some(q.clone()).filter(|q| !q.is_empty()), paging: visitor.paging(PER_PAGE)?, ..Search::default() };
    let found = search(member.ctx(), member.actor(), &wanted).await?;
    let strangers = knocking_now(member.ctx(), member.actor()).await?;
    let title = texts::title(lang);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            <ul class="inline">
                <li><a href="/bureau/register/rows/enterprises/new">{texts::new_enterprise(lang)}</a></li>
                <li><a href="/bureau/register/towns">{texts::towns(lang)}</a></li>
                <li><a href=PREMISES>{texts::premises(lang)}</a></li>
                <li><a href="/bureau/register/import">{texts::to_import(lang)}</a></li>
                <li><a href="/bureau/register/map">{map::title(lang)}</a></li>
                <li><a href=QUEUE>{duplicates::title(lang)}</a></li>
            </ul>
            <form role="search" action="/bureau/register" method="get" class="find">
                <div class="field">
                    <label for="q">{texts::q(lang)}</label>
                    <div class="search">
                        <input id="q" name="q" type="search" value=q.clone() enterkeyhint="search"/>
                        <button type="submit">{finds::search(lang)}</button>
                    </div>
                </div>
            </form>
            {results(lang, q, &found)}
            {knocking::view(lang, &strangers, &[])}
        }
    };
    Ok(Page::new(title, body).within(Section::Register).here(title))
}

fn results(lang: Lang, q: String, found: &PageOf<EnterpriseRow>) -> impl IntoView + use<> {
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: finds::pages(lang), previous: finds::previous(lang), next: finds::next(lang) };
    let none = found.items.is_empty().then(|| view! { <p>{finds::none(lang)}</p> });
    let row = |row: &EnterpriseRow| {
        let (code, address) = (row.credit_code.to_string(), row.address.clone());
        view! {
            <li>
                <h3><a href=enterprise_address(row.credit_code)>{named(lang, &row.name)}</a></h3>
                <p class="meta">
                    <span class="code">{code}</span>
                    <span>{named(lang, &row.town)}</span>
                    <span lang=chinese(lang)>{address}</span>
                </p>
            </li>
        }
    };
    let rows = found.items.iter().map(row).collect_view();
    let address = move |page: u64| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        with_params("/bureau/register", [("q", q.as_str()), ("page", page.as_str())])
    };
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{finds::found(lang, found.total)}</h2>
            {none}
            <ul class="results">{rows}</ul>
            <Pagination current last words address=Box::new(address)/>
        </section>
    }
}
