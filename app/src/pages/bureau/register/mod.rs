//! The register: finding an enterprise, all that is held of it, the form that enters or changes one row, the import of many
//! from spreadsheets, the city's map, and what may have been registered twice.

mod changes;
mod duplicates;
mod enterprise;
mod find;
mod identity;
pub mod import;
pub mod knocking;
mod life;
mod map;
mod owner;
mod post;
mod premises;
mod row;
mod row_form;
mod sent;
mod table;
mod towns;

pub use table::name as rows_name;

use axum::http::StatusCode;
use axum::routing::get;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::sheet::Kind;
use leptos::prelude::*;

use crate::pages::Routes;
use crate::texts::bureau_register as texts;
use crate::web::{Page, Section};

/// A page on which files are brought into the register: what came of the last ones stands above the form.
fn upload_page(lang: Lang, (title, status): (&'static str, StatusCode), said: Option<AnyView>, form: AnyView) -> Page {
    let body = move || view! { <h1>{title}</h1> {said} {form} };
    let page = Page::new(title, body).status(status).within(Section::Register);
    page.step(texts::title(lang), "/bureau/register").here(title)
}

/// The addresses of this part.
pub(super) fn routes() -> Routes {
    Routes::default()
        .at("/bureau/register", get(find::show))
        .at("/bureau/register/towns", get(towns::show))
        .at(PREMISES, get(premises::show))
        .at("/bureau/register/import", get(import::show).post(import::import))
        .at("/bureau/register/map", get(map::show).post(map::post))
        .at("/bureau/register/template", get(import::template))
        .at("/bureau/register/duplicates", get(duplicates::queue))
        .at("/bureau/register/duplicates/{credit_code}/{other_code}", get(duplicates::pair))
        .at(
            "/bureau/register/duplicates/{credit_code}/{other_code}/merge",
            get(duplicates::pair).post(duplicates::merge),
        )
        .at(
            "/bureau/register/duplicates/{credit_code}/{other_code}/apart",
            get(duplicates::pair).post(duplicates::apart),
        )
        .at("/bureau/register/of/{credit_code}", get(enterprise::show))
        .at("/bureau/register/of/{credit_code}/unmerge", get(duplicates::unmerge).post(duplicates::undo))
        .at("/bureau/register/of/{credit_code}/identity", get(identity::show).post(identity::post))
        .at("/bureau/register/rows/{kind}/new", get(row::new).post(post::add))
        .at("/bureau/register/rows/{kind}/{id}", get(row::show).post(post::change))
        .at("/bureau/register/rows/{kind}/{id}/open", get(life::open).post(life::put_open))
        .at("/bureau/register/rows/{kind}/{id}/close", get(life::close).post(life::put_close))
}

/// The page of what is held of an enterprise.
fn enterprise_address(credit_code: CreditCode) -> String {
    format!("/bureau/register/of/{credit_code}")
}

/// The page of a row.
fn row_address(kind: Kind, id: i64) -> String {
    format!("/bureau/register/rows/{kind}/{id}")
}

/// Where rows of a kind stand: on the page of their enterprise, or on that of all towns or premises.
fn list_address(kind: Kind, of: Option<CreditCode>) -> String {
    let all = if kind == Kind::Premises { PREMISES } else { "/bureau/register/towns" };
    of.map_or_else(|| all.to_owned(), enterprise_address)
}

/// The page of all premises.
const PREMISES: &str = "/bureau/register/premises";
