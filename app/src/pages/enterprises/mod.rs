//! Search and list of enterprises.

mod filter;
mod form;
mod results;

use axum::response::Response;
use leptos::prelude::*;
use services::public::enterprises::{search, towns, trades};

use filter::Filter;

use crate::texts::enterprises as texts;
use crate::web::{Page, Section, Visit};

/// `GET /enterprises?q=&town=&industry=&class=&page=`
pub async fn show(visit: Visit) -> Response {
    visit.answer(page(&visit).await)
}

async fn page(visit: &Visit) -> Result<Page, services::Error> {
    let lang = visit.lang();
    let filter = Filter::of(visit.visitor())?;
    let found = search(visit.ctx(), &filter.query).await?;
    let towns = towns(visit.ctx()).await?;
    let trades = trades(visit.ctx()).await?;
    let title = match &filter.query.q {
        Some(words) => texts::title_found(lang, words),
        None => texts::title(lang).to_owned(),
    };
    let page = Page::new(title, move || {
        view! {
            <h1>{texts::title(lang)}</h1>
            {form::view(lang, &filter, towns, trades)}
            {results::view(lang, &filter, found)}
        }
    });
    Ok(page.describe(texts::description(lang)).within(Section::Enterprises).here(texts::title(lang)))
}
