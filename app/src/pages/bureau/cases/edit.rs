//! Writing on at a case.

use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::case::CaseStage;
use leptos::prelude::*;
use services::cases::{CaseFile, save, show as find};
use services::{Error, FormKey};

use super::form::form;
use super::typed::{Errors, Typed};
use super::{case_address, labels};
use crate::pages::parts::labels::violation;
use crate::texts::bureau_cases as texts;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::web::{At, Fields, Member, Page, Section, see_other};

/// `GET /bureau/cases/{case_no}/edit`
pub async fn edit(member: Member, At(case_no): At<String>) -> Response {
    let page = match draft(&member, &case_no).await {
        Ok(file) => {
            let typed = Typed::of(&file.content, file.revision);
            Ok(page(&member, &file, typed, Errors::new(), false))
        }
        Err(failure) => Err(failure),
    };
    member.answer(page)
}

/// `POST /bureau/cases/{case_no}/edit`
pub async fn write(member: Member, At(case_no): At<String>, Fields(typed): Fields<Typed>) -> Response {
    let file = match draft(&member, &case_no).await {
        Ok(file) => file,
        // It was handed over meanwhile: what was written is given back.
        Err(Error::Conflict(_)) => return member.answer(given_back(&member, &case_no, &typed).await),
        Err(failure) => return member.answer(Err(failure)),
    };
    let form = FormKey::parse(&typed.form).unwrap_or_else(FormKey::generate);
    let content = match typed.read(member.lang(), member.ctx().now().day()) {
        Ok(content) => content,
        Err(errors) => return member.answer(Ok(page(&member, &file, typed, errors, false))),
    };
    let revision = typed.revision.parse().unwrap_or_default();
    match save(member.ctx(), member.actor(), &case_no, (revision, &content), &form).await {
        Ok(()) => see_other(&format!("{}?done=save", case_address(&case_no))),
        Err(Error::Conflict(_)) => {
            // Saving again is then a choice: the form carries the revision that is there now.
            let typed = Typed { revision: file.revision.to_string(), ..typed };
            member.answer(Ok(page(&member, &file, typed, Errors::new(), true)))
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

/// The case, where the reader may write and it is still a draft.
async fn draft(member: &Member, case_no: &str) -> Result<CaseFile, Error> {
    member.actor().must(Action::WorkCase)?;
    let file = find(member.ctx(), member.actor(), case_no).await?;
    match file.line.stage {
        CaseStage::Draft => Ok(file),
        stage => Err(Error::Conflict(format!("this case is at `{stage}`; only a draft is written on"))),
    }
}

/// What was written into a case that is no draft any more, to be read and copied.
async fn given_back(member: &Member, case_no: &str, typed: &Typed) -> Result<Page, Error> {
    let lang = member.lang();
    let file = find(member.ctx(), member.actor(), case_no).await?;
    let (address, title) = (case_address(case_no), texts::no_draft(lang));
    let stage = labels::stage_name(lang, file.line.stage);
    let fact = |(name, text): (&'static str, &str)| {
        let text = text.to_owned();
        (!text.trim().is_empty()).then(|| Fact::new(name, view! { <span class="said">{text}</span> }))
    };
    let facts: Vec<_> = typed.texts(lang).into_iter().filter_map(fact).collect();
    let back = address.clone();
    let body = move || {
        view! {
            <h1>{title}</h1>
            <div role="alert"><Notice tone=Tone::Over><p>{texts::no_draft_why(lang, stage)}</p></Notice></div>
            <p><a href=back>{texts::see_current(lang)}</a></p>
            <p>{texts::overtaken_yours(lang)}</p>
            <SummaryList facts/>
        }
    };
    let page = Page::new(title, body).status(StatusCode::CONFLICT).within(Section::Casework);
    Ok(page.step(texts::title(lang), "/bureau/cases").step(case_no, address).here(title))
}

fn page(member: &Member, file: &CaseFile, typed: Typed, errors: Errors, overtaken: bool) -> Page {
    let (lang, today) = (member.lang(), member.ctx().now().day());
    let name = file.line.enterprise.name.pick(lang);
    let title = texts::case_title(lang, name, violation(lang, file.content.kind));
    let case_no = file.line.case_no.clone();
    let address = case_address(&case_no);
    let status = match (overtaken, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let (head, back) = (title.clone(), address.clone());
    let body = move || {
        let notice = overtaken.then(|| {
            view! {
                <Notice tone=Tone::Over>
                    <p role="alert">{texts::overtaken_save(lang)}</p>
                    <p><a href=back>{texts::see_current(lang)}</a></p>
                </Notice>
            }
        });
        view! { <h1>{head}</h1>{notice}{form(lang, today, typed, &errors)} }
    };
    let page = Page::new(title, body).status(status).within(Section::Casework);
    page.step(texts::title(lang), "/bureau/cases").step(case_no, address).here(texts::edit(lang))
}
