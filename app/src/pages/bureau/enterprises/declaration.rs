//! What an enterprise signed, as the bureau reads it.

use axum::response::Response;
use domain::credit_code::CreditCode;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::version_of;

use super::{declaration_address, file_address};
use crate::pages::parts::declaration::signed;
use crate::pages::parts::quarter_name;
use crate::texts::{bureau_enterprises as texts, filing};
use crate::web::{At, Member, Page, Section};

/// `GET /bureau/enterprises/{credit_code}/declarations/{quarter}/{version}`
pub async fn show(member: Member, At((credit_code, quarter, version)): At<(String, Quarter, i32)>) -> Response {
    member.answer(page(&member, &credit_code, quarter, version).await)
}

async fn page(member: &Member, credit_code: &str, quarter: Quarter, version: i32) -> Result<Page, Error> {
    let lang = member.lang();
    let code: CreditCode = credit_code.parse().map_err(|_| Error::NotFound)?;
    let found = version_of(member.ctx(), member.actor(), code, quarter, version).await?;
    let name = found.receipt.enterprise.name.pick(lang).to_owned();
    let here = filing::version_title(lang, quarter_name(lang, quarter), version);
    let title = format!("{name} · {here}");
    let heading = title.clone();
    let address = move |version: i32| declaration_address(code, quarter, version);
    let page = Page::new(title, move || view! { <h1>{heading}</h1>{signed(lang, &found, address)} });
    let page = page.within(Section::Files).step(texts::title(lang), "/bureau/enterprises");
    Ok(page.step(name, file_address(code)).here(here))
}
