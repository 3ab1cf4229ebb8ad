//! One case: what is to be done next, what the public will read, what was done.

use axum::response::Response;
use leptos::prelude::*;
use services::Error;
use services::cases::show as find;

use super::sent::FormState;
use super::{labels, next_step, steps, text};
use crate::pages::parts::labels::violation;
use crate::texts::bureau_cases as texts;
use crate::ui::tag::Tag;
use crate::web::{At, Member, Page, Section};

/// `GET /bureau/cases/{case_no}`
pub async fn show(member: Member, At(case_no): At<String>) -> Response {
    let done = member.done().map(str::to_owned);
    let sure = member.visitor().param("ask") == Some("publish");
    member.answer(page(&member, &case_no, FormState { done, sure, ..FormState::default() }).await)
}

/// The page with what became of a form.
pub(super) async fn page(member: &Member, case_no: &str, state: FormState) -> Result<Page, Error> {
    let (lang, role) = (member.lang(), member.actor().role);
    let file = find(member.ctx(), member.actor(), case_no).await?;
    let kind = violation(lang, file.content.kind);
    let title = texts::case_title(lang, file.line.enterprise.name.pick(lang), kind);
    let (number, status, today) = (file.line.case_no.clone(), state.status(), member.ctx().now().day());
    let page = Page::new(title.clone(), move || {
        let (tone, word) = labels::stage(lang, file.line.stage);
        view! {
            {next_step::errors(lang, &state)}
            <h1>{title}</h1>
            <p><Tag tone word/></p>
            {next_step::view(lang, role, today, &file, &state).into_any()}
            {text::view(lang, today, &file).into_any()}
            {steps::all(lang, &file).into_any()}
        }
    });
    let page = page.within(Section::Casework).step(texts::title(lang), "/bureau/cases").here(number);
    Ok(page.status(status))
}
