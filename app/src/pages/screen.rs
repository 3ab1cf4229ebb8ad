//! The screen at a factory's gate (数据上墙): the live figures of its outlets, large, and nothing to operate.

use axum::response::Response;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::time::Stamp;
use leptos::prelude::*;
use services::Error;
use services::public::enterprise::{self, EnterpriseView, OutletView};

use super::parts::{live_readings, named};
use crate::islands::{Refresh, RefreshWords};
use crate::texts::{life, screen as texts};
use crate::ui::when;
use crate::web::{At, Page, Site, Visit};

/// `GET /screen/{credit_code}`
pub async fn show(visit: Visit, At(credit_code): At<String>) -> Response {
    visit.answer(page(&visit, &credit_code).await)
}

async fn page(visit: &Visit, credit_code: &str) -> Result<Page, Error> {
    let (lang, site) = (visit.lang(), visit.site().clone());
    let credit_code: CreditCode = credit_code.parse().map_err(|_| Error::NotFound)?;
    let now = visit.ctx().now();
    let file = enterprise::show(visit.ctx(), &credit_code).await?;
    let title = texts::title(lang, file.row.name.pick(lang));
    let (wall, screen) = match file.outlets.iter().filter(|outlet| outlet.monitored).count() {
        0 | 1 => ("wall", "one"),
        2 => ("wall pair", "two"),
        _ => ("wall many", "many"),
    };
    Ok(Page::new(title, move || body(lang, &site, &file, wall, now)).live().bare(screen))
}

fn body(lang: Lang, site: &Site, file: &EnterpriseView, wall: &'static str, now: Stamp) -> impl IntoView + use<> {
    let monitored = || file.outlets.iter().filter(|outlet| outlet.monitored);
    let is_tried_out = file.outlets.iter().any(|outlet| outlet.tried_out);
    let said = if is_tried_out { life::all_tried_out(lang) } else { texts::none(lang) };
    let none = monitored().next().is_none().then(|| view! { <p class="lead">{said}</p> });
    let outlets = monitored().map(|outlet| one(lang, file.row.credit_code, outlet, now)).collect_view();
    let silent = monitored().filter(|outlet| !outlet.heard).map(|outlet| silence(lang, outlet, now)).collect_view();
    let is_live = monitored().next().is_some();
    view! {
        <h1>{named(lang, &file.row.name)}</h1>
        {none}
        // Its own refresh brings the warning up and takes it away.
        <div id="silence">{silent}</div>
        <Refresh parts=vec!["silence".to_owned()] seconds=60 words=RefreshWords::default()/>
        <div class=wall>{outlets}</div>
        {is_live.then(|| view! { <p class="small soft">{texts::note(lang, site.bureau.in_lang(lang))}</p> })}
    }
}

/// A warning as wide as the screen over an outlet that is not heard.
fn silence(lang: Lang, outlet: &OutletView, now: Stamp) -> impl IntoView + use<> {
    let said = match outlet.last_at {
        Some(at) => {
            let since = when::moment_near(lang, at, now.day());
            texts::silent(lang, outlet.code, since, when::lasting(lang, now.since(at)))
        }
        None => texts::silent_never(lang, outlet.code),
    };
    view! { <p class="alarm">{said}</p> }
}

fn one(lang: Lang, enterprise: CreditCode, outlet: &OutletView, now: Stamp) -> impl IntoView + use<> {
    let id = outlet.code.to_string();
    view! {
        <section aria-labelledby=id.clone()>
            <h2 id=id.clone()>{id.clone()} " " {named(lang, &outlet.name)}</h2>
            {live_readings(lang, enterprise, outlet.code, &outlet.readings, now).into_any()}
        </section>
    }
}
