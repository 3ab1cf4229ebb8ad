//! The newest published cases.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::cases::CaseRow;

use crate::pages::parts::case_table;
use crate::texts::home as texts;

/// The section.
pub fn view(lang: Lang, cases: &[CaseRow]) -> impl IntoView + use<> {
    let list = if cases.is_empty() {
        view! { <p>{texts::no_cases(lang)}</p> }.into_any()
    } else {
        case_table(lang, texts::cases(lang), cases, true).into_any()
    };
    view! {
        <section aria-labelledby="cases-title" class="flow">
            <h2 id="cases-title">{texts::cases(lang)}</h2>
            {list}
            <p><a href="/cases">{texts::all_cases(lang)}</a></p>
        </section>
    }
}
