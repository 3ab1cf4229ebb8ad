//! What stands where a case was taken down because its decision fell, or should not have been published.

use axum::http::StatusCode;
use domain::case::Withdrawal;
use domain::lang::Lang;
use leptos::prelude::*;
use services::public::cases::Tombstone;

use crate::pages::parts::chinese;
use crate::texts::cases as texts;
use crate::ui::when;
use crate::web::{Page, Section};

/// The page: when and why, and no name.
pub fn page(lang: Lang, case_no: String, stone: Tombstone) -> Page {
    let title = texts::gone(lang);
    let why = match stone.withdrawal {
        Withdrawal::Quashed => texts::gone_quashed(lang),
        Withdrawal::Mistake | Withdrawal::Repaired => texts::gone_mistake(lang),
    };
    let said = texts::gone_at(lang, when::date(lang, stone.withdrawn_at.day()), why);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{said}</p>
            <p class="written" lang=chinese(lang)>{stone.reason}</p>
            <p><a href="/cases">{texts::gone_board(lang)}</a></p>
        }
    };
    let page = Page::new(title, body).status(StatusCode::GONE).within(Section::Cases);
    page.step(texts::title(lang), "/cases").here(case_no)
}
