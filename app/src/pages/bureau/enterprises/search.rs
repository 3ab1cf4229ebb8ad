//! Finding an enterprise's file.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::bureau::search;
use services::public::enterprises::{EnterpriseRow, Query};
use services::public::{PageOf, Paging};

use super::file_address;
use crate::pages::parts::{labels, named};
use crate::texts::bureau_enterprises as texts;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::tag::Tag;
use crate::web::{Member, Page, Section, with_params};

/// Rows a page.
const PER_PAGE: u32 = 20;
/// More than any name has.
const LONGEST: usize = 100;

/// `GET /bureau/enterprises?q=&page=`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let q: String = member.visitor().param("q").unwrap_or_default().chars().take(LONGEST).collect();
    let number = member.visitor().param("page").map(str::parse).transpose().map_err(|e| Error::invalid("page", e))?;
    let paging = Paging::new(number.unwrap_or(1), PER_PAGE);
    let query = Query { q: Some(q.clone()).filter(|q| !q.is_empty()), paging, ..Query::default() };
    let found = search(member.ctx(), member.actor(), &query).await?;
    let is_local = member.actor().role.is_local();
    let title = texts::title(lang);
    let page = Page::new(title, move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)} {is_local.then(|| view! { " " {texts::lead_local(lang)} })}</p>
            {form(lang, q.clone())}
            {results(lang, q, found)}
        }
    });
    Ok(page.within(Section::Files).here(title))
}

fn form(lang: Lang, q: String) -> impl IntoView {
    view! {
        <form role="search" action="/bureau/enterprises" method="get" class="find">
            <label for="q">{texts::q(lang)}</label>
            <div class="search">
                <input id="q" name="q" type="search" value=q enterkeyhint="search"/>
                <button type="submit">{texts::search(lang)}</button>
            </div>
        </form>
    }
}

fn results(lang: Lang, q: String, found: PageOf<EnterpriseRow>) -> impl IntoView {
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let none = found.items.is_empty().then(|| view! { <p>{texts::none(lang)}</p> });
    let address = move |page: u64| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        with_params("/bureau/enterprises", [("q", q.as_str()), ("page", page.as_str())])
    };
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{texts::found(lang, found.total)}</h2>
            {none}
            <ul class="results">{found.items.iter().map(|row| entry(lang, row)).collect_view()}</ul>
            <Pagination current last words address=Box::new(address)/>
        </section>
    }
}

fn entry(lang: Lang, row: &EnterpriseRow) -> impl IntoView + use<> {
    let tag = |(tone, word)| view! { <Tag tone word/> " " };
    view! {
        <li>
            <h3><a href=file_address(row.credit_code)>{named(lang, &row.name)}</a></h3>
            <p class="state">{labels::pulse(lang, row.pulse).into_iter().map(tag).collect_view()}</p>
            <p class="meta">
                <span>{named(lang, &row.town)}</span>
                <span>{labels::industry(lang, row.industry)}</span>
                <span>{labels::class(lang, row.class)}</span>
                <span class="code">{row.credit_code.to_string()}</span>
            </p>
        </li>
    }
}
