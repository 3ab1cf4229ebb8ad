//! Checking the answers, and signing.

mod changes;
mod form;
mod problems;

use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::declaration::Content;
use domain::input::Issue;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::{Draft, Refusal, draft, submit, version};

use super::parts::{address, dates, saved, section_address};
use super::told::{Told, changed_by};
use crate::pages::parts::{Sentence, declaration, named, quarter_name};
use crate::texts::filing as texts;
use crate::web::{At, Form, Member, Page, Section, see_other};
use form::Sent;

/// `GET /filing/{quarter}/check`
pub async fn show(member: Member, At(quarter): At<Quarter>) -> Response {
    let page = page(&member, quarter, Told::default()).await;
    member.answer(page)
}

/// `POST /filing/{quarter}/check`
pub async fn sign(member: Member, At(quarter): At<Quarter>, form: Form<Sent>) -> Response {
    let told = match file(&member, quarter, &form).await {
        Ok(number) => return see_other(&format!("{}/receipts/{number}", address(quarter))).into_response(),
        Err(refusal) => refused(member.lang(), form, refusal),
    };
    member.answer(match told {
        Ok(told) => page(&member, quarter, told).await,
        Err(failure) => Err(failure),
    })
}

/// Signs; answers the version's number, or why not: nothing where the form has expired.
async fn file(member: &Member, quarter: Quarter, form: &Form<Sent>) -> Result<i32, Option<Refusal>> {
    let sent = form.ready(member.actor(), Action::SignDeclaration).map_err(|failure| Some(failure.into()))?;
    let key = form.sent_key().filter(|_| sent.revision.0 >= 0).ok_or(None)?;
    let filed = submit(member.ctx(), member.actor(), quarter, sent.revision.0, sent.password.typed(), key).await;
    Ok(filed.map_err(Some)?.number)
}

/// The form with why nothing was signed.
fn refused(lang: Lang, form: Form<Sent>, refusal: Option<Refusal>) -> Result<Told<Sent>, Error> {
    let words = match refusal {
        None => texts::expired_form(lang),
        Some(Refusal::Overtaken(by)) => return Ok(Told::late(form, changed_by(lang, by, texts::overtaken))),
        Some(Refusal::Problems(_)) => texts::not_ready(lang),
        Some(Refusal::NotNow(_)) => texts::not_now(lang),
        Some(Refusal::Locked(_)) => texts::already_signed(lang),
        Some(Refusal::Unchanged(number)) => {
            return Ok(Told::late(form, Sentence::plain(texts::unchanged(lang, number))));
        }
        Some(Refusal::Other(Error::SignInRefused)) => {
            return form.refused(Error::issue("password", Issue::WrongPassword)).map(Told::of);
        }
        Some(Refusal::Other(failure)) => return form.refused_at("password", failure).map(Told::of),
    };
    Ok(Told::late(form, Sentence::plain(words)))
}

async fn page(member: &Member, quarter: Quarter, told: Told<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let draft = draft(member.ctx(), member.actor(), quarter).await?;
    let may_sign = member.actor().must(Action::SignDeclaration).is_ok();
    let before = signed_before(member, &draft).await?;
    let title = texts::check(lang);
    let name = quarter_name(lang, quarter);
    let status = told.form.status();
    let page = Page::new(format!("{title} - {name}"), move || {
        let changes = before.as_ref().map(|(number, signed)| changes::view(lang, &draft, *number, signed));
        body(lang, &draft, may_sign, &told, changes.into_any())
    });
    let page = page.status(status);
    let page = page.within(Section::Filing).step(texts::title(lang), "/filing");
    Ok(page.step(name, address(quarter)).here(title))
}

/// The version that is to be corrected, while it is; nothing at a first signature.
async fn signed_before(member: &Member, draft: &Draft) -> Result<Option<(i32, Content)>, Error> {
    let Some(newest) = draft.versions.last().filter(|_| draft.may_change) else { return Ok(None) };
    let signed = version(member.ctx(), member.actor(), draft.quarter, newest.number).await?;
    Ok(Some((newest.number, signed.content)))
}

fn body(lang: Lang, draft: &Draft, may_sign: bool, told: &Told<Sent>, changes: AnyView) -> impl IntoView + use<> {
    let all = draft.problems();
    let quarter = draft.quarter;
    let change = |section| draft.may_change.then(|| section_address(quarter, section));
    view! {
        {told.summary(lang, |field| form::label(lang, field), None)}
        <h1>{texts::check(lang)}</h1>
        <p class="soft">
            {named(lang, &draft.enterprise.name)} " · " {quarter_name(lang, quarter)} " · " {dates(lang, draft)} " · "
            {saved(lang, draft)}
        </p>
        {problems::hindering(lang, draft, &all)}
        {problems::unusual(lang, draft, &all)}
        {changes}
        {declaration::whole(lang, &draft.content, &draft.context, change)}
        {form::view(lang, draft, &all, may_sign, &told.form)}
    }
}
