//! What was signed, as it was signed.

use axum::response::Response;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::version;

use super::parts::address;
use crate::pages::parts::declaration::{signed, text_file};
use crate::pages::parts::quarter_name;
use crate::texts::filing as texts;
use crate::web::{At, Member, Page, Section};

/// `GET /filing/{quarter}/versions/{number}`
pub async fn show(member: Member, At((quarter, number)): At<(Quarter, i32)>) -> Response {
    member.answer(page(&member, quarter, number).await)
}

/// `GET /filing/{quarter}/versions/{number}/text`: the text that the receipt's checksum is of.
pub async fn text(member: Member, At((quarter, number)): At<(Quarter, i32)>) -> Response {
    match version(member.ctx(), member.actor(), quarter, number).await {
        Ok(found) => text_file(found),
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn page(member: &Member, quarter: Quarter, number: i32) -> Result<Page, Error> {
    let lang = member.lang();
    let found = version(member.ctx(), member.actor(), quarter, number).await?;
    let title = texts::version_title(lang, quarter_name(lang, quarter), number);
    let heading = title.clone();
    let own = move |number: i32| format!("{}/versions/{number}", address(quarter));
    let page = Page::new(title, move || view! { <h1>{heading}</h1>{signed(lang, &found, own)} });
    let page = page.within(Section::Filing).step(texts::title(lang), "/filing");
    Ok(page.step(quarter_name(lang, quarter), address(quarter)).here(texts::signed_row(lang, number)))
}
