//! The city as a picture, and the same as a list: where the works are, and how their data stand.

mod list;
mod picture;
mod words;

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::public::map::{CityMap, Query, WorksState, city_map};

use crate::number::grouped;
use crate::pages::parts::{count, named};
use crate::texts::map as texts;
use crate::ui::emphasis::Emphasis;
use crate::ui::when;
use crate::web::{Page, Section, Site, Visit, with_params};

/// Rows a page of the list of a town.
const PER_PAGE: u32 = 200;

/// `GET /map?town=&page=`
pub async fn show(visit: Visit) -> Response {
    visit.answer(page(&visit).await)
}

async fn page(visit: &Visit) -> Result<Page, Error> {
    let lang = visit.lang();
    let site = visit.site().clone();
    let query = Query {
        town: visit.visitor().param("town").map(str::to_owned),
        is_approved: !site.map_approval.is_empty(),
        paging: visit.visitor().paging(PER_PAGE)?,
    };
    let map = city_map(visit.ctx(), &query).await?;
    let town = map.chosen.map(|index| map.towns[index].name.pick(lang).to_owned());
    let page = Page::new(texts::title(lang), move || body(lang, &site, &map));
    let page = page.describe(texts::description(lang)).within(Section::Enterprises);
    Ok(match town {
        Some(town) => page.step(texts::title(lang), "/map").here(town),
        None => page.here(texts::title(lang)),
    })
}

/// The address of a town's map, or of the whole city's.
fn address(town: &str, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    with_params("/map", [("town", town), ("page", page.as_str())])
}

fn body(lang: Lang, site: &Site, map: &CityMap) -> impl IntoView + use<> {
    let moment = format!("{} {}", when::short_date(lang, map.as_of.day()), when::clock(map.as_of));
    let back = map.chosen.is_some().then(|| view! { <li><a href="/map">{texts::whole_city(lang)}</a></li> });
    view! {
        {statement(lang, site, map).into_any()}
        <ul class="asof inline">
            <li><time datetime=map.as_of.rfc3339()>{texts::as_of(lang, moment)}</time></li>
            {back}
            <li><a href="#works">{texts::to_list(lang)}</a></li>
            <li><a href="/enterprises">{texts::to_search(lang)}</a></li>
        </ul>
        <div class="map-front">
            {picture::view(lang, site, map).into_any()}
            <div class="flow">{list::attention(lang, map).into_any()}</div>
        </div>
        {list::view(lang, map).into_any()}
    }
}

/// The sentence that the page exists for, after the name of the place that it is about.
fn statement(lang: Lang, site: &Site, map: &CityMap) -> impl IntoView + use<> {
    let of = |state| count(map.counts.of(state));
    let works = grouped(count(map.counts.all()));
    let sentence = match (map.counts.all(), of(WorksState::Over)) {
        (0, _) => texts::statement_empty(lang).to_owned(),
        (_, 0) => texts::statement_none_over(lang, works, of(WorksState::Within)),
        (_, over) => texts::statement_over(lang, works, over),
    };
    let place = match map.chosen {
        Some(index) => named(lang, &map.towns[index].name).into_any(),
        None => site.city.in_lang(lang).to_owned().into_any(),
    };
    view! { <h1 class="statement">{place} {lang.pick("：", ": ")} <Emphasis text=sentence/></h1> }
}
