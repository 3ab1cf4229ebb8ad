//! The link of the own account to the provider of identities.

use axum::response::Response;
use domain::input::{Input, Issue, Password};
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::accounts::unified::{self, Failure, Identity};
use services::accounts::{Proof, second_factor};
use services::input::{Incoming, sound};
use validator::Validate;

use crate::pages::parts::issue;
use crate::pages::sign_in::unified::{leave, refused};
use crate::texts::{account, unified as texts};
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Form, Member, Page, see_other};

/// What the forms send: the password, and a code where there is a second factor.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    password: Input<Password>,
    code: String,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["password", "code"];
}

impl Sent {
    fn proof(&self) -> Proof<'_> {
        Proof { password: self.password.typed(), code: &self.code }
    }
}

/// `GET /account/unified`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member, Form::default()).await)
}

/// `POST /account/unified/link`: to the provider, from where the browser comes back with who it is.
pub async fn link(member: Member, form: Form<Sent>) -> Response {
    let begun = match form.sound() {
        Ok(sent) => unified::begin_link(member.ctx(), member.actor(), sent.proof(), member.lang()).await,
        Err(refused) => Err(refused.into()),
    };
    match begun {
        Ok(begun) => leave(&member, &begun),
        Err(Failure::Portal(failure)) => again(&member, form, failure).await,
        Err(failure) => refused(&member, failure),
    }
}

/// `POST /account/unified/unlink`
pub async fn unlink(member: Member, form: Form<Sent>) -> Response {
    let unlinked = match form.sound() {
        Ok(sent) => unified::unlink(member.ctx(), member.actor(), sent.proof()).await,
        Err(refused) => Err(refused),
    };
    match unlinked {
        Ok(()) => see_other("/account/unified?done=unlinked"),
        Err(failure) => again(&member, form, failure).await,
    }
}

async fn again(member: &Member, form: Form<Sent>, failure: Error) -> Response {
    let again = match failure {
        Error::SignInRefused => form.refused(Error::issue("password", Issue::WrongPassword)),
        failure => form.refused_at("password", failure),
    };
    member.answer(match again {
        Ok(form) => page(member, form).await,
        Err(failure) => Err(failure),
    })
}

async fn page(member: &Member, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let linked = unified::own(member.ctx(), member.actor()).await?;
    let has_factor = second_factor::is_on(member.ctx(), member.actor()).await?;
    let demo = second_factor::demo_code(member.ctx()).filter(|_| has_factor);
    let done = match member.done() {
        Some("linked") => Some(texts::done_linked(lang)),
        Some("unlinked") => Some(texts::done_unlinked(lang)),
        _ => None,
    };
    let (title, status, wait) = (texts::title(lang), form.status(), form.wait());
    let page = Page::new(title, move || body(lang, linked.as_ref(), done, has_factor, demo, &form)).status(status);
    let page = page.step(account::title(lang), "/account").here(title);
    Ok(match wait {
        Some(seconds) => page.retry_after(seconds),
        None => page,
    })
}

fn body(
    lang: Lang,
    linked: Option<&Identity>,
    done: Option<&'static str>,
    has_factor: bool,
    demo: Option<String>,
    form: &Form<Sent>,
) -> impl IntoView + use<> {
    let done = done.map(|words| view! { <Notice tone=Tone::Ok><p role="status">{words}</p></Notice> });
    let demo = demo.map(|code| view! { <Notice><p>{crate::texts::second_factor::demo_hint(lang, code)}</p></Notice> });
    let stands = match linked {
        Some(Identity { since, used_at, .. }) => {
            let used = match used_at {
                Some(at) => texts::used_at(lang, when::moment(lang, *at)),
                None => texts::never_used(lang).to_owned(),
            };
            view! {
                <p>{texts::linked_since(lang, when::date(lang, since.day()))} " " {used}</p>
                <section aria-labelledby="unlink" class="flow">
                    <h2 id="unlink">{texts::unlink(lang)}</h2>
                    <p class="prose">{texts::unlink_what(lang)}</p>
                    {fields(lang, form, "/account/unified/unlink", texts::unlink(lang), has_factor)}
                </section>
            }
            .into_any()
        }
        None => view! {
            <p>{texts::not_linked(lang)}</p>
            <section aria-labelledby="link" class="flow">
                <h2 id="link">{texts::begin_link(lang)}</h2>
                <p class="prose">{texts::begin_link_what(lang)}</p>
                {fields(lang, form, "/account/unified/link", texts::begin_link(lang), has_factor)}
            </section>
        }
        .into_any(),
    };
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::account_lead(lang)}</p>
        {done}
        {stands}
        {demo}
    }
}

fn fields(
    lang: Lang,
    form: &Form<Sent>,
    action: &'static str,
    button: &'static str,
    has_factor: bool,
) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| if field == "code" { texts::code(lang) } else { texts::password(lang) };
    let code = has_factor.then(|| {
        view! {
            <Field name="code" label=texts::code(lang) hint=texts::code_hint(lang) error=error("code")
                autocomplete="one-time-code"/>
        }
    });
    view! {
        {issue::summary(lang, texts::own_problems(lang), &form.issues, label)}
        <form method="post" action=action class="stack">
            <Field name="password" label=texts::password(lang) kind="password" error=error("password")
                autocomplete="current-password"/>
            {code}
            <p><button>{button}</button></p>
        </form>
    }
}
