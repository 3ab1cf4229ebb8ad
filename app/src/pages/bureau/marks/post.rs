//! `POST /bureau/marks/{id}`: grants a mark that was asked for late, or refuses it.

use axum::response::Response;
use domain::access::Action;
use domain::input::{Input, Issue};
use serde::Deserialize;
use services::input::{Incoming, sound};
use services::marks::{Words, grant, refuse};
use services::{Error, Seen};
use validator::Validate;

use super::show::page;
use crate::pages::bureau::addresses::mark_address;
use crate::web::{At, Form, Member, see_other};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// Which of the two: `grant` or `refuse`.
    pub act: String,
    #[validate(custom(function = sound))]
    pub reason: Input<Words>,
    /// Where the mark stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["reason"];
}

/// Does what the button says.
pub async fn post(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let again = match judge(&member, id, &form).await {
        Ok(done) => return see_other(&format!("{}?done={done}", mark_address(id))),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

async fn judge(member: &Member, id: i64, form: &Form<Sent>) -> Result<&'static str, Error> {
    let sent = form.ready(member.actor(), Action::JudgeMark)?;
    let (ctx, actor, shown, why) = (member.ctx(), member.actor(), (id, &sent.seen), sent.reason.get()?);
    match sent.act.as_str() {
        "grant" => {
            grant(ctx, actor, shown, why, form.key()).await?;
            Ok("grant")
        }
        "refuse" => {
            refuse(ctx, actor, shown, why, form.key()).await?;
            Ok("refuse")
        }
        _ => Err(Error::issue("", Issue::NoChoice)),
    }
}
