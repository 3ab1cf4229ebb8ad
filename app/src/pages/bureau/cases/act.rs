//! The steps of a case that are taken on its page.

use axum::response::Response;
use domain::access::Action;
use domain::case::{CaseSlip, Progress, Withdrawal, personal_number, wrong_day};
use domain::lang::Lang;
use serde::Deserialize;
use services::cases::{
    CaseFile, LONGEST_REASON, Report, clear, publish, publish_report, report, return_report, send_back, show as find,
    submit, withdraw,
};
use services::{Error, FormKey};

use super::next_step::Told;
use super::show::page;
use super::typed::day;
use super::{case_address, labels};
use crate::texts::bureau_cases as texts;
use crate::web::{At, Fields, Member, see_other};

/// What the forms of the page send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    form: String,
    /// `submit`, `clear`, `return`, `publish`, `withdraw`, `report`, `publish-report` or `return-report`.
    act: String,
    /// Whether the publisher was asked once more, and is sure.
    sure: String,
    /// The revision that the page showed, and how many steps had been taken.
    revision: String,
    steps: String,
    reason: String,
    withdrawal: String,
    progress: String,
    happened_on: String,
    words: String,
}

/// `POST /bureau/cases/{case_no}`
pub async fn post(member: Member, At(case_no): At<String>, Fields(sent): Fields<Sent>) -> Response {
    if let Err(failure) = allowed(&member, &sent.act) {
        return member.answer(Err(failure));
    }
    let file = match find(member.ctx(), member.actor(), &case_no).await {
        Ok(file) => file,
        Err(failure) => return member.answer(Err(failure)),
    };
    let mut told = sent.told();
    told.errors = errors(&member, &sent, &file);
    told.sure = sent.act == "publish" && sent.sure.is_empty();
    if !told.errors.is_empty() || told.sure {
        return member.answer(page(&member, &case_no, told).await);
    }
    match act(&member, &case_no, &sent).await {
        Ok(()) => see_other(&format!("{}?done={}", case_address(&case_no), crate::web::encode(&sent.act))),
        Err(Error::Conflict(_)) => {
            told.overtaken = Some(sent.steps.parse().unwrap_or(usize::MAX));
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

async fn act(member: &Member, case_no: &str, sent: &Sent) -> Result<(), Error> {
    let (ctx, actor) = (member.ctx(), member.actor());
    let form = FormKey::parse(&sent.form).unwrap_or_else(FormKey::generate);
    // A form that names none saw none.
    let seen = (case_no, sent.revision.parse().unwrap_or(-1));
    match sent.act.as_str() {
        "submit" => {
            let content = find(ctx, actor, case_no).await?.content;
            submit(ctx, actor, case_no, (seen.1, &content), &form).await
        }
        "clear" => clear(ctx, actor, seen, &form).await,
        "return" => send_back(ctx, actor, seen, &sent.reason, &form).await,
        "publish" => publish(ctx, actor, seen, &form).await,
        "withdraw" => {
            let why: Withdrawal = sent.withdrawal.parse().map_err(|error| Error::invalid("withdrawal", error))?;
            withdraw(ctx, actor, seen, (why, &sent.reason), &form).await
        }
        "report" => {
            let progress = sent.progress.parse().map_err(|error| Error::invalid("progress", error))?;
            let happened_on = day(&sent.happened_on).map_err(|_| Error::invalid("happened_on", "this is no day"))?;
            let what = Report { progress, happened_on, words: sent.words.clone() };
            report(ctx, actor, seen, &what, &form).await
        }
        "publish-report" => publish_report(ctx, actor, seen, &form).await,
        "return-report" => return_report(ctx, actor, seen, &sent.reason, &form).await,
        _ => Err(Error::invalid("act", "there is no such step")),
    }
}

impl Sent {
    /// What was typed, to be shown again.
    fn told(&self) -> Told {
        Told {
            reason: self.reason.clone(),
            withdrawal: self.withdrawal.clone(),
            progress: self.progress.clone(),
            happened_on: self.happened_on.clone(),
            words: self.words.clone(),
            ..Told::default()
        }
    }
}

/// What is wrong with what was typed.
fn errors(member: &Member, sent: &Sent, file: &CaseFile) -> Vec<(&'static str, String)> {
    let lang = member.lang();
    let mut errors = Vec::new();
    match sent.act.as_str() {
        "withdraw" => {
            if sent.withdrawal.parse::<Withdrawal>().is_err() {
                errors.push(("withdrawal", texts::slip_choose(lang).to_owned()));
            }
            errors.extend(text_error(lang, "reason", &sent.reason));
        }
        "return" | "return-report" => errors.extend(text_error(lang, "reason", &sent.reason)),
        "report" => {
            let progress = sent.progress.parse::<Progress>().ok();
            errors.extend(progress.is_none().then(|| ("progress", texts::slip_choose(lang).to_owned())));
            let wrong = match day(&sent.happened_on) {
                Err(slip) => Some(slip.words(lang)),
                Ok(day) => progress.and_then(|progress| {
                    let after = progress.follows(file.content.decided_on, file.rectified_on.map(|day| day.0));
                    let slip = wrong_day(day, after, member.ctx().now().day())?;
                    Some(labels::progress_slip(lang, slip))
                }),
            };
            errors.extend(wrong.map(|words| ("happened_on", words)));
            errors.extend(text_error(lang, "words", &sent.words));
        }
        _ => {}
    }
    errors
}

fn text_error(lang: Lang, field: &'static str, text: &str) -> Option<(&'static str, String)> {
    let text = text.trim();
    let slip = match text.chars().count() {
        0 => CaseSlip::Missing,
        1..=LONGEST_REASON => {
            let (kind, number) = personal_number(text)?;
            CaseSlip::Personal(kind, number)
        }
        _ => CaseSlip::Long(LONGEST_REASON),
    };
    Some((field, labels::slip(lang, &slip)))
}
