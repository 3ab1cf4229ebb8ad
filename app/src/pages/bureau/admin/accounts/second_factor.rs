//! Taking the second factor from somebody who has lost telephone and recovery codes.

use axum::response::Response;
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::accounts::second_factor::{Reason, reset};
use services::accounts::{self, Account};
use services::input::{Incoming, sound};
use services::{Conflict, Error};
use validator::Validate;

use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::issue;
use crate::texts::{admin_account_factor as texts, admin_accounts};
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::web::{At, Form, Member, Page, Section, see_other};

/// The most characters of a reason.
const LONGEST: usize = 200;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    reason: Input<Reason>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["reason"];
}

/// `GET /bureau/accounts/{id}/second-factor`
pub async fn ask_for_reset(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// `POST /bureau/accounts/{id}/second-factor`
pub async fn reset_second_factor(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
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

async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, _) = accounts::show(member.ctx(), member.actor(), id).await?;
    let own = account.id == member.actor().account_id || form.conflict == Some(Conflict::OwnAccount);
    let (nav, title, name) = (nav(member, AdminPage::Accounts), texts::title(lang), account.name.clone());
    let back = format!("/bureau/accounts/{id}");
    let (href, status) = (back.clone(), form.status());
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            {view(lang, &account, own, &form)}
            <p><a href=href>{texts::back(lang)}</a></p>
        }
    };
    let page = Page::new(title, body).status(status).within(Section::Accounts);
    Ok(page.step(admin_accounts::title(lang), "/bureau/accounts").step(name, back).here(title))
}

fn view(lang: Lang, account: &Account, own: bool, form: &Form<Sent>) -> AnyView {
    if own {
        return view! { <Notice tone=Tone::Warn><p>{texts::own(lang)}</p></Notice> }.into_any();
    }
    if account.second_factor_at.is_none() {
        return view! { <Notice><p>{texts::none(lang)}</p></Notice> }.into_any();
    }
    let action = format!("/bureau/accounts/{}/second-factor", account.id);
    let error = issue::at(lang, &form.issues, "reason");
    let value = form.typed.reason.typed().to_owned();
    view! {
        {issue::summary(lang, texts::problem(lang), &form.issues, |_| texts::reason(lang))}
        <p class="prose">{texts::what(lang)}</p>
        <form method="post" action=action class="stack">
            <FormKeyField key=form.key_field()/>
            <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang) value error rows=3 longest=LONGEST/>
            <p><button class="warning">{texts::confirm(lang)}</button></p>
        </form>
    }
    .into_any()
}
