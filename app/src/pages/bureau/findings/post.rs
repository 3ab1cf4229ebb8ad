//! Asking about a finding, and settling it.

use axum::response::Response;
use domain::access::Action;
use domain::finding::Outcome;
use domain::lang::Lang;
use serde::Deserialize;
use services::findings::{Slip, ask, close};
use services::{Error, FormKey, Seen};

use super::finding_address;
use super::forms::Typed;
use super::show::page;
use crate::texts::bureau_findings as texts;
use crate::web::{At, Fields, Member, see_other};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    form: String,
    /// Which of the two: `ask` or `close`.
    act: String,
    question: String,
    outcome: String,
    reason: String,
    /// Where the finding stood on the page.
    seen: String,
}

/// `POST /bureau/findings/{id}`
pub async fn post(member: Member, At(id): At<i64>, Fields(sent): Fields<Sent>) -> Response {
    let lang = member.lang();
    if let Err(failure) = member.actor().must(Action::SettleFinding) {
        return member.answer(Err(failure));
    }
    // A form whose key was lost is a form of its own: it cannot be told from one that is sent again.
    let form = FormKey::parse(&sent.form).unwrap_or_else(FormKey::generate);
    let seen = Seen::sent(&sent.seen);
    let mut typed = Typed {
        act: sent.act.clone(),
        question: sent.question.clone(),
        outcome: sent.outcome.clone(),
        reason: sent.reason.clone(),
        ..Typed::default()
    };
    let (done, answer) = if sent.act == "close" {
        typed.errors = close_errors(lang, &sent);
        let Ok(outcome) = sent.outcome.parse::<Outcome>() else { return again(&member, id, typed).await };
        if !typed.errors.is_empty() {
            return again(&member, id, typed).await;
        }
        let done = if outcome == Outcome::Inspection { "inspect" } else { "close" };
        (done, close(member.ctx(), member.actor(), (id, &seen), (outcome, &sent.reason), &form).await)
    } else {
        typed.errors = slip(lang, &sent.question).map(|words| ("question", words)).into_iter().collect();
        if !typed.errors.is_empty() {
            return again(&member, id, typed).await;
        }
        ("ask", ask(member.ctx(), member.actor(), (id, &seen), &sent.question, &form).await)
    };
    match answer {
        Ok(()) => see_other(&format!("{}?done={done}", finding_address(id))),
        Err(Error::Conflict(_)) => {
            typed.overtaken = Some(seen);
            again(&member, id, typed).await
        }
        Err(Error::Invalid { field: "outcome", .. }) => {
            typed.errors = vec![("outcome", groundless(lang, &sent.outcome))];
            again(&member, id, typed).await
        }
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn again(member: &Member, id: i64, typed: Typed) -> Response {
    member.answer(page(member, id, typed).await)
}

fn close_errors(lang: Lang, sent: &Sent) -> Vec<(&'static str, &'static str)> {
    let outcome = sent.outcome.parse::<Outcome>().is_err().then(|| ("outcome", texts::outcome_missing(lang)));
    outcome.into_iter().chain(slip(lang, &sent.reason).map(|words| ("reason", words))).collect()
}

/// Why an outcome cannot be: what it claims has not happened.
fn groundless(lang: Lang, outcome: &str) -> &'static str {
    match outcome.parse() {
        Ok(Outcome::Corrected) => texts::no_correction(lang),
        _ => texts::no_explanation(lang),
    }
}

fn slip(lang: Lang, text: &str) -> Option<&'static str> {
    Some(match Slip::of(text)? {
        Slip::Empty => texts::text_empty(lang),
        Slip::Short => texts::text_short(lang),
        Slip::Long => texts::text_long(lang),
    })
}
