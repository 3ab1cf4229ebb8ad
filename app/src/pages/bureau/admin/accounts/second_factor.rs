//! Taking the second factor from somebody who has lost telephone and recovery codes.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::accounts::second_factor::reset;
use services::accounts::{self, Account};
use services::{Conflict, Error};

use super::act::{self, WithReason, Words, ask_why};
use crate::texts::admin_account_factor as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, see_other};

/// `GET /bureau/accounts/{id}/second-factor`
pub async fn ask_for_reset(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// `POST /bureau/accounts/{id}/second-factor`
pub async fn reset_second_factor(member: Member, At(id): At<i64>, form: Form<WithReason>) -> Response {
    let reason = form.typed.reason.typed().to_owned();
    let again = match reset(member.ctx(), member.actor(), id, form.key(), &reason).await {
        Ok(()) => return see_other(&format!("/bureau/accounts/{id}?factor=1")),
        // The own account, or one that has none: the page says why not, and has no form.
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
    let own = account.id == member.actor().account_id || form.conflict == Some(Conflict::OwnAccount);
    let head = (texts::title(lang), form.status());
    Ok(act::page(member, account, head, move |account| view(lang, account, own, &form)))
}

fn view(lang: Lang, account: &Account, own: bool, form: &Form<WithReason>) -> AnyView {
    if own {
        return view! { <Notice tone=Tone::Warn><p>{texts::own(lang)}</p></Notice> }.into_any();
    }
    if account.second_factor_at.is_none() {
        return view! { <Notice><p>{texts::none(lang)}</p></Notice> }.into_any();
    }
    let words = Words {
        problem: texts::problem(lang),
        what: texts::what(lang),
        reason: texts::reason(lang),
        hint: texts::reason_hint(lang),
        confirm: texts::confirm(lang),
    };
    ask_why(lang, &words, format!("/bureau/accounts/{}/second-factor", account.id), ().into_any(), form)
}
