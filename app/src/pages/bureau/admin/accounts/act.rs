//! What the pages have in common on which an administrator does one thing to somebody's account.

use axum::http::StatusCode;
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::accounts::{Account, LONGEST_REASON, Reason};
use services::input::{Incoming, sound};
use validator::Validate;

use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::issue;
use crate::texts::admin_accounts;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;
use crate::web::{Form, Member, Page, Section};

/// The page: its title, what is done there, and the way back to the account.
pub(super) fn page(
    member: &Member,
    account: Account,
    (title, status): (&'static str, StatusCode),
    inner: impl FnOnce(&Account) -> AnyView + Send + 'static,
) -> Page {
    let (lang, name, nav) = (member.lang(), account.name.clone(), nav(member, AdminPage::Accounts));
    let back = format!("/bureau/accounts/{}", account.id);
    let href = back.clone();
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            {inner(&account)}
            <p><a href=href>{admin_accounts::back(lang)}</a></p>
        }
    };
    let page = Page::new(title, body).status(status).within(Section::Accounts);
    page.step(admin_accounts::title(lang), "/bureau/accounts").step(name, back).here(title)
}

/// What the form of a page sends that takes something from an account and asks why.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct WithReason {
    #[validate(custom(function = sound))]
    pub(super) reason: Input<Reason>,
}

impl Incoming for WithReason {
    const FIELDS: &'static [&'static str] = &["reason"];
}

/// The words of such a form.
pub(super) struct Words {
    /// What is not done yet, above what is wrong.
    pub problem: &'static str,
    /// What will happen.
    pub what: &'static str,
    /// What the reason is called.
    pub reason: &'static str,
    /// What it should say.
    pub hint: &'static str,
    /// The button.
    pub confirm: &'static str,
}

/// Such a form; `about` stands above it.
pub(super) fn ask_why(lang: Lang, words: &Words, action: String, about: AnyView, form: &Form<WithReason>) -> AnyView {
    let Words { problem, what, reason, hint, confirm } = *words;
    let error = issue::at(lang, &form.issues, "reason");
    let value = form.typed.reason.typed().to_owned();
    view! {
        {issue::summary(lang, problem, &form.issues, |_| reason)}
        <p class="prose">{what}</p>
        {about}
        <form method="post" action=action class="stack">
            <FormKeyField key=form.key_field()/>
            <TextArea name="reason" label=reason hint value error rows=3 longest=LONGEST_REASON/>
            <p><button class="warning">{confirm}</button></p>
        </form>
    }
    .into_any()
}
