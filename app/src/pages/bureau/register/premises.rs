//! `GET /bureau/register/premises`: all premises of the register.

use axum::response::Response;
use domain::sheet::Kind;
use leptos::prelude::*;
use services::{Error, register};

use super::table;
use crate::pages::bureau::addresses::premises_address;
use crate::texts::{bureau_premises as premises, bureau_register as texts};
use crate::web::{Member, Page, Section};

/// The page.
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let rows = register::premises(member.ctx(), member.actor()).await?;
    let (title, done) = (texts::premises(lang), table::done(lang, member.done()));
    let body = move || {
        let one = |row: &register::Standing| {
            let code = row.said.first().cloned().unwrap_or_default();
            view! { <li><a href=premises_address(row.id)>{premises::tenants_of(lang, code)}</a></li> }
        };
        let tenants = rows.iter().map(one).collect_view();
        view! {
            <h1>{title}</h1>
            {done}
            <p>{premises::lead(lang)}</p>
            {table::view(lang, Kind::Premises, &rows, "/bureau/register/rows/premises/new")}
            <ul class="inline">{tenants}</ul>
        }
    };
    let page = Page::new(title, body).within(Section::Register);
    Ok(page.step(texts::title(lang), "/bureau/register").here(title))
}
