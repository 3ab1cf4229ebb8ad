//! Signing in: for whom it is, and what everybody can do without it.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::sign_in as texts;
use crate::ui::notice::Notice;
use crate::web::{Page, Visit};

/// `GET /sign-in`
pub async fn show(visit: Visit) -> Response {
    let lang = visit.lang();
    let title = texts::title(lang);
    visit.answer(Ok(Page::new(title, move || body(lang)).describe(texts::description(lang)).here(title)))
}

fn body(lang: Lang) -> impl IntoView {
    let line = |text: &'static str| view! { <li>{text}</li> };
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang)}</p>
        <Notice><p>{texts::not_yet(lang)}</p></Notice>
        <div class="prose">
            <h2>{texts::for_whom(lang)}</h2>
            <ul>{[texts::enterprises(lang), texts::staff(lang)].map(line).collect_view()}</ul>
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
