//! What is asked of somebody who came back from the provider and is not in yet.

use domain::lang::Lang;
use leptos::prelude::*;
use services::Names;

use super::refused::conflicting;
use super::{Code, Link};
use crate::pages::parts::issue;
use crate::texts::{sign_in, unified as texts};
use crate::ui::field::Field;
use crate::ui::marked::marked;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Form, Page, Visit};

/// The form for the second factor.
pub fn code(lang: Lang, form: &Form<Code>, demo: Option<String>) -> impl IntoView + use<> {
    let error = issue::at(lang, &form.issues, "code");
    let demo = demo.map(|code| view! { <Notice><p>{sign_in::demo_code(lang, code)}</p></Notice> });
    view! {
        <h1>{texts::code_title(lang)}</h1>
        <p class="lead">{texts::code_lead(lang)}</p>
        {issue::summary(lang, texts::problems(lang), &form.issues, |_| texts::code(lang))}
        <form method="post" action="/sign-in/unified/code" class="stack">
            <Field name="code" label=texts::code(lang) hint=sign_in::code_hint(lang) error autocomplete="one-time-code"/>
            <button>{texts::enter(lang)}</button>
        </form>
        {demo}
    }
}

/// The page on which an account is linked, by signing in once.
pub fn link_page(visit: &Visit, form: Form<Link>, enterprise: Option<Names>) -> Page {
    let lang = visit.lang();
    let (title, status, wait) = (texts::link_title(lang), form.status(), form.wait());
    let demo = services::accounts::second_factor::demo_code(visit.ctx());
    let page = Page::new(title, move || link(lang, &form, enterprise, demo)).secret().status(status).here(title);
    match wait {
        Some(seconds) => page.retry_after(seconds),
        None => page,
    }
}

fn link(lang: Lang, form: &Form<Link>, enterprise: Option<Names>, demo: Option<String>) -> impl IntoView + use<> {
    let label = |field: &str| if field == "login" { sign_in::login(lang) } else { sign_in::password(lang) };
    let (login, password) = (issue::at(lang, &form.issues, "login"), issue::at(lang, &form.issues, "password"));
    let clash = form.conflict.as_ref().and_then(|conflict| conflicting(lang, conflict));
    let clash = clash.map(|words| view! { <div role="alert"><Notice tone=Tone::Warn><p>{words}</p></Notice></div> });
    let enterprise = enterprise.map(|names| {
        let words = marked(lang, &texts::link_enterprise(lang, names.pick(lang)));
        view! { <Notice><p>{words}</p></Notice> }
    });
    let value = form.typed.login.typed().to_owned();
    let demo = demo.map(|code| view! { <Notice><p>{sign_in::demo_code(lang, code)}</p></Notice> });
    view! {
        <h1>{texts::link_title(lang)}</h1>
        <p class="lead">{texts::link_lead(lang)}</p>
        {clash}
        {enterprise}
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" action="/sign-in/unified/link" class="stack">
            <Field name="login" label=sign_in::login(lang) value error=login autocomplete="username"/>
            <Field name="password" label=sign_in::password(lang) kind="password" error=password
                autocomplete="current-password"/>
            <Field name="code" label=sign_in::code(lang) hint=sign_in::code_hint(lang) autocomplete="one-time-code"/>
            <button>{texts::link(lang)}</button>
        </form>
        {demo}
        <div class="prose">
            <h2>{sign_in::no_account(lang)}</h2>
            <p>{sign_in::no_account_how(lang)}</p>
            <p><a href="/invitation">{sign_in::invited(lang)}</a></p>
        </div>
    }
}
