//! Checking the answers, and signing.

mod changes;
mod form;
mod problems;

use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::declaration::Content;
use domain::declaration::deadline::{NotNow, last_day};
use domain::input::Issue;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::accounts::Proof;
use services::declarations::{Draft, Locked, Refusal, draft, submit, version};
use services::{Conflict, Error};

use super::form_state::{FormState, changed_by};
use super::parts::{address, dates, saved, section_address};
use crate::pages::parts::{Code, Sentence, declaration, named, quarter_name};
use crate::texts::{filing as texts, life, register_duplicates as duplicates};
use crate::ui::when;
use crate::web::{At, Form, Member, Page, Section, see_other};
use form::Sent;

/// `GET /filing/{quarter}/check`
pub async fn show(member: Member, At(quarter): At<Quarter>) -> Response {
    let page = page(&member, quarter, FormState::default()).await;
    member.answer(page)
}

/// `POST /filing/{quarter}/check`
pub async fn sign(member: Member, At(quarter): At<Quarter>, form: Form<Sent>) -> Response {
    let state = match file(&member, quarter, &form).await {
        Ok(number) => return see_other(&format!("{}/receipts/{number}", address(quarter))).into_response(),
        Err(refusal) => refused(member.lang(), form, refusal),
    };
    member.answer(match state {
        Ok(state) => page(&member, quarter, state).await,
        Err(failure) => Err(failure),
    })
}

/// Signs; answers the version's number, or why not: nothing where the form has expired.
async fn file(member: &Member, quarter: Quarter, form: &Form<Sent>) -> Result<i32, Option<Refusal>> {
    let sent = form.ready(member.actor(), Action::SignDeclaration).map_err(|failure| Some(failure.into()))?;
    let key = form.sent_key().filter(|_| sent.revision.0 >= 0).ok_or(None)?;
    let proof = Proof { password: sent.password.typed(), code: &sent.code };
    let filed = submit(member.ctx(), member.actor(), quarter, sent.revision.0, proof, key).await;
    Ok(filed.map_err(Some)?.number)
}

/// The form with why nothing was signed, by the kind of it.
fn refused(lang: Lang, form: Form<Sent>, refusal: Option<Refusal>) -> Result<FormState<Sent>, Error> {
    let Some(refusal) = refusal else {
        let expired = Conflict::NotReady("this form has expired".to_owned());
        return FormState::refused(form, expired, Sentence::plain(texts::expired_form(lang)));
    };
    let words = match &refusal {
        Refusal::Overtaken(by) => changed_by(lang, by, texts::overtaken),
        Refusal::Problems(_) => Sentence::plain(texts::not_ready(lang)),
        Refusal::NotNow(NotNow::Running(quarter)) => {
            Sentence::plain(texts::sign_from(lang, when::date(lang, quarter.next().first_day())))
        }
        Refusal::NotNow(NotNow::Closed(quarter)) => {
            Sentence::plain(texts::locked_closed(lang, when::date(lang, last_day(*quarter))))
        }
        Refusal::NotNow(NotNow::Ceased(_, day)) => Sentence::plain(life::ceased(lang, when::date(lang, day.0))),
        Refusal::Locked(Locked::Merged(code)) => Sentence::plain(duplicates::own_merged(lang, code)),
        Refusal::Locked(Locked::Accepted) => Sentence::plain(texts::locked_accepted(lang)),
        Refusal::Locked(Locked::Signed | Locked::NotSigned) => Sentence::plain(texts::already_signed(lang)),
        Refusal::Unchanged(number) => Sentence::plain(texts::unchanged(lang, *number)),
        Refusal::Other(Error::Conflict(Conflict::UsedUp(_))) => Sentence::plain(texts::used_up(lang)),
        Refusal::Other(Error::Conflict(_)) => Sentence::plain(texts::late(lang)),
        Refusal::Other(Error::SignInRefused) => {
            return form.refused(Error::issue("password", Issue::WrongPassword)).map(FormState::of);
        }
        Refusal::Other(_) => return form.refused_at("password", refusal.into()).map(FormState::of),
    };
    FormState::refused(form, refusal, words)
}

async fn page(member: &Member, quarter: Quarter, state: FormState<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let draft = draft(member.ctx(), member.actor(), quarter).await?;
    let may_sign = member.actor().must(Action::SignDeclaration).is_ok();
    let code = Code::of(member).await?;
    let before = signed_before(member, &draft).await?;
    let title = texts::check(lang);
    let name = quarter_name(lang, quarter);
    let status = state.status();
    let page = Page::new(format!("{title} - {name}"), move || {
        let changes = before.as_ref().map(|(number, signed)| changes::view(lang, &draft, *number, signed));
        body(lang, &draft, (may_sign, code), &state, changes.into_any())
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
    (may_sign, code): (bool, Code),
    state: &FormState<Sent>,
    changes: AnyView,
) -> impl IntoView + use<> {
    let all = draft.problems();
    let quarter = draft.quarter;
    let change = |section| draft.may_change.then(|| section_address(quarter, section));
    view! {
        {state.summary(lang, |field| form::label(lang, field), None)}
        <h1>{texts::check(lang)}</h1>
        <p class="soft">
            {named(lang, &draft.enterprise.name)} " · " {quarter_name(lang, quarter)} " · " {dates(lang, draft)} " · "
            {saved(lang, draft)}
        </p>
        {problems::hindering(lang, draft, &all)}
        {problems::unusual(lang, draft, &all)}
        {changes}
        {declaration::whole(lang, &draft.content, &draft.context, change)}
        {form::view(lang, draft, &all, may_sign, code, &state.form)}
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use domain::time::Stamp;
    use services::declarations::Overtaken;

    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn each_kind_of_refusal_has_its_words_and_its_status() {
        use StatusCode as S;
        let quarter: Quarter = "2026Q3".parse().unwrap();
        let overtaken = Overtaken { by: Some("许岚".into()), at: Stamp(0), revision: 3 };
        let cases: [(Option<Refusal>, StatusCode, &str); 11] = [
            (None, S::CONFLICT, "已经失效"),
            (Some(overtaken.into()), S::CONFLICT, "许岚"),
            (Some(Refusal::Problems(Vec::new())), S::UNPROCESSABLE_ENTITY, "要改正或说明"),
            (Some(NotNow::Running(quarter).into()), S::CONFLICT, "起可以确认提交"),
            (Some(NotNow::Closed(quarter).into()), S::CONFLICT, "关闭，不能再在这里填报"),
            (Some(Locked::Signed.into()), S::CONFLICT, "这次没有再提交"),
            (Some(Locked::Accepted.into()), S::CONFLICT, "已接收这份申报"),
            (Some(Refusal::Unchanged(2)), S::CONFLICT, "第 2 版完全一样"),
            (Some(Error::from(Conflict::UsedUp(quarter)).into()), S::CONFLICT, "回执编号已经用完"),
            (Some(Error::from(Conflict::NotReady("elsewhere".into())).into()), S::CONFLICT, "情况已经变了"),
            (Some(Error::SignInRefused.into()), S::UNPROCESSABLE_ENTITY, "密码"),
        ];
        for (refusal, status, said) in cases {
            let name = format!("{refusal:?}");
            let state = refused(Lang::Zh, Form::default(), refusal).unwrap();
            assert_eq!(state.status(), status, "{name}");
            let html = render(|| state.summary(Lang::Zh, |_| "", None));
            assert!(html.contains(said), "{name}: {html}");
        }
        assert!(refused(Lang::Zh, Form::default(), Some(Error::NotFound.into())).is_err(), "no matter of the form");
    }
}
