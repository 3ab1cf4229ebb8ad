//! The steps of a case that are taken on its page.

use axum::response::Response;
use domain::access::Action;
use services::Error;
use services::cases::{
    CaseFile, Report, clear, publish, publish_report, report, return_report, send_back, show as find, submit, withdraw,
};
use services::input::{Incoming, Issues};

use super::sent::{FormState, Sent};
use super::show::page;
use crate::pages::bureau::addresses::case_address;
use crate::web::{At, Form, Member, see_other};

/// `POST /bureau/cases/{case_no}`
pub async fn post(member: Member, At(case_no): At<String>, form: Form<Sent>) -> Response {
    let own = form.typed.fields();
    let form = form.only(own);
    let again = match take(&member, &case_no, &form).await {
        Ok(false) => {
            return see_other(&format!("{}?done={}", case_address(&case_no), crate::web::encode(&form.typed.act)));
        }
        Ok(true) => Ok(FormState { sure: true, ..FormState::of(form) }),
        Err(failure) => refused(form, failure),
    };
    member.answer(match again {
        Ok(state) => page(&member, &case_no, state).await,
        Err(failure) => Err(failure),
    })
}

/// The page again. What the content lacks is listed on it anyway, and is no matter of the form.
fn refused(form: Form<Sent>, failure: Error) -> Result<FormState, Error> {
    if failure.is_about("act") {
        return Err(failure);
    }
    let form = form.refused(failure)?;
    let lacks = !form.issues.is_empty();
    let form = form.only(Sent::FIELDS);
    Ok(FormState { refused: lacks && form.issues.is_empty(), ..FormState::of(form) })
}

/// Who may take a step is asked before anything is said about what was typed.
fn allowed(member: &Member, act: &str) -> Result<(), Error> {
    let actor = member.actor();
    match act {
        "submit" | "report" => actor.must(Action::WorkCase),
        "clear" => actor.must(Action::ReviewCase),
        "publish" | "withdraw" | "publish-report" | "return-report" => actor.must(Action::PublishCase),
        "return" => actor.must(Action::ReviewCase).or_else(|_| actor.must(Action::PublishCase)),
        _ => [Action::WorkCase, Action::ReviewCase, Action::PublishCase]
            .into_iter()
            .find_map(|action| actor.must(action).ok())
            .ok_or(Error::Forbidden),
    }
}

/// What is wrong with the fields, and with the day of a report as this case stands.
fn all_issues(member: &Member, form: &Form<Sent>, file: &CaseFile) -> Issues {
    let (sent, mut issues) = (&form.typed, form.issues.clone());
    if let ("report", Ok(progress), Ok(day)) = (sent.act.as_str(), sent.progress.get(), sent.happened_on.get()) {
        let slip = file.wrong_day(*progress, *day, member.ctx().now().day());
        issues.extend(slip.map(|slip| ("happened_on", slip)));
        issues.in_order(Sent::FIELDS);
    }
    issues
}

/// Takes the step; whether the publisher is to be asked first.
async fn take(member: &Member, case_no: &str, form: &Form<Sent>) -> Result<bool, Error> {
    allowed(member, &form.typed.act)?;
    let (ctx, actor, key) = (member.ctx(), member.actor(), form.key());
    let file = find(ctx, actor, case_no).await?;
    let sent = &form.typed;
    all_issues(member, form, &file).into_result(())?;
    let seen = (case_no, sent.revision.0);
    match sent.act.as_str() {
        "submit" => submit(ctx, actor, case_no, (seen.1, &file.content), key).await?,
        "clear" => clear(ctx, actor, seen, key).await?,
        "return" => send_back(ctx, actor, seen, sent.reason.typed(), key).await?,
        "publish" if sent.sure.is_empty() => return Ok(true),
        "publish" => publish(ctx, actor, seen, key).await?,
        "withdraw" => {
            let why = (*sent.withdrawal.get()?, sent.withdrawal_reason.typed());
            withdraw(ctx, actor, seen, why, key).await?;
        }
        "report" => {
            let (progress, happened_on) = (*sent.progress.get()?, *sent.happened_on.get()?);
            let what = Report { progress, happened_on, words: sent.words.typed().to_owned() };
            report(ctx, actor, seen, &what, key).await?;
        }
        "publish-report" => publish_report(ctx, actor, seen, key).await?,
        "return-report" => return_report(ctx, actor, seen, sent.reason.typed(), key).await?,
        _ => return Err(Error::invalid("act", "there is no such step")),
    }
    Ok(false)
}
