//! Asking about a finding, and settling it.

use axum::response::Response;
use domain::access::Action;
use domain::finding::Outcome;
use domain::input::Input;
use serde::Deserialize;
use services::findings::{Words, ask, close};
use services::input::{Incoming, sound};
use services::{Error, Seen};
use validator::Validate;

use super::finding_address;
use super::show::page;
use crate::web::{At, Form, Member, see_other};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// Which of the two: `ask` or `close`.
    pub act: String,
    #[validate(custom(function = sound))]
    pub question: Input<Words>,
    #[validate(custom(function = sound))]
    pub outcome: Input<Outcome>,
    #[validate(custom(function = sound))]
    pub reason: Input<Words>,
    /// Where the finding stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["question", "outcome", "reason"];
}

impl Sent {
    /// Whether the finding is to be settled, and not asked about.
    pub fn closes(&self) -> bool {
        self.act == "close"
    }
}

/// `POST /bureau/findings/{id}`
pub async fn post(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let own: &[_] = if form.typed.closes() { &["outcome", "reason"] } else { &["question"] };
    let form = form.only(own);
    let again = match settle(&member, id, &form).await {
        Ok(done) => return see_other(&format!("{}?done={done}", finding_address(id))),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

/// Does what the button says, and tells what that was.
async fn settle(member: &Member, id: i64, form: &Form<Sent>) -> Result<&'static str, Error> {
    let sent = form.ready(member.actor(), Action::SettleFinding)?;
    let (ctx, actor, shown) = (member.ctx(), member.actor(), (id, &sent.seen));
    if !sent.closes() {
        ask(ctx, actor, shown, sent.question.typed(), form.key()).await?;
        return Ok("ask");
    }
    let outcome = *sent.outcome.get()?;
    close(ctx, actor, shown, (outcome, sent.reason.typed()), form.key()).await?;
    Ok(if outcome == Outcome::Inspection { "inspect" } else { "close" })
}
