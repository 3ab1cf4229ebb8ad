//! `GET /bureau/register/towns`: all towns of the register.

use axum::response::Response;
use domain::sheet::Kind;
use leptos::prelude::*;
use services::{Error, register};

use super::table;
use crate::texts::bureau_register as texts;
use crate::web::{Member, Page, Section};

/// The page.
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let towns = register::towns(member.ctx(), member.actor()).await?;
    let (title, done) = (texts::towns(lang), table::done(lang, member.done()));
    let body = move || {
        view! {
            <h1>{title}</h1>
            {done}
            {table::view(lang, Kind::Towns, &towns, "/bureau/register/rows/towns/new")}
        }
    };
    let page = Page::new(title, body).within(Section::Register);
    Ok(page.step(texts::title(lang), "/bureau/register").here(title))
}
