//! Inviting somebody, and taking an invitation back.

use axum::response::Response;
use services::accounts::invitation::{self, Invited};
use services::{Conflict, Error};

use super::form::{Sent, page};
use super::{Side, invited, nav::must};
use crate::web::{At, Form, Member, see_other};

/// `POST` of the form: the answer is the only page that ever shows a code for paper.
pub async fn invite(side: Side, member: Member, form: Form<Sent>) -> Response {
    let again = match send(side, &member, &form).await {
        Ok(done) => return member.answer(Ok(invited::page(&member, side, done))),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(side, &member, form).await,
        Err(failure) => Err(failure),
    })
}

async fn send(side: Side, member: &Member, form: &Form<Sent>) -> Result<Invited, Error> {
    must(side, member)?;
    // Without its key a form that is sent twice would invite twice.
    let inviting = form.typed.inviting();
    let key = form.sent_key().filter(|_| form.issues.is_empty());
    match key {
        Some(key) => invitation::invite(member.ctx(), member.actor(), key, inviting?).await,
        None if form.issues.is_empty() => Err(Conflict::SentBefore.into()),
        // Everything that is wrong is told at once, also what one field means for another.
        None => match inviting {
            Ok(inviting) => invitation::invite(member.ctx(), member.actor(), form.key(), inviting).await,
            Err(_day) => Err(Error::Invalid(form.issues.clone())),
        },
    }
}

/// `POST …/{id}/revoke`
pub async fn revoke(side: Side, member: Member, At(id): At<i64>) -> Response {
    let done = match must(side, &member) {
        Ok(()) => invitation::revoke(member.ctx(), member.actor(), id).await,
        Err(failure) => Err(failure),
    };
    match done {
        Ok(()) => see_other(&format!("{}?done=revoked", side.address())),
        // Somebody was quicker: the account is open, and stands in its list.
        Err(Error::Conflict(_)) => see_other(&format!("{}?done=used", side.address())),
        Err(failure) => member.answer(Err(failure)),
    }
}
