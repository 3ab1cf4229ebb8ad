//! Writing on at a case.

use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Action;
use domain::case::CaseStage;
use leptos::prelude::*;
use services::cases::{CaseFile, save, show as find};
use services::{Conflict, Error};

use super::form::view;
use super::labels;
use super::typed::{Typed, told};
use crate::pages::bureau::addresses::case_address;
use crate::pages::parts::labels::violation;
use crate::texts::{bureau_cases as texts, issues};
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, Revision, Section, see_other};

/// `GET /bureau/cases/{case_no}/edit`
pub async fn edit(member: Member, At(case_no): At<String>) -> Response {
    let page = match draft(&member, &case_no).await {
        Ok(file) => Ok(page(&member, &file, Form::new(Typed::of(&file.content, file.revision)))),
        Err(failure) => Err(failure),
    };
    member.answer(page)
}

/// `POST /bureau/cases/{case_no}/edit`
pub async fn write(member: Member, At(case_no): At<String>, form: Form<Typed>) -> Response {
    let file = match draft(&member, &case_no).await {
        Ok(file) => file,
        // It was handed over meanwhile: what was written is given back.
        Err(Error::Conflict(_)) => return member.answer(handed_on(&member, &case_no, &form.typed).await),
        Err(failure) => return member.answer(Err(failure)),
    };
    let form = told(form, member.ctx().now().day());
    let again = match keep(&member, &case_no, &form).await {
        Ok(()) => return see_other(&format!("{}?done=save", case_address(&case_no))),
        // It was handed over in this very moment.
        Err(Error::Conflict(Conflict::NotReady(_))) => {
            return member.answer(handed_on(&member, &case_no, &form.typed).await);
        }
        Err(failure) => form.refused(failure),
    };
    member.answer(again.map(|mut form| {
        if form.conflict.is_some() {
            // Saving again is then a choice: the form carries the revision that is there now.
            form.typed.revision = Revision(file.revision);
        }
        page(&member, &file, form)
    }))
}

async fn keep(member: &Member, case_no: &str, form: &Form<Typed>) -> Result<(), Error> {
    let typed = form.sound()?;
    save(member.ctx(), member.actor(), case_no, (typed.revision.0, &typed.content()?), form.key()).await
}

/// The case, where the reader may write and it is still a draft.
async fn draft(member: &Member, case_no: &str) -> Result<CaseFile, Error> {
    member.actor().must(Action::WorkCase)?;
    let file = find(member.ctx(), member.actor(), case_no).await?;
    match file.line.stage {
        CaseStage::Draft => Ok(file),
        stage => Err(Conflict::NotReady(format!("this case is at `{stage}`; only a draft is written on")).into()),
    }
}

/// What was written into a case that is no draft any more, to be read and copied.
async fn handed_on(member: &Member, case_no: &str, typed: &Typed) -> Result<Page, Error> {
    let lang = member.lang();
    let file = find(member.ctx(), member.actor(), case_no).await?;
    let (address, title) = (case_address(case_no), texts::no_draft(lang));
    let stage = labels::stage_name(lang, file.line.stage);
    let fact = |(name, text): (&'static str, String)| {
        (!text.trim().is_empty()).then(|| Fact::new(name, view! { <span class="said">{text}</span> }))
    };
    let facts: Vec<_> = typed.texts(lang).into_iter().filter_map(fact).collect();
    let back = address.clone();
    let body = move || {
        view! {
            <h1>{title}</h1>
            <div role="alert"><Notice tone=Tone::Over><p>{texts::no_draft_why(lang, stage)}</p></Notice></div>
            <p><a href=back>{texts::see_current(lang)}</a></p>
            <p>{issues::you_wrote(lang)}</p>
            <SummaryList facts/>
        }
    };
    let page = Page::new(title, body).status(StatusCode::CONFLICT).within(Section::Casework);
    Ok(page.step(texts::title(lang), "/bureau/cases").step(case_no, address).here(title))
}

fn page(member: &Member, file: &CaseFile, form: Form<Typed>) -> Page {
    let (lang, today) = (member.lang(), member.ctx().now().day());
    let name = file.line.enterprise.name.pick(lang);
    let title = texts::case_title(lang, name, violation(lang, file.content.kind));
    let case_no = file.line.case_no.clone();
    let address = case_address(&case_no);
    let status = form.status();
    let (head, back, managed) = (title.clone(), address.clone(), (file.class, file.permit_to));
    let body = move || {
        let notice = form.conflict.as_ref().map(|conflict| {
            let words = match conflict {
                Conflict::SentBefore => texts::saved_before(lang),
                _ => texts::overtaken_save(lang),
            };
            view! {
                <Notice tone=Tone::Over>
                    <p role="alert">{words}</p>
                    <p><a href=back>{texts::see_current(lang)}</a></p>
                </Notice>
            }
        });
        view! { <h1>{head}</h1>{notice}{view(lang, today, managed, &form)} }
    };
    let page = Page::new(title, body).status(status).within(Section::Casework);
    page.step(texts::title(lang), "/bureau/cases").step(case_no, address).here(texts::edit(lang))
}
