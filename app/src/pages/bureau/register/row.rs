//! The page of one row: a new one, or one that stands.

use axum::response::Response;
use domain::access::Action;
use domain::lang::Lang;
use domain::sheet::Kind;
use leptos::prelude::*;
use services::devices::{Knocking, knocking};
use services::public::enterprises::towns;
use services::register::LifeAct;
use services::{Error, register};

use super::owner::owner;
use super::row_form::{self, Row};
use super::sent::{FormState, Sent};
use super::table::name;
use super::{life, list_address, row_address};
use crate::pages::bureau::addresses::premises_address;
use crate::texts::{bureau_premises as premises_texts, bureau_register as texts, register_life as life_texts};
use crate::web::{At, Form, Member, Page, Section};

/// Fields that the way here may say: whose the row will be, and which logger it is that knocks.
const SAID: [&str; 3] = ["enterprise", "outlet", "mn"];

/// `GET /bureau/register/rows/{kind}/new?enterprise=&outlet=&mn=`
pub async fn new(member: Member, At(kind): At<Kind>) -> Response {
    let said = SAID.into_iter().filter_map(|field| {
        let said = member.visitor().param(field)?;
        Some((field.to_owned(), said.chars().take(40).collect()))
    });
    let form = Form::new(Sent { cells: said.collect(), ..Sent::default() });
    member.answer(page(&member, kind, None, FormState { form, ..FormState::default() }).await)
}

/// `GET /bureau/register/rows/{kind}/{id}`
pub async fn show(member: Member, At((kind, id)): At<(Kind, i64)>) -> Response {
    member.answer(page(&member, kind, Some(id), FormState::default()).await)
}

/// The page with its form, as it is or come back.
pub async fn page(member: &Member, kind: Kind, id: Option<i64>, state: FormState) -> Result<Page, Error> {
    member.actor().must(Action::ManageRegister)?;
    let lang = member.lang();
    let standing = match id {
        Some(id) => Some(register::one(member.ctx(), member.actor(), kind, id).await?),
        None => None,
    };
    let lies_in_a_town = matches!(kind, Kind::Enterprises | Kind::Premises);
    let towns = if lies_in_a_town { towns(member.ctx()).await? } else { Vec::new() };
    let title = match standing {
        Some(_) => texts::change_title(lang, name(lang, kind)),
        None => texts::new_title(lang, name(lang, kind)),
    };
    let of = owner(kind, standing.as_ref(), &state.form.typed.cells);
    let back_word = match (of, kind) {
        (Some(_), _) => texts::back(lang),
        (None, Kind::Premises) => texts::premises(lang),
        (None, _) => texts::towns(lang),
    };
    let back = list_address(kind, of);
    let heading = title.clone();
    let status =
        if state.wrong.is_empty() { state.form.status() } else { axum::http::StatusCode::UNPROCESSABLE_ENTITY };
    let is_new_logger = kind == Kind::Loggers && id.is_none();
    let strangers = if is_new_logger { knocking(member.ctx(), member.actor()).await? } else { Vec::new() };
    let row = Row { kind, standing, towns, today: member.ctx().now().day() };
    let body = move || {
        view! {
            {row_form::errors(lang, &row, &state)}
            <h1>{heading}</h1>
            {row_form::overtaken(lang, &row, &state)}
            {row_form::view(lang, &row, &state)}
            {ways(lang, kind, id)}
            {to_choose(lang, &strangers, &state)}
        }
    };
    let page = Page::new(title.clone(), body).within(Section::Register).status(status);
    Ok(page.step(texts::title(lang), "/bureau/register").step(back_word, back).here(title))
}

/// The loggers that knock, for a form that has none yet.
fn to_choose(lang: Lang, strangers: &[Knocking], state: &FormState) -> Option<impl IntoView + use<>> {
    let cells = &state.form.typed.cells;
    let said = |field: &str| cells.get(field).map(String::as_str).unwrap_or_default();
    let place = ["enterprise", "outlet"].map(|field| (field, said(field)));
    said("mn").is_empty().then(|| super::knocking::view(lang, strangers, &place)).flatten()
}

/// The forms that open and close a row that stands.
fn ways(lang: Lang, kind: Kind, id: Option<i64>) -> Option<impl IntoView + use<>> {
    let address = row_address(kind, id?);
    let acts = [(LifeAct::Open, "open", life_texts::open(lang)), (LifeAct::Close, "close", life_texts::close(lang))];
    let tenants = (kind == Kind::Premises)
        .then(|| id.map(premises_address))
        .flatten()
        .map(|href| view! { <li><a href=href>{premises_texts::tenants(lang)}</a></li> });
    let ways: Vec<_> = acts.into_iter().filter(|(act, ..)| life::has(kind, *act)).collect();
    let one = |(_, last, word): (LifeAct, &str, &'static str)| {
        view! { <li><a href=format!("{address}/{last}")>{word}</a></li> }
    };
    (!ways.is_empty()).then(|| view! { <ul class="inline">{tenants} {ways.into_iter().map(one).collect_view()}</ul> })
}
