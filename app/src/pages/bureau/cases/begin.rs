//! Beginning a case.

use axum::response::Response;
use domain::access::Action;
use domain::credit_code::CreditCode;
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use services::bureau::file;
use services::cases::{draft, usual_authority};
use services::{Conflict, Error};

use super::form::view;
use super::typed::{Typed, told};
use crate::pages::bureau::addresses::{case_address, file_address, finding_address};
use crate::pages::parts::named;
use crate::texts::bureau_cases as texts;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::web::{Form, Member, Page, Section, see_other};

/// `GET /bureau/cases/new?enterprise=&finding=`
pub async fn new(member: Member) -> Response {
    let param = |name: &str| member.visitor().param(name).unwrap_or_default().to_owned();
    let authority = match usual_authority(member.ctx(), member.actor()).await {
        Ok(authority) => Input::of(authority),
        Err(failure) => return member.answer(Err(failure)),
    };
    let typed = Typed { enterprise: param("enterprise"), finding: param("finding"), authority, ..Typed::default() };
    member.answer(page(&member, Form::new(typed)).await)
}

/// `POST /bureau/cases/new`
pub async fn begin(member: Member, form: Form<Typed>) -> Response {
    let form = told(form, member.ctx().now().day());
    let again = match write(&member, &form).await {
        Ok(case_no) => return see_other(&format!("{}?done=begin", case_address(&case_no))),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, form).await,
        Err(failure) => Err(failure),
    })
}

async fn write(member: &Member, form: &Form<Typed>) -> Result<String, Error> {
    let typed = form.ready(member.actor(), Action::WorkCase)?;
    let (credit_code, finding) = about(typed)?;
    draft(member.ctx(), member.actor(), (&credit_code, finding), &typed.content()?, form.key()).await
}

/// The enterprise and the finding that the address names.
fn about(typed: &Typed) -> Result<(CreditCode, Option<i64>), Error> {
    let credit_code = typed.enterprise.parse().map_err(|_| Error::NotFound)?;
    let finding = (!typed.finding.is_empty()).then(|| typed.finding.parse::<i64>()).transpose();
    Ok((credit_code, finding.map_err(|_| Error::NotFound)?))
}

/// Why no case was begun: the form was sent before, or another officer took the number. What was typed stands below.
fn clash(lang: Lang, conflict: &Conflict) -> impl IntoView + use<> {
    let (words, way) = match conflict {
        Conflict::SentBefore => (texts::begun_before(lang), true),
        _ => (texts::begun_by_another(lang), false),
    };
    let way = way.then(|| view! { <p><a href="/bureau/cases">{texts::title(lang)}</a></p> });
    view! { <Notice tone=Tone::Over><p role="alert">{words}</p>{way}</Notice> }
}

async fn page(member: &Member, form: Form<Typed>) -> Result<Page, Error> {
    let (lang, actor, today) = (member.lang(), member.actor(), member.ctx().now().day());
    actor.must(Action::WorkCase)?;
    let (credit_code, finding) = about(&form.typed)?;
    let file = file(member.ctx(), actor, &credit_code).await?;
    let (status, clash) = (form.status(), form.conflict.as_ref().map(|conflict| clash(lang, conflict)));
    let title = texts::begin(lang);
    let page = Page::new(title, move || {
        let managed = (file.open.row.class, file.open.licence.permit_to());
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
            {clash}
            <p class="lead">{texts::begin_lead(lang)}</p>
            <SummaryList facts/>
            {view(lang, today, managed, &form)}
        }
    });
    Ok(page.status(status).within(Section::Casework).step(texts::title(lang), "/bureau/cases").here(title))
}
