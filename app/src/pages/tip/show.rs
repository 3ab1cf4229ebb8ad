//! `GET /tip`: the empty form.

use axum::http::StatusCode;
use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::tips;

use super::form;
use super::shown::{Choices, Shown};
use super::typed::Typed;
use super::{script, to, ways};
use crate::texts::tip as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Page, Section, Visit};

/// `GET /tip?enterprise=`
pub async fn show(visit: Visit) -> Response {
    if let Err(shut) = tips::are_open(visit.ctx()) {
        return closed(&visit, &shut);
    }
    let typed = Typed::about(visit.visitor().param("enterprise").unwrap_or_default());
    let choices = Choices::of(visit.ctx(), &typed).await;
    visit.answer(Ok(page(&visit, Shown::new(typed, choices), None)))
}

/// The page with the form, and what is to be said about it.
pub fn page(visit: &Visit, shown: Shown, word: Option<String>) -> Page {
    let (lang, action, follow) = (visit.lang(), to(visit.visitor(), "/tip"), to(visit.visitor(), "/tip/follow"));
    let title = texts::title(lang);
    // Who looks for an enterprise, or has to mend something, is past the reading.
    let is_new = shown.is_sound() && word.is_none() && !shown.form.typed.finds();
    let site = visit.site().clone();
    let body = move || {
        let word = word.map(|text| view! { <div role="alert"><Notice tone=Tone::Warn><p>{text}</p></Notice></div> });
        view! {
            {word}
            {form::summary(lang, &shown)}
            <h1>{title}</h1>
            {introduction(lang, is_new, follow)}
            <div class="beside">
                <div class="stack">{ways::telephones(lang, &site)} {ways::anonymity(lang, is_new)}</div>
                <section aria-labelledby="report" class="stack">
                    <div>
                        <h2 id="report">{texts::form_title(lang)}</h2>
                        <p class="hint">{texts::form_hint(lang)}</p>
                    </div>
                    {form::view(lang, &shown, action, &site)}
                </section>
            </div>
            {script()}
        }
    };
    Page::new(title, body).describe(texts::description(lang)).within(Section::Tip).here(title).secret()
}

/// What everybody must see, however often the form comes back; and what is read once.
fn introduction(lang: Lang, is_new: bool, follow: String) -> impl IntoView {
    view! {
        {is_new.then(|| view! { <p class="lead">{texts::lead(lang)}</p> })}
        <p><a href=follow>{texts::have_code(lang)}</a></p>
        {ways::emergency(lang)}
    }
}

/// The page while nothing can be taken: the telephone is the way.
pub fn closed(visit: &Visit, shut: &Error) -> Response {
    tracing::error!(error = shut as &dyn std::error::Error, "tip-offs cannot be taken");
    let lang = visit.lang();
    let (title, site) = (texts::closed(lang), visit.site().clone());
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::closed_why(lang)}</p>
            {ways::telephones(lang, &site)}
            {ways::emergency(lang)}
        }
    };
    let page = Page::new(title, body).within(Section::Tip).here(title).secret();
    visit.answer(Ok(page.status(StatusCode::SERVICE_UNAVAILABLE)))
}
