//! The site map: every page that a person can open, in groups.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::sitemap as texts;
use crate::web::{Page, Visit};

/// `GET /sitemap`
pub async fn show(visit: Visit) -> Response {
    let lang = visit.lang();
    let title = texts::title(lang);
    visit.answer(Ok(Page::new(title, move || body(lang)).describe(texts::description(lang)).here(title)))
}

fn body(lang: Lang) -> impl IntoView {
    view! {
        <h1>{texts::title(lang)}</h1>
        <div class="prose">
            {group(texts::for_everyone(lang), [
                ("/", texts::home(lang)),
                ("/enterprises", texts::enterprises(lang)),
                ("/map", texts::map(lang)),
                ("/cases", texts::cases(lang)),
                ("/tip", texts::tip(lang)),
                ("/tip/follow", texts::tip_follow(lang)),
                ("/statistics", texts::statistics(lang)),
            ])}
            {group(texts::for_data(lang), [
                ("/data", texts::data(lang)),
                ("/api/v1/openapi.json", texts::openapi(lang)),
                ("/api/v1/enterprises.csv", texts::enterprises_csv(lang)),
                ("/api/v1/cases.csv", texts::cases_csv(lang)),
                ("/api/v1/exceedances.csv", texts::exceedances_csv(lang)),
            ])}
            {group(texts::for_work(lang), [("/sign-in", texts::sign_in(lang))])}
            {group(texts::about_site(lang), [
                ("/about", texts::about(lang)),
                ("/about#accessibility", texts::accessibility(lang)),
                ("/about#privacy", texts::privacy(lang)),
                ("/about#errata", texts::errata(lang)),
                ("/status", texts::status(lang)),
            ])}
        </div>
    }
}

fn group<const N: usize>(title: &'static str, links: [(&'static str, &'static str); N]) -> impl IntoView {
    let entry = |(href, label): (&'static str, &'static str)| view! { <li><a href=href>{label}</a></li> };
    view! { <h2>{title}</h2><ul>{links.map(entry).collect_view()}</ul> }
}
