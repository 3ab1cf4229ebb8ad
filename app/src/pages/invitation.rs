//! Opening the account that one was invited to.

use axum::http::StatusCode;
use axum::response::Response;
use domain::input::{Input, NewPassword, Words};
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Conflict;
use services::accounts::invitation::{Accepting, Offer, accept, look};
use services::accounts::{Login, MIN_LENGTH};
use services::input::{Incoming, sound};
use validator::Validate;

use super::parts::{chinese, issue, named, role_name};
use crate::texts::invitation as texts;
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Client, Form, Page, Visit, see_other};

/// What the form sends. The passwords are never shown again.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    code: Input<Words<1, 40>>,
    #[validate(custom(function = sound))]
    login: Input<Login>,
    #[validate(custom(function = sound))]
    new_password: Input<NewPassword>,
    #[validate(must_match(other = "new_password"))]
    again_password: Input<NewPassword>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["code", "login", "new_password", "again_password"];
}

/// `GET /invitation?code=&opened=`
pub async fn show(visit: Visit, Client(client): Client) -> Response {
    if visit.visitor().param("opened").is_some() {
        return visit.answer(Ok(opened(&visit)));
    }
    let code = visit.visitor().param("code").unwrap_or_default().to_owned();
    let form = Form::new(Sent { code: Input::of(code.clone()), ..Sent::default() });
    if code.is_empty() {
        return visit.answer(Ok(page(&visit, form, None)));
    }
    let page = match look(visit.ctx(), &code, client).await {
        Ok(offer) => Ok(page(&visit, form, Some(offer))),
        Err(failure) => form.refused_at("code", failure).map(|form| page(&visit, form, None)),
    };
    visit.answer(page)
}

/// `POST /invitation`
pub async fn post(visit: Visit, Client(client): Client, form: Form<Sent>) -> Response {
    let done = match form.sound() {
        Ok(sent) => {
            let (login, password) = (sent.login.typed(), sent.new_password.typed());
            accept(visit.ctx(), Accepting { code: sent.code.typed(), login, password }, client).await
        }
        Err(refused) => Err(refused),
    };
    let failure = match done {
        Ok(_account) => return see_other("/invitation?opened=1"),
        Err(failure) => failure,
    };
    // Whoever has the code sees again what it is for.
    let offer = look(visit.ctx(), form.typed.code.typed(), client).await.ok();
    let again = form.refused_at("code", failure);
    visit.answer(again.map(|form| page(&visit, form, offer)))
}

fn page(visit: &Visit, form: Form<Sent>, offer: Option<Offer>) -> Page {
    let lang = visit.lang();
    let title = texts::title(lang);
    let (status, conflict) = (form.status(), form.conflict.clone());
    let office = visit.site().bureau.in_lang(lang).to_owned();
    let page = Page::new(title, move || {
        let inner = match &conflict {
            Some(Conflict::InvitationUsed) => used(lang).into_any(),
            Some(_over) => view! { <Notice tone=Tone::Warn><p>{texts::over(lang)}</p></Notice> }.into_any(),
            None => view(lang, &form, offer, office).into_any(),
        };
        view! { <h1>{title}</h1> {inner} }
    });
    page.status(if status == StatusCode::CONFLICT { StatusCode::GONE } else { status }).secret().here(title)
}

fn used(lang: Lang) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warn><p>{texts::used(lang)}</p></Notice>
        <p><a href="/sign-in">{texts::sign_in(lang)}</a></p>
    }
}

fn opened(visit: &Visit) -> Page {
    let lang = visit.lang();
    let title = texts::opened(lang);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::opened_what(lang)}</p>
            <p><a class="button" href="/sign-in">{texts::sign_in(lang)}</a></p>
        }
    };
    Page::new(title, body).here(title)
}

fn view(lang: Lang, form: &Form<Sent>, offer: Option<Offer>, bureau: String) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| match field {
        "code" => texts::code(lang),
        "login" => texts::login(lang),
        "new_password" => texts::password(lang),
        _ => texts::again(lang),
    };
    let offer = offer.map(|offer| {
        let office = match &offer.office {
            Some(office) => named(lang, office).into_any(),
            None => bureau.into_any(),
        };
        let facts = vec![
            Fact::new(texts::name(lang), view! { <span lang=chinese(lang)>{offer.name}</span> }),
            Fact::new(texts::role(lang), role_name(lang, offer.role)),
            Fact::new(texts::office(lang), office),
            Fact::new(texts::until(lang), when::moment(lang, offer.until)),
        ];
        view! { <SummaryList facts/> }
    });
    let typed = &form.typed;
    view! {
        <p class="lead">{texts::lead(lang)}</p>
        {offer}
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" action="/invitation" class="stack">
            <Field name="code" label=texts::code(lang) hint=texts::code_hint(lang) value=typed.code.typed().to_owned()
                error=error("code") autocomplete="off"/>
            <Field name="login" label=texts::login(lang) hint=texts::login_hint(lang)
                value=typed.login.typed().to_owned() error=error("login") autocomplete="username"/>
            <Field name="new_password" label=texts::password(lang) hint=texts::password_hint(lang, MIN_LENGTH)
                kind="password" error=error("new_password") autocomplete="new-password"/>
            <Field name="again_password" label=texts::again(lang) kind="password" error=error("again_password")
                autocomplete="new-password"/>
            <button>{texts::open(lang)}</button>
        </form>
    }
}
