//! The form for login and password.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::sign_in as texts;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::field::Field;
use crate::ui::marked::marked;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;

/// What was typed, and what is wrong with it. The password is typed anew each time.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub login: String,
    /// Where the person wanted to go.
    pub next: String,
    /// A form that waits to be sent again.
    pub kept: String,
    /// Who is signed in already.
    pub now: Option<String>,
    pub errors: Vec<(&'static str, String)>,
}

impl Typed {
    fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|(field, _)| *field == name).map(|(_, message)| message.clone())
    }
}

/// The page's body.
pub fn body(lang: Lang, typed: Typed, is_demo: bool) -> impl IntoView {
    let now = typed.now.as_ref().map(|now| marked(lang, &texts::now(lang, now)));
    let now = now.map(|words| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> });
    let demo = is_demo.then(|| view! { <Notice><p>{texts::demo(lang)}</p></Notice> });
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang)}</p>
        {now}
        {form(lang, typed)}
        {demo}
        <div class="prose">
            <h2>{texts::no_account(lang)}</h2>
            <p>{texts::no_account_how(lang)}</p>
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

/// The form alone, as it also stands on the page of a session that has ended.
pub fn form(lang: Lang, typed: Typed) -> impl IntoView {
    let one = |(name, message): &(&'static str, String)| FieldError { name: (*name).into(), message: message.clone() };
    let errors: Vec<_> = typed.errors.iter().map(one).collect();
    let (login, password) = (typed.error("login"), typed.error("password"));
    let next = (!typed.next.is_empty()).then(|| view! { <input type="hidden" name="next" value=typed.next.clone()/> });
    let kept = (!typed.kept.is_empty()).then(|| view! { <input type="hidden" name="kept" value=typed.kept.clone()/> });
    view! {
        <ErrorSummary title=texts::problems(lang) errors/>
        <form method="post" action="/sign-in" class="stack">
            {next}
            {kept}
            <Field name="login" label=texts::login(lang) value=typed.login error=login autocomplete="username"/>
            <Field name="password" label=texts::password(lang) kind="password" error=password
                autocomplete="current-password"/>
            <button>{texts::title(lang)}</button>
        </form>
    }
}
