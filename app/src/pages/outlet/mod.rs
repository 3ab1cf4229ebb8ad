//! One outlet: live readings, the last 24 hours of each pollutant, the limits and their basis.

mod charts;
mod events;
mod furnace;
mod hours;
mod limits;
mod marks;
mod own;
mod sentence;
mod series;

use axum::response::Response;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::outlet::OutletCode;
use domain::time::Stamp;
use leptos::prelude::*;
use services::Error;
use services::exceedances::PublishedEvent;
use services::marks::{PublicMark, published as published_marks};
use services::public::PageOf;
use services::public::outlet::{self, OutletPage};

use crate::pages::enterprise::{course, unmonitored};
use crate::pages::parts::{enterprise_address, live_readings, named};
use crate::texts::{enterprises, outlet as texts};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Page, Section, Visit};

/// `GET /enterprises/{credit_code}/outlets/{code}`
pub async fn show(visit: Visit, At((credit_code, code)): At<(String, String)>) -> Response {
    visit.answer(page(&visit, &credit_code, &code).await)
}

async fn page(visit: &Visit, credit_code: &str, code: &str) -> Result<Page, Error> {
    let lang = visit.lang();
    let credit_code: CreditCode = credit_code.parse().map_err(|_| Error::NotFound)?;
    let code: OutletCode = code.parse().map_err(|_| Error::NotFound)?;
    let now = visit.ctx().now();
    let file = outlet::show(visit.ctx(), &credit_code, code).await?;
    let set = published_marks(visit.ctx(), (&credit_code, code), (None, None)).await?.items;
    let events = events::find(visit.ctx(), credit_code, code).await?;
    let owner = file.enterprise.name.pick(lang).to_owned();
    let view = move || body(lang, &file, (&set, &events), now);
    let page = Page::new(texts::page_title(lang, &owner, code), view).live();
    let page = page.describe(texts::description(lang, &owner, code)).within(Section::Enterprises);
    let page = page.step(enterprises::title(lang), "/enterprises").step(owner, enterprise_address(credit_code));
    Ok(page.here(code.to_string()))
}

fn body(
    lang: Lang,
    file: &OutletPage,
    (set, events): (&[PublicMark], &PageOf<PublishedEvent>),
    now: Stamp,
) -> impl IntoView + use<> {
    let OutletPage { enterprise: owner, outlet, series, own, furnaces, corrections } = file;
    let title = format!("{} {}", outlet.code, outlet.name.pick(lang));
    // How long a logger that once spoke has been silent, its readings say.
    let silent = (outlet.monitored && outlet.last_at.is_none()).then(|| {
        view! { <Notice tone=Tone::Warn><p>{texts::silent_never(lang)}</p></Notice> }
    });
    let live = if outlet.monitored {
        live_readings(lang, owner.credit_code, outlet.code, &outlet.readings, now).into_any()
    } else {
        unmonitored(lang, outlet).into_any()
    };
    view! {
        <h1>{title}</h1>
        <p class="soft">
            <a href=enterprise_address(owner.credit_code)>{named(lang, &owner.name)}</a>
            " · " {course(lang, outlet)}
        </p>
        {silent}
        <section aria-labelledby="live" class="flow">
            <h2 id="live">{texts::live(lang)}</h2>
            {live}
        </section>
        {marks::view(lang, set)}
        {outlet.monitored.then(|| charts::view(lang, owner.credit_code, outlet.code, series))}
        {outlet.monitored.then(|| events::view(lang, (owner.credit_code, outlet.code), events))}
        {furnace::view(lang, furnaces)}
        {own::view(lang, outlet.code, own, now)}
        {limits::view(lang, &outlet.limits, corrections)}
    }
}
