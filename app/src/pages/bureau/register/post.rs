//! Entering a row, and changing one.

use axum::response::Response;
use domain::access::Action;
use domain::sheet::Kind;
use services::Error;
use services::register::{Entering, Place, Typed, enter};

use super::list_address;
use super::row::page;
use super::sent::{FormState, Sent};
use crate::web::{At, Form, Member, see_other};

/// `POST /bureau/register/rows/{kind}/new`
pub async fn add(member: Member, At(kind): At<Kind>, form: Form<Sent>) -> Response {
    put(&member, kind, None, form).await
}

/// `POST /bureau/register/rows/{kind}/{id}`
pub async fn change(member: Member, At((kind, id)): At<(Kind, i64)>, form: Form<Sent>) -> Response {
    put(&member, kind, Some(id), form).await
}

/// Back to where the row stands; or the same page with what was typed and what is wrong.
async fn put(member: &Member, kind: Kind, id: Option<i64>, form: Form<Sent>) -> Response {
    let again = match take(member, kind, id, &form).await {
        Ok(Entering::Done(of)) => return see_other(&format!("{}?done=entered", list_address(kind, of))),
        Ok(Entering::Same(of)) => return see_other(&format!("{}?done=same", list_address(kind, of))),
        Ok(Entering::Refused(wrong)) => Ok(FormState { form, wrong }),
        Err(failure) => form.refused(failure).map(|form| FormState { form, wrong: Vec::new() }),
    };
    member.answer(match again {
        Ok(state) => page(member, kind, id, state).await,
        Err(failure) => Err(failure),
    })
}

async fn take(member: &Member, kind: Kind, id: Option<i64>, form: &Form<Sent>) -> Result<Entering, Error> {
    member.actor().must(Action::ManageRegister)?;
    let sent = &form.typed;
    let typed = Typed { kind, cells: &sent.cells, reason: sent.reason.typed(), past: &sent.past };
    let place = id.map_or(Place::New, |id| Place::There { id, seen: &sent.seen });
    enter(member.ctx(), member.actor(), typed, place, form.key()).await
}
