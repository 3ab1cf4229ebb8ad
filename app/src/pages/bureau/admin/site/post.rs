//! `POST /bureau/site`: a look at how it would be, or a new version.

use std::sync::Arc;

use axum::response::Response;
use domain::access::Action;
use services::Error;
use services::site::{self, Change};

use super::sent::Sent;
use super::show::{Asked, again};
use crate::web::{Form, Member, see_other};

/// `POST /bureau/site`
pub async fn post(member: Member, form: Form<Sent>) -> Response {
    if let Err(failure) = member.actor().must(Action::ManageSite) {
        return member.answer(Err(failure));
    }
    let wanted = form.typed.site(member.site());
    if form.typed.act == "preview" {
        return preview(&member, form, wanted).await;
    }
    let change = Change { site: wanted, reason: form.typed.reason.clone() };
    match site::save(member.ctx(), member.actor(), form.key(), &form.typed.seen, change).await {
        Ok(()) => see_other("/bureau/site?done=saved"),
        Err(failure) => match form.refused(failure) {
            Ok(form) => again(&member, fresh(&member, form).await, Asked::Nothing).await,
            Err(failure) => member.answer(Err(failure)),
        },
    }
}

/// Head and foot of the answer are drawn from what was typed; nothing is kept, and the form may still be sent.
async fn preview(member: &Member, form: Form<Sent>, wanted: domain::site::Site) -> Response {
    let wanted = wanted.tidy();
    let issues = wanted.issues();
    if issues.is_empty() {
        return again(member, form, Asked::Preview(Some(Arc::new(wanted)))).await;
    }
    match form.refused(Error::Invalid(issues.into_iter().collect())) {
        Ok(form) => again(member, form, Asked::Preview(None)).await,
        Err(failure) => member.answer(Err(failure)),
    }
}

/// After somebody else was first, what was typed is compared with how it stands now.
async fn fresh(member: &Member, mut form: Form<Sent>) -> Form<Sent> {
    if form.conflict.is_none() {
        return form;
    }
    if let Ok(shown) = site::show(member.ctx(), member.actor()).await {
        form.typed.seen = shown.seen;
    }
    form
}
