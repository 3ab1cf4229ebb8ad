//! The form for login and password.

use domain::lang::Lang;
use leptos::prelude::*;

use super::Sent;
use crate::pages::parts::issue;
use crate::texts::{sign_in as texts, unified};
use crate::ui::field::Field;
use crate::ui::marked::marked;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Form, UNIFIED};

/// The page's body.
pub fn body(
    lang: Lang,
    sent: &Form<Sent>,
    now: Option<String>,
    provider: Option<String>,
    is_demo: bool,
    code: Option<String>,
) -> impl IntoView + use<> {
    let now = now.map(|now| marked(lang, &texts::now(lang, now)));
    let now = now.map(|words| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> });
    let code = code.map(|code| view! { <p>{texts::demo_code(lang, code)}</p> });
    let provider = provider.map(|words| by_provider(lang, words, sent.typed.next.clone()));
    let demo = is_demo.then(|| view! { <Notice><p>{texts::demo(lang)}</p>{code}</Notice> });
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang)}</p>
        {now}
        {form(lang, sent)}
        {provider}
        {demo}
        <div class="prose">
            <h2>{texts::no_account(lang)}</h2>
            <p>{texts::no_account_how(lang)}</p>
            <p><a href="/invitation">{texts::invited(lang)}</a></p>
            <h2>{texts::without(lang)}</h2>
            <ul>
                <li><a href="/">{texts::see_now(lang)}</a></li>
                <li><a href="/enterprises">{texts::find_enterprise(lang)}</a></li>
                <li><a href="/cases">{texts::read_cases(lang)}</a></li>
                <li><a href="/tip">{texts::report(lang)}</a></li>
                <li><a href="/data">{texts::take_data(lang)}</a></li>
            </ul>
        </div>
    }
}

/// The other way in, where a provider is set: its button, with the operator's words.
fn by_provider(lang: Lang, words: String, next: String) -> impl IntoView + use<> {
    let next = (!next.is_empty()).then(|| view! { <input type="hidden" name="next" value=next/> });
    view! {
        <section aria-labelledby="unified" class="flow">
            <h2 id="unified">{unified::title(lang)}</h2>
            <form method="post" action=UNIFIED>{next}<button class="second">{words}</button></form>
        </section>
    }
}

/// The form alone, as it also stands on the page of a session that has ended.
pub fn form(lang: Lang, form: &Form<Sent>) -> impl IntoView + use<> {
    let label = |field: &str| if field == "login" { texts::login(lang) } else { texts::password(lang) };
    let (login, password) = (issue::at(lang, &form.issues, "login"), issue::at(lang, &form.issues, "password"));
    let typed = form.typed.clone();
    let next = (!typed.next.is_empty()).then(|| view! { <input type="hidden" name="next" value=typed.next/> });
    let kept = (!typed.kept.is_empty()).then(|| view! { <input type="hidden" name="kept" value=typed.kept/> });
    let value = form.typed.login.typed().to_owned();
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" action="/sign-in" class="stack">
            {next}
            {kept}
            <Field name="login" label=texts::login(lang) value error=login autocomplete="username"/>
            <Field name="password" label=texts::password(lang) kind="password" error=password
                autocomplete="current-password"/>
            <Field name="code" label=texts::code(lang) hint=texts::code_hint(lang) autocomplete="one-time-code"/>
            <button>{texts::title(lang)}</button>
        </form>
    }
}
