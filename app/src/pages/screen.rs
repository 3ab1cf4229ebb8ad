//! The screen at a factory's gate (数据上墙): the live figures of its outlets, large, and nothing to operate.

use axum::response::Response;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::public::enterprise::{self, EnterpriseView, OutletView};

use super::parts::{live_readings, named};
use crate::texts::screen as texts;
use crate::web::{At, Page, Site, Visit};

/// `GET /screen/{credit_code}`
pub async fn show(visit: Visit, At(credit_code): At<String>) -> Response {
    visit.answer(page(&visit, &credit_code).await)
}

async fn page(visit: &Visit, credit_code: &str) -> Result<Page, Error> {
    let (lang, site) = (visit.lang(), visit.site().clone());
    let credit_code: CreditCode = credit_code.parse().map_err(|_| Error::NotFound)?;
    let file = enterprise::show(visit.ctx(), &credit_code).await?;
    let title = texts::title(lang, file.row.name.pick(lang));
    Ok(Page::new(title, move || body(lang, &site, &file)).live().bare())
}

fn body(lang: Lang, site: &Site, file: &EnterpriseView) -> impl IntoView + use<> {
    let monitored = || file.outlets.iter().filter(|outlet| outlet.monitored);
    let none = monitored().next().is_none().then(|| view! { <p class="lead">{texts::none(lang)}</p> });
    let outlets = monitored().map(|outlet| one(lang, file.row.credit_code, outlet)).collect_view();
    view! {
        <h1>{named(lang, &file.row.name)}</h1>
        {none}
        <div class="wall">{outlets}</div>
        <p class="small soft">{texts::note(lang, site.bureau.in_lang(lang))}</p>
    }
}

fn one(lang: Lang, enterprise: CreditCode, outlet: &OutletView) -> impl IntoView + use<> {
    let id = outlet.code.to_string();
    view! {
        <section aria-labelledby=id.clone()>
            <h2 id=id.clone()>{id.clone()} " " {named(lang, &outlet.name)}</h2>
            {live_readings(lang, enterprise, outlet.code, &outlet.readings)}
        </section>
    }
}
