//! Taking the link to the provider of identities from somebody's account.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::accounts::unified::{Identity, identities, remove};
use services::accounts::{self, Account};
use services::{Conflict, Error};

use super::act::{self, WithReason, Words, ask_why};
use crate::texts::admin_account_identity as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{At, Form, Member, Page, see_other};

/// `GET /bureau/accounts/{id}/unified`
pub async fn ask_to_unlink(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// `POST /bureau/accounts/{id}/unified`
pub async fn unlink(member: Member, At(id): At<i64>, form: Form<WithReason>) -> Response {
    let reason = form.typed.reason.typed().to_owned();
    let again = match remove(member.ctx(), member.actor(), id, form.key(), &reason).await {
        Ok(()) => return see_other(&format!("/bureau/accounts/{id}?unlinked=1")),
        // The own account, or one without a link: the page says why not, and has no form.
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

async fn page(member: &Member, id: i64, form: Form<WithReason>) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, _) = accounts::show(member.ctx(), member.actor(), id).await?;
    let linked = identities(member.ctx(), member.actor(), id).await?;
    let own = account.id == member.actor().account_id || form.conflict == Some(Conflict::OwnAccount);
    let head = (texts::title(lang), form.status());
    Ok(act::page(member, account, head, move |account| view(lang, account, &linked, own, &form)))
}

fn view(lang: Lang, account: &Account, linked: &[Identity], own: bool, form: &Form<WithReason>) -> AnyView {
    if own {
        return view! { <Notice tone=Tone::Warn><p>{texts::own(lang)}</p></Notice> }.into_any();
    }
    if linked.is_empty() {
        return view! { <Notice><p>{texts::none(lang)}</p></Notice> }.into_any();
    }
    let words = Words {
        problem: texts::problem(lang),
        what: texts::what(lang),
        reason: texts::reason(lang),
        hint: texts::reason_hint(lang),
        confirm: texts::confirm(lang),
    };
    let links = view! { <ul>{linked.iter().map(|one| view! { <li>{line(lang, one)}</li> }).collect_view()}</ul> };
    ask_why(lang, &words, format!("/bureau/accounts/{}/unified", account.id), links.into_any(), form)
}

/// A link in words: which provider, since when, and when it was used last.
pub(super) fn line(lang: Lang, one: &Identity) -> String {
    let since = when::date(lang, one.since.day());
    match one.used_at {
        Some(at) => texts::line_used(lang, &one.issuer, since, when::moment(lang, at)),
        None => texts::line(lang, &one.issuer, since),
    }
}
