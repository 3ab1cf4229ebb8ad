//! What stands at the address of a case that is public no longer.

use axum::http::StatusCode;
use domain::case::Withdrawal;
use domain::lang::Lang;
use leptos::prelude::*;
use services::public::cases::{Gone, WithdrawnCase};

use crate::pages::parts::chinese;
use crate::texts::cases as texts;
use crate::ui::when;
use crate::web::{Page, Section};

/// The page: that it is gone, and no name.
pub fn page(lang: Lang, case_no: String, gone: Gone) -> Page {
    match gone {
        Gone::TakenDown(withdrawn) => taken_down(lang, case_no, withdrawn),
        Gone::Over => over(lang, case_no),
    }
}

/// Its publicity is over. Why, nobody is told.
fn over(lang: Lang, case_no: String) -> Page {
    let title = texts::over(lang);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::over_lead(lang)}</p>
            <p><a href="/cases">{texts::gone_board(lang)}</a></p>
        }
    };
    gone_page(lang, title, case_no, body)
}

/// When and why it was taken down.
fn taken_down(lang: Lang, case_no: String, withdrawn: WithdrawnCase) -> Page {
    let title = texts::gone(lang);
    let why = match withdrawn.withdrawal {
        Withdrawal::Quashed => texts::gone_quashed(lang),
        Withdrawal::Mistake | Withdrawal::Repaired => texts::gone_mistake(lang),
    };
    let said = texts::gone_at(lang, when::date(lang, withdrawn.withdrawn_at.day()), why);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{said}</p>
            <p class="written" lang=chinese(lang)>{withdrawn.reason}</p>
            <p><a href="/cases">{texts::gone_board(lang)}</a></p>
        }
    };
    gone_page(lang, title, case_no, body)
}

fn gone_page<V: IntoView + 'static>(
    lang: Lang,
    title: &'static str,
    case_no: String,
    body: impl FnOnce() -> V + Send + 'static,
) -> Page {
    let page = Page::new(title, body).status(StatusCode::GONE).within(Section::Cases);
    page.step(texts::title(lang), "/cases").here(case_no)
}
