//! How to report pollution: the telephone numbers, and what to note down before calling.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::tip as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Page, Section, Visit};

/// `GET /tip`
pub async fn show(visit: Visit) -> Response {
    let lang = visit.lang();
    let title = texts::title(lang);
    let page = Page::new(title, move || body(lang)).describe(texts::description(lang)).within(Section::Tip).here(title);
    visit.answer(Ok(page))
}

fn body(lang: Lang) -> impl IntoView {
    let line = |text: &'static str| view! { <li>{text}</li> };
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang)}</p>
        <ul class="ways">
            <li><a href="tel:12369"><strong>{texts::call_12369(lang)}</strong><span>{texts::call_12369_what(lang)}</span></a></li>
            <li><a href="tel:12345"><strong>{texts::call_12345(lang)}</strong><span>{texts::call_12345_what(lang)}</span></a></li>
        </ul>
        <Notice tone=Tone::Over><p>{texts::emergency(lang)}</p></Notice>
        <div class="prose">
            <h2>{texts::note_down(lang)}</h2>
            <p>{texts::note_down_why(lang)}</p>
            <ol>{[texts::when(lang), texts::place(lang), texts::who(lang), texts::what(lang), texts::proof(lang)].map(line).collect_view()}</ol>
            <h2>{texts::what_next(lang)}</h2>
            <ul>{[texts::anonymous(lang), texts::reward(lang), texts::safety(lang)].map(line).collect_view()}</ul>
            <h2>{texts::online(lang)}</h2>
            <p>{texts::online_when(lang)}</p>
        </div>
    }
}
