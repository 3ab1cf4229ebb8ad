//! What is done on the page: commands given and taken back, and whether the portal asks by itself.

use axum::response::Response;
use services::{Error, commands};

use super::address::commands_address;
use super::page::page;
use super::sent::{ASKED, SWITCH, Sent, ready};
use crate::web::{At, Form, Member, see_other};

/// Back to the page with a word about what was done, or the page again.
async fn answer<T>(member: &Member, mn: &str, form: Form<Sent>, done: Result<T, Error>, word: &str) -> Response {
    let Err(failure) = done else { return see_other(&format!("{}?done={word}", commands_address(mn))) };
    member.answer(match form.refused(failure) {
        Ok(form) => page(member, mn, form).await,
        Err(failure) => Err(failure),
    })
}

/// `POST /bureau/devices/{mn}/commands`
pub async fn ask(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(ASKED);
    let wanted = ready(&member, &form).and_then(Sent::command);
    let done = match wanted {
        Ok(wanted) => commands::ask(member.ctx(), member.actor(), &mn, &wanted, form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "asked").await
}

/// `POST /bureau/devices/{mn}/commands/withdraw`
pub async fn withdraw(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[]);
    let done = match ready(&member, &form) {
        Ok(sent) => {
            // What is no number is nobody's.
            let id = sent.id.parse().unwrap_or_default();
            commands::withdraw(member.ctx(), member.actor(), (&mn, id), form.key()).await
        }
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "withdrawn").await
}

/// `POST /bureau/devices/{mn}/commands/allow`
pub async fn allow(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[SWITCH]);
    let done = match ready(&member, &form) {
        Ok(sent) => commands::allow(member.ctx(), member.actor(), &mn, sent.switch_reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "allowed").await
}

/// `POST /bureau/devices/{mn}/commands/forbid`
pub async fn forbid(member: Member, At(mn): At<String>, form: Form<Sent>) -> Response {
    let form = form.only(&[SWITCH]);
    let done = match ready(&member, &form) {
        Ok(sent) => commands::forbid(member.ctx(), member.actor(), &mn, sent.switch_reason.typed(), form.key()).await,
        Err(refused) => Err(refused),
    };
    answer(&member, &mn, form, done, "forbidden").await
}
