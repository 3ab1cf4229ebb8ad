//! Beginning a case.

use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::credit_code::CreditCode;
use leptos::prelude::*;
use services::bureau::file;
use services::cases::{draft, usual_authority};
use services::{Error, FormKey};

use super::case_address;
use super::form::form;
use super::typed::{Errors, Typed};
use crate::pages::bureau::enterprises::file_address;
use crate::pages::bureau::findings::finding_address;
use crate::pages::parts::named;
use crate::texts::bureau_cases as texts;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::web::{Fields, Member, Page, Section, see_other};

/// `GET /bureau/cases/new?enterprise=&finding=`
pub async fn new(member: Member) -> Response {
    let param = |name: &str| member.visitor().param(name).unwrap_or_default().to_owned();
    let authority = match usual_authority(member.ctx(), member.actor()).await {
        Ok(authority) => authority,
        Err(failure) => return member.answer(Err(failure)),
    };
    let typed = Typed { enterprise: param("enterprise"), finding: param("finding"), authority, ..Typed::default() };
    member.answer(page(&member, typed, Errors::new()).await)
}

/// `POST /bureau/cases/new`
pub async fn begin(member: Member, Fields(typed): Fields<Typed>) -> Response {
    if let Err(failure) = member.actor().must(Action::WorkCase) {
        return member.answer(Err(failure));
    }
    let form = FormKey::parse(&typed.form).unwrap_or_else(FormKey::generate);
    let content = match typed.read(member.lang(), member.ctx().now().day()) {
        Ok(content) => content,
        Err(errors) => return member.answer(page(&member, typed, errors).await),
    };
    let about = match about(&typed) {
        Ok(about) => about,
        Err(failure) => return member.answer(Err(failure)),
    };
    match draft(member.ctx(), member.actor(), (&about.0, about.1), &content, &form).await {
        Ok(case_no) => see_other(&format!("{}?done=begin", case_address(&case_no))),
        Err(failure) => member.answer(Err(failure)),
    }
}

/// The enterprise and the finding that the address names.
fn about(typed: &Typed) -> Result<(CreditCode, Option<i64>), Error> {
    let credit_code = typed.enterprise.parse().map_err(|_| Error::NotFound)?;
    let finding = (!typed.finding.is_empty()).then(|| typed.finding.parse::<i64>()).transpose();
    Ok((credit_code, finding.map_err(|_| Error::NotFound)?))
}

async fn page(member: &Member, typed: Typed, errors: Errors) -> Result<Page, Error> {
    let (lang, actor, today) = (member.lang(), member.actor(), member.ctx().now().day());
    actor.must(Action::WorkCase)?;
    let (credit_code, finding) = about(&typed)?;
    let file = file(member.ctx(), actor, &credit_code).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = texts::begin(lang);
    let page = Page::new(title, move || {
        let enterprise = file.open.row.name;
        let mut facts = vec![Fact::new(
            texts::enterprise(lang),
            view! { <a href=file_address(credit_code)>{named(lang, &enterprise)}</a> },
        )];
        facts.extend(finding.map(|id| {
            Fact::new(texts::from_finding(lang), view! { <a href=finding_address(id)>{texts::see_finding(lang)}</a> })
        }));
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::begin_lead(lang)}</p>
            <SummaryList facts/>
            {form(lang, today, typed, &errors)}
        }
    });
    Ok(page.status(status).within(Section::Casework).step(texts::title(lang), "/bureau/cases").here(title))
}
