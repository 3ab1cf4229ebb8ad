//! The same as the picture, as lists: they are enough by themselves.

use domain::lang::Lang;
use domain::map::MOST_SINGLE;
use leptos::prelude::*;
use services::public::map::{CityMap, TownOnMap, Works, WorksState};

use super::picture::sign;
use super::{address, words};
use crate::pages::parts::{count, enterprise_address, named};
use crate::texts::map as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::pagination::{PageWords, Pagination};

/// Works of a state that are named beside the picture.
const NAMED: usize = 12;

/// Who is beyond a limit and who is silent, beside the picture.
pub fn attention(lang: Lang, map: &CityMap) -> impl IntoView + use<> {
    let over = named_ones(lang, map, WorksState::Over, texts::over_none(lang));
    let silent = named_ones(lang, map, WorksState::Silent, texts::silent_none(lang));
    let has_silent = map.counts.of(WorksState::Silent) > 0;
    let note = has_silent.then(|| view! { <p class="small soft">{texts::silent_note(lang)}</p> });
    view! {
        <section aria-labelledby="over-title" class="flow ruled">
            <h2 id="over-title">{texts::over(lang)}</h2>
            {over}
            <p class="small soft"><a href="/about#judging">{texts::how_judged(lang)}</a></p>
        </section>
        <section aria-labelledby="silent-title" class="flow ruled">
            <h2 id="silent-title">{texts::silent(lang)}</h2>
            {silent}
            {note}
        </section>
    }
}

fn named_ones(lang: Lang, map: &CityMap, state: WorksState, none: &'static str) -> AnyView {
    let own: Vec<&Works> = map.works.iter().filter(|works| works.state == state).collect();
    if own.is_empty() {
        return view! { <p>{none}</p> }.into_any();
    }
    let row = |works: &&Works| {
        let town = &map.towns[works.town].name;
        view! { <li>{sign(state)} " " {link(lang, works)} " " <span class="soft small">{named(lang, town)}</span></li> }
    };
    let rows = own.iter().take(NAMED).map(row).collect_view();
    let left = own.len().saturating_sub(NAMED);
    let more = (left > 0).then(|| view! { <p class="small"><a href="#works">{texts::more(lang, count(left))}</a></p> });
    view! { <ul class="map-works">{rows}</ul> {more} }.into_any()
}

fn link(lang: Lang, works: &Works) -> impl IntoView + use<> {
    view! { <a href=enterprise_address(works.credit_code)>{named(lang, &works.name)}</a> }
}

/// All works by town, or those of the town that was asked for.
pub fn view(lang: Lang, map: &CityMap) -> impl IntoView + use<> {
    let content = match map.chosen {
        Some(index) => of_town(lang, map, &map.towns[index]).into_any(),
        None => of_city(lang, map).into_any(),
    };
    view! {
        <section id="works" aria-labelledby="works-title" class="flow">
            <h2 id="works-title">{if map.chosen.is_some() { texts::all_works(lang) } else { texts::by_town(lang) }}</h2>
            {content}
            <p class="small soft">{texts::closed(lang)}</p>
        </section>
    }
}

fn of_city(lang: Lang, map: &CityMap) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(texts::town(lang)),
        Column::numbers(texts::works(lang)),
        Column::numbers(texts::column_over(lang)),
        Column::numbers(texts::column_silent(lang)),
    ];
    let row = |town: &TownOnMap| {
        let number = |state| Some(town.counts.of(state)).filter(|number| *number > 0);
        view! {
            <tr>
                <th scope="row"><a href=address(&town.code, 1)>{named(lang, &town.name)}</a></th>
                <td class="n" data-head=texts::works(lang)>{town.counts.all()}</td>
                <td class="n" data-head=texts::column_over(lang)>{number(WorksState::Over)}</td>
                <td class="n" data-head=texts::column_silent(lang)>{number(WorksState::Silent)}</td>
            </tr>
        }
    };
    let rows = map.towns.iter().map(row).collect_view();
    // As many as are drawn one by one stand here one by one too.
    let all = (map.works.len() <= MOST_SINGLE).then(|| {
        let town = |(index, town): (usize, &TownOnMap)| {
            let own: Vec<&Works> = map.works.iter().filter(|works| works.town == index).collect();
            (!own.is_empty()).then(|| {
                view! {
                    <section class="map-town">
                        <h3>{named(lang, &town.name)} " " <span class="soft small">{texts::in_town(lang, count(own.len()))}</span></h3>
                        <ul class="map-works">{own.iter().map(|works| entry(lang, works)).collect_view()}</ul>
                    </section>
                }
            })
        };
        map.towns.iter().enumerate().map(town).collect_view()
    });
    view! {
        <DataTable caption=texts::by_town(lang) hide_caption=true columns>{rows}</DataTable>
        <div class="map-towns">{all}</div>
    }
}

fn of_town(lang: Lang, map: &CityMap, town: &TownOnMap) -> impl IntoView + use<> {
    let page = &map.page;
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let (current, last, code) = (u64::from(page.page), page.pages(), town.code.clone());
    let rows = page.items.iter().map(|works| entry(lang, works)).collect_view();
    view! {
        <p>{texts::in_town(lang, page.total)}</p>
        <ul class="map-works">{rows}</ul>
        <Pagination current last words address=Box::new(move |page| address(&code, page))/>
    }
}

fn entry(lang: Lang, works: &Works) -> impl IntoView + use<> {
    let said = words::state(lang, works.state);
    view! { <li>{sign(works.state)} " " {link(lang, works)} " " <span class="soft small">{said}</span></li> }
}
