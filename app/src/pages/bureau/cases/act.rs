//! The steps of a case that are taken on its page.

use axum::response::Response;
use domain::access::Action;
use domain::case::{CaseSlip, Withdrawal, personal_number};
use domain::lang::Lang;
use serde::Deserialize;
use services::cases::{LONGEST_REASON, clear, publish, send_back, show as find, submit, withdraw};
use services::{Error, FormKey};

use super::next_step::Told;
use super::show::page;
use super::{case_address, labels};
use crate::texts::bureau_cases as texts;
use crate::web::{At, Fields, Member, see_other};

/// What the forms of the page send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    form: String,
    /// `submit`, `clear`, `return`, `publish` or `withdraw`.
    act: String,
    revision: String,
    reason: String,
    withdrawal: String,
}

/// `POST /bureau/cases/{case_no}`
pub async fn post(member: Member, At(case_no): At<String>, Fields(sent): Fields<Sent>) -> Response {
    if let Err(failure) = allowed(&member, &sent.act) {
        return member.answer(Err(failure));
    }
    let mut told = Told { reason: sent.reason.clone(), withdrawal: sent.withdrawal.clone(), ..Told::default() };
    told.errors = errors(member.lang(), &sent);
    if !told.errors.is_empty() {
        return member.answer(page(&member, &case_no, told).await);
    }
    match act(&member, &case_no, &sent).await {
        Ok(()) => see_other(&format!("{}?done={}", case_address(&case_no), crate::web::encode(&sent.act))),
        Err(Error::Conflict(_)) => {
            told.overtaken = true;
            member.answer(page(&member, &case_no, told).await)
        }
        // What the content lacks is listed on the page.
        Err(Error::Invalid { field, .. }) if field != "act" => {
            told.refused = true;
            member.answer(page(&member, &case_no, told).await)
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

/// Who may take a step is asked before anything is said about what was typed.
fn allowed(member: &Member, act: &str) -> Result<(), Error> {
    let actor = member.actor();
    match act {
        "submit" => actor.must(Action::WorkCase),
        "clear" => actor.must(Action::ReviewCase),
        "publish" | "withdraw" => actor.must(Action::PublishCase),
        "return" => actor.must(Action::ReviewCase).or_else(|_| actor.must(Action::PublishCase)),
        _ => [Action::WorkCase, Action::ReviewCase, Action::PublishCase]
            .into_iter()
            .find_map(|action| actor.must(action).ok())
            .ok_or(Error::Forbidden),
    }
}

async fn act(member: &Member, case_no: &str, sent: &Sent) -> Result<(), Error> {
    let (ctx, actor) = (member.ctx(), member.actor());
    let form = FormKey::parse(&sent.form).unwrap_or_else(FormKey::generate);
    match sent.act.as_str() {
        "submit" => {
            let content = find(ctx, actor, case_no).await?.content;
            let revision = sent.revision.parse().unwrap_or_default();
            submit(ctx, actor, case_no, (revision, &content), &form).await
        }
        "clear" => clear(ctx, actor, case_no, &form).await,
        "return" => send_back(ctx, actor, case_no, &sent.reason, &form).await,
        "publish" => publish(ctx, actor, case_no, &form).await,
        "withdraw" => {
            let why: Withdrawal = sent.withdrawal.parse().map_err(|error| Error::invalid("withdrawal", error))?;
            withdraw(ctx, actor, case_no, (why, &sent.reason), &form).await
        }
        _ => Err(Error::invalid("act", "there is no such step")),
    }
}

/// What is wrong with what was typed.
fn errors(lang: Lang, sent: &Sent) -> Vec<(&'static str, String)> {
    let mut errors = Vec::new();
    if !matches!(sent.act.as_str(), "return" | "withdraw") {
        return errors;
    }
    if sent.act == "withdraw" && sent.withdrawal.parse::<Withdrawal>().is_err() {
        errors.push(("withdrawal", texts::slip_choose(lang).to_owned()));
    }
    let reason = sent.reason.trim();
    let slip = match reason.chars().count() {
        0 => Some(CaseSlip::Missing),
        1..=LONGEST_REASON => personal_number(reason).map(|(kind, number)| CaseSlip::Personal(kind, number)),
        _ => Some(CaseSlip::Long(LONGEST_REASON)),
    };
    errors.extend(slip.map(|slip| ("reason", labels::slip(lang, &slip))));
    errors
}
