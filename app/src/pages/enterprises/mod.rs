//! Search and list of enterprises.

mod filter;
mod form;
mod results;

use axum::response::Response;
use leptos::prelude::*;
use services::public::enterprises::{search, towns, trades};

use filter::Filter;

use crate::texts::enterprises as texts;
use crate::web::{Page, Section, Visit, with_params};

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
    // A town may be asked for by its name too: the map knows it by its code.
    let chosen = filter.query.town.as_deref();
    let town = towns.iter().find(|town| chosen.is_some_and(|asked| asked == town.code || asked == town.name.zh));
    let map = with_params("/map", [("town", town.map_or("", |town| town.code.as_str()))]);
    let page = Page::new(title, move || {
        view! {
            <div class="bar-line">
                <h1>{texts::title(lang)}</h1>
                <a href=map>{texts::on_the_map(lang)}</a>
            </div>
            {form::view(lang, &filter, towns, trades)}
            {results::view(lang, &filter, found)}
        }
    });
    Ok(page.describe(texts::description(lang)).within(Section::Enterprises).here(texts::title(lang)))
}
