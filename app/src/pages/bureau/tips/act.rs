//! The steps of a tip-off, each taken once for a form.

use axum::response::Response;
use domain::access::Action;
use domain::input::Input;
use serde::Deserialize;
use services::input::{Incoming, sound};
use services::tips::{self, Said};
use services::{Error, Seen};
use validator::Validate;

use super::address;
use super::forms::Act;
use super::show::page;
use crate::web::{At, Form, Member, see_other};

/// What the form sends: the words for every step, whichever is taken.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// Where the tip-off stood on the page.
    pub seen: Seen,
    #[validate(custom(function = sound))]
    pub text: Input<Said>,
    #[validate(custom(function = sound))]
    pub reason: Input<Said>,
    #[validate(custom(function = sound))]
    pub answer: Input<Said>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["text", "answer", "reason"];
}

impl Sent {
    /// What was written for a step; nothing for one without words.
    pub fn of(&self, act: Act) -> &str {
        match act {
            Act::Decline => self.reason.typed(),
            Act::Answer => self.answer.typed(),
            Act::Reply => self.text.typed(),
            Act::Accept | Act::HandOver => "",
        }
    }
}

/// `POST /bureau/tips/{tip_no}/accept`
pub async fn accept(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::Accept, form).await
}

/// `POST /bureau/tips/{tip_no}/hand-over`
pub async fn hand_over(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::HandOver, form).await
}

/// `POST /bureau/tips/{tip_no}/decline`
pub async fn decline(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::Decline, form).await
}

/// `POST /bureau/tips/{tip_no}/reply`
pub async fn reply(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::Reply, form).await
}

/// `POST /bureau/tips/{tip_no}/answer`
pub async fn answer(member: Member, At(tip_no): At<String>, form: Form<Sent>) -> Response {
    post(&member, &tip_no, Act::Answer, form).await
}

/// Back to the tip-off; or the same page with what was written and what is wrong.
async fn post(member: &Member, tip_no: &str, act: Act, form: Form<Sent>) -> Response {
    let form = form.only(act.fields());
    let again = match take(member, tip_no, act, &form).await {
        Ok(()) => return see_other(&format!("{}?done={}", address(tip_no), act.word())),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(member, tip_no, form).await,
        Err(failure) => Err(failure),
    })
}

async fn take(member: &Member, tip_no: &str, act: Act, form: &Form<Sent>) -> Result<(), Error> {
    let typed = form.ready(member.actor(), Action::HandleTip)?;
    let (ctx, actor, page) = (member.ctx(), member.actor(), Some((form.key(), &typed.seen)));
    let words = typed.of(act);
    match act {
        Act::Accept => tips::accept(ctx, actor, tip_no, page).await,
        Act::HandOver => tips::hand_over(ctx, actor, tip_no, page).await,
        Act::Decline => tips::decline(ctx, actor, tip_no, words, page).await,
        Act::Reply => tips::reply(ctx, actor, tip_no, words, page).await,
        Act::Answer => tips::answer(ctx, actor, tip_no, words, page).await,
    }
}
