//! Tokens with which programs come to the REST interface: an enterprise's certifier makes its own, the administrator those
//! of departments. Both have the same pages below an address of their own.

mod form;
mod list;
mod made;

use axum::response::Response;
use axum::routing::{get, post};
use services::accounts::Proof;
use services::api_tokens::{self, NewToken};
use services::{Conflict, Error};

use super::Routes;
use crate::web::{At, Form, Member, see_other};
use form::Sent;

/// Whose tokens a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The enterprise's own.
    Enterprise,
    /// The departments'.
    Departments,
}

impl Side {
    /// Where its pages are.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Enterprise => "/filing/tokens",
            Self::Departments => "/bureau/tokens",
        }
    }
}

/// The addresses of both sides.
pub fn routes() -> Routes {
    use Side::{Departments as ALL, Enterprise as OWN};
    Routes::default()
        .at("/filing/tokens", get(|member| list::show(OWN, member)).post(|member, form| make(OWN, member, form)))
        .at("/filing/tokens/new", get(|member| form::show(OWN, member)))
        .at("/filing/tokens/{id}/revoke", post(|member, at| revoke(OWN, member, at)))
        .at("/bureau/tokens", get(|member| list::show(ALL, member)).post(|member, form| make(ALL, member, form)))
        .at("/bureau/tokens/new", get(|member| form::show(ALL, member)))
        .at("/bureau/tokens/{id}/revoke", post(|member, at| revoke(ALL, member, at)))
}

/// `POST` of the form: the answer is the only page that ever shows the token.
async fn make(side: Side, member: Member, form: Form<Sent>) -> Response {
    let again = match create(side, &member, &form).await {
        Ok(issued) => return member.answer(Ok(made::page(&member, side, &issued))),
        Err(Error::SignInRefused) => form.refused(Error::issue("password", domain::input::Issue::WrongPassword)),
        Err(failure) => form.refused_at("password", failure),
    };
    member.answer(match again {
        Ok(form) => form::page(&member, side, form).await,
        Err(failure) => Err(failure),
    })
}

async fn create(side: Side, member: &Member, form: &Form<Sent>) -> Result<api_tokens::Issued, Error> {
    list::must(side, member)?;
    let sent = form.sound()?;
    // Without its key a form that is sent twice would make two.
    let key = form.sent_key().ok_or(Conflict::SentBefore)?;
    let new = NewToken { name: sent.name.get()?.clone(), scopes: sent.scopes(), last_day: *sent.last_day.get()? };
    let proof = Proof { password: sent.password.typed(), code: &sent.code };
    api_tokens::create(member.ctx(), member.actor(), key, proof, new).await
}

/// `POST …/{id}/revoke`
async fn revoke(side: Side, member: Member, At(id): At<i64>) -> Response {
    let done = match list::must(side, &member) {
        Ok(()) => api_tokens::revoke(member.ctx(), member.actor(), id).await,
        Err(failure) => Err(failure),
    };
    match done {
        Ok(()) => see_other(&format!("{}?done=revoked", side.address())),
        Err(failure) => member.answer(Err(failure)),
    }
}
