//! The public file of an enterprise: who it is, what it may discharge, what it does now, what it declared, what was
//! decided.

mod cases;
mod declarations;
pub(super) mod outlets;
pub(super) mod particulars;
mod state;
pub(super) mod strip;

pub use outlets::{course, unmonitored};

use axum::response::Response;
use domain::credit_code::CreditCode;
use leptos::prelude::*;
use services::Error;
use services::public::enterprise;

use crate::texts::{enterprise as texts, enterprises};
use crate::web::{At, Page, Section, Visit};

/// `GET /enterprises/{credit_code}`
pub async fn show(visit: Visit, At(credit_code): At<String>) -> Response {
    visit.answer(page(&visit, &credit_code).await)
}

async fn page(visit: &Visit, credit_code: &str) -> Result<Page, Error> {
    let lang = visit.lang();
    let credit_code: CreditCode = credit_code.parse().map_err(|_| Error::NotFound)?;
    let now = visit.ctx().now();
    let file = enterprise::show(visit.ctx(), &credit_code).await?;
    let name = file.row.name.pick(lang).to_owned();
    let site = visit.site().clone();
    let page = Page::new(name.clone(), move || {
        view! {
            {state::view(lang, &file.row)}
            {strip::view(lang, &file.quarters)}
            <div class="two">
                <div>
                    {outlets::view(lang, credit_code, &file.outlets, now)}
                    {declarations::view(lang, &site, &file.declarations)}
                    {cases::view(lang, &file.cases)}
                </div>
                {particulars::view(lang, &file)}
            </div>
        }
    });
    let page = page.describe(texts::description(lang, &name)).within(Section::Enterprises).live();
    Ok(page.step(enterprises::title(lang), "/enterprises").here(name))
}
