//! The enterprise's published cases.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::cases::CaseRow;

use crate::pages::parts::case_table;
use crate::texts::enterprise as texts;

/// The section. Cases whose term is over stand beside no name, not even as a number.
pub fn view(lang: Lang, cases: &[CaseRow]) -> impl IntoView + use<> {
    let list = if cases.is_empty() {
        view! { <p>{texts::cases_none(lang)}</p> }.into_any()
    } else {
        case_table(lang, texts::cases(lang), cases, false).into_any()
    };
    view! {
        <section aria-labelledby="cases" class="flow">
            <h2 id="cases">{texts::cases(lang)}</h2>
            {list}
        </section>
    }
}
