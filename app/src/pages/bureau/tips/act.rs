//! The steps of a tip-off, each taken once for a form.

use axum::http::StatusCode;
use axum::response::Response;
use domain::input::Issue;
use domain::lang::Lang;
use serde::Deserialize;
use services::tips;
use services::{Error, FormKey, Seen};

use super::address;
use super::forms::{Act, Draft, Typed};
use super::show::page;
use crate::texts::tip_desk as texts;
use crate::web::{At, Fields, Member, see_other};

/// What the form sends: the words for every step, whichever is taken.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    form: String,
    /// Where the tip-off stood on the page.
    seen: String,
    text: String,
    reason: String,
    answer: String,
}

impl Sent {
    /// The form's key, and what its page showed. A form whose key was lost is a form of its own.
    fn page(&self) -> (FormKey, Seen) {
        (FormKey::parse(&self.form).unwrap_or_else(FormKey::generate), Seen::sent(&self.seen))
    }
}

/// `POST /bureau/tips/{tip_no}/accept`
pub async fn accept(member: Member, At(tip_no): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let (form, seen) = sent.page();
    let done = tips::accept(member.ctx(), member.actor(), &tip_no, Some((&form, &seen))).await;
    answer_to(&member, &tip_no, done, Act::Accept, sent, form).await
}

/// `POST /bureau/tips/{tip_no}/hand-over`
pub async fn hand_over(member: Member, At(tip_no): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let (form, seen) = sent.page();
    let done = tips::hand_over(member.ctx(), member.actor(), &tip_no, Some((&form, &seen))).await;
    answer_to(&member, &tip_no, done, Act::HandOver, sent, form).await
}

/// `POST /bureau/tips/{tip_no}/decline`
pub async fn decline(member: Member, At(tip_no): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let (form, seen) = sent.page();
    let done = tips::decline(member.ctx(), member.actor(), &tip_no, &sent.reason, Some((&form, &seen))).await;
    answer_to(&member, &tip_no, done, Act::Decline, sent, form).await
}

/// `POST /bureau/tips/{tip_no}/reply`
pub async fn reply(member: Member, At(tip_no): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let (form, seen) = sent.page();
    let done = tips::reply(member.ctx(), member.actor(), &tip_no, &sent.text, Some((&form, &seen))).await;
    answer_to(&member, &tip_no, done, Act::Reply, sent, form).await
}

/// `POST /bureau/tips/{tip_no}/answer`
pub async fn answer(member: Member, At(tip_no): At<String>, Fields(sent): Fields<Sent>) -> Response {
    let (form, seen) = sent.page();
    let done = tips::answer(member.ctx(), member.actor(), &tip_no, &sent.answer, Some((&form, &seen))).await;
    answer_to(&member, &tip_no, done, Act::Answer, sent, form).await
}

fn say(lang: Lang, issue: Issue) -> String {
    match issue {
        Issue::Missing | Issue::Short(_) => texts::write_something(lang).to_owned(),
        Issue::Long(most) => texts::too_long(lang, most),
    }
}

/// Back to the tip-off; or the same page with what was written and what is wrong.
async fn answer_to(
    member: &Member,
    tip_no: &str,
    done: Result<(), Error>,
    act: Act,
    sent: Sent,
    form: FormKey,
) -> Response {
    let lang = member.lang();
    let typed = Typed { text: sent.text, reason: sent.reason, answer: sent.answer };
    let (status, error) = match done {
        Ok(()) => return see_other(&format!("{}?done={}", address(tip_no), act.word())),
        Err(Error::Invalid { issue: Some(issue), .. }) => (StatusCode::UNPROCESSABLE_ENTITY, Some(say(lang, issue))),
        Err(Error::Conflict(_)) => (StatusCode::CONFLICT, None),
        Err(failure) => return member.answer(Err(failure)),
    };
    let late = error.is_none().then(|| Seen::sent(&sent.seen));
    // What was refused as late is decided anew, with a key of its own.
    let form = if late.is_some() { FormKey::generate() } else { form };
    let draft = Draft { act, typed, form, error, late };
    member.answer(page(member, tip_no, Some(draft)).await.map(|page| page.status(status)))
}
