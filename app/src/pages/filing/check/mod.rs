//! Checking the answers, and signing.

mod changes;
mod form;
mod problems;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::declaration::Content;
use domain::input::Issue;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::{Draft, Refusal, draft, submit, version};
use services::input::Issues;

use super::parts::{address, dates, saved, section_address};
use crate::pages::parts::{Sentence, declaration, named, quarter_name};
use crate::texts::filing as texts;
use crate::ui::when;
use crate::web::{At, Form, Member, Page, Section, see_other};
use form::{Sent, Trouble};

/// `GET /filing/{quarter}/check`
pub async fn show(member: Member, At(quarter): At<Quarter>) -> Response {
    let page = page(&member, quarter, None).await;
    member.answer(page)
}

/// `POST /filing/{quarter}/check`
pub async fn sign(member: Member, At(quarter): At<Quarter>, form: Form<Sent>) -> Response {
    match file(&member, quarter, &form).await {
        Ok(number) => see_other(&format!("{}/receipts/{number}", address(quarter))).into_response(),
        Err(Ok(trouble)) => {
            let page = page(&member, quarter, Some(trouble)).await;
            member.answer(page)
        }
        Err(Err(failure)) => member.answer(Err(failure)),
    }
}

/// Signs; answers the version's number, or what to tell the signer.
async fn file(member: &Member, quarter: Quarter, form: &Form<Sent>) -> Result<i32, Result<Trouble, Error>> {
    let lang = member.lang();
    member.actor().must(Action::SignDeclaration).map_err(Err)?;
    let Ok(sent) = form.sound() else { return Err(Ok(Trouble::of(form.issues.clone()))) };
    let page = |words| Ok(Trouble::page(Sentence::plain(words)));
    let expired = || page(texts::expired_form(lang));
    let key = form.sent_key().filter(|_| sent.revision.0 >= 0).ok_or_else(expired)?;
    let filed = submit(member.ctx(), member.actor(), quarter, sent.revision.0, sent.password.typed(), key).await;
    filed.map(|receipt| receipt.number).map_err(|refusal| match refusal {
        Refusal::Overtaken(by) => {
            let at = when::moment(lang, by.at);
            Ok(Trouble::page(match by.by {
                Some(who) => Sentence::around(who, |who| texts::overtaken(lang, who, at)),
                None => Sentence::plain(texts::overtaken(lang, texts::somebody(lang), at)),
            }))
        }
        Refusal::Problems(_) => page(texts::not_ready(lang)),
        Refusal::NotNow(_) => page(texts::not_now(lang)),
        Refusal::Locked(_) => page(texts::already_signed(lang)),
        Refusal::Unchanged(number) => Ok(Trouble::page(Sentence::plain(texts::unchanged(lang, number)))),
        Refusal::Other(Error::SignInRefused) => Ok(Trouble::of(Issues::one("password", Issue::WrongPassword))),
        Refusal::Other(Error::Throttled { seconds }) => {
            Ok(Trouble::of(Issues::one("password", Issue::Wait(seconds))).status(StatusCode::TOO_MANY_REQUESTS))
        }
        Refusal::Other(failure) => Err(failure),
    })
}

async fn page(member: &Member, quarter: Quarter, trouble: Option<Trouble>) -> Result<Page, Error> {
    let lang = member.lang();
    let draft = draft(member.ctx(), member.actor(), quarter).await?;
    let may_sign = member.actor().must(Action::SignDeclaration).is_ok();
    let before = signed_before(member, &draft).await?;
    let title = texts::check(lang);
    let name = quarter_name(lang, quarter);
    let status = trouble.as_ref().map_or(StatusCode::OK, |trouble| trouble.status);
    let page = Page::new(format!("{title} - {name}"), move || {
        let changes = before.as_ref().map(|(number, signed)| changes::view(lang, &draft, *number, signed));
        body(lang, &draft, may_sign, trouble, changes.into_any())
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

fn body(
    lang: Lang,
    draft: &Draft,
    may_sign: bool,
    trouble: Option<Trouble>,
    changes: AnyView,
) -> impl IntoView + use<> {
    let all = draft.problems();
    let quarter = draft.quarter;
    let change = |section| draft.may_change.then(|| section_address(quarter, section));
    view! {
        {trouble.as_ref().map(|trouble| trouble.summary(lang))}
        <h1>{texts::check(lang)}</h1>
        <p class="soft">
            {named(lang, &draft.enterprise.name)} " · " {quarter_name(lang, quarter)} " · " {dates(lang, draft)} " · "
            {saved(lang, draft)}
        </p>
        {problems::hindering(lang, draft, &all)}
        {problems::unusual(lang, draft, &all)}
        {changes}
        {declaration::whole(lang, &draft.content, &draft.context, change)}
        {form::view(lang, draft, &all, may_sign, trouble.as_ref())}
    }
}
