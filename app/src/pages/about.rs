//! What this portal is, how a value is judged and how far it can be trusted; accessibility, privacy, errata.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::{about as texts, marks as words};
use crate::ui::data_table::{Column, DataTable};
use crate::web::{Page, Site, Visit};

/// `GET /about`
pub async fn show(visit: Visit) -> Response {
    let (lang, site) = (visit.lang(), visit.site().clone());
    let title = texts::title(lang);
    visit.answer(Ok(Page::new(title, move || body(lang, &site)).describe(texts::description(lang)).here(title)))
}

fn body(lang: Lang, site: &Site) -> impl IntoView + use<> {
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang, site.city.in_lang(lang))}</p>
        <div class="prose">
            <h2 id="source">{texts::source(lang)}</h2>
            {paragraphs([texts::source_way(lang), texts::source_kept(lang)])}
            <h2 id="judging">{texts::judging(lang)}</h2>
            {paragraphs([
                texts::judging_word(lang),
                texts::judging_mean(lang),
                texts::judging_sample(lang),
                texts::judging_valid(lang),
            ])}
        </div>
        {marks(lang)}
        <div class="prose">
            <h2 id="doubts">{texts::doubts(lang)}</h2>
            {points([texts::doubt_instrument(lang), texts::doubt_gap(lang), texts::doubt_sum(lang)])}
            <h2 id="accessibility">{texts::accessibility(lang)}</h2>
            {paragraphs([texts::accessibility_goal(lang), texts::accessibility_means(lang)])}
            <h2 id="privacy">{texts::privacy(lang)}</h2>
            {points([texts::privacy_cookies(lang), texts::privacy_third(lang), texts::privacy_log(lang)])}
            <h2 id="errata">{texts::errata(lang)}</h2>
            <p>{texts::errata_how(lang, site.bureau.in_lang(lang), &site.telephone)}</p>
        </div>
    }
}

fn paragraphs<const N: usize>(texts: [&'static str; N]) -> impl IntoView {
    texts.map(|text| view! { <p>{text}</p> }).collect_view()
}

fn points<const N: usize>(texts: [&'static str; N]) -> impl IntoView {
    view! { <ul>{texts.map(|text| view! { <li>{text}</li> }).collect_view()}</ul> }
}

/// The marks of HJ 212 on a value, and what each does to it.
fn marks(lang: Lang) -> impl IntoView {
    let row = move |(letter, meaning, counts): (&'static str, &'static str, bool)| {
        let verdict = if counts { texts::counts(lang) } else { texts::does_not_count(lang) };
        view! { <tr><th scope="row" class="code">{letter}</th><td>{meaning}</td><td>{verdict}</td></tr> }
    };
    let rows = [
        ("N", words::n(lang), true),
        ("F", words::f(lang), false),
        ("M", words::m(lang), false),
        ("S", words::s(lang), false),
        ("D", words::d(lang), false),
        ("C", words::c(lang), false),
        ("T", words::t(lang), false),
        ("B", words::b(lang), false),
    ];
    let columns = vec![
        Column::words(texts::marks_letter(lang)),
        Column::words(texts::marks_meaning(lang)),
        Column::words(texts::marks_verdict(lang)),
    ];
    view! { <DataTable caption=texts::marks(lang) columns>{rows.map(row).collect_view()}</DataTable> }
}
