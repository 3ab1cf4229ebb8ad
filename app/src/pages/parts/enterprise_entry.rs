//! An enterprise in a list, for the public and for the bureau.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::enterprises::EnterpriseRow;

use super::{labels, named};
use crate::ui::tag::Tag;

/// Its name, which leads to `href`, how its monitors stand, and its particulars.
pub fn enterprise_entry(lang: Lang, row: &EnterpriseRow, href: String) -> impl IntoView + use<> {
    let tag = |(tone, word)| view! { <Tag tone word/> " " };
    view! {
        <li>
            <h3><a href=href>{named(lang, &row.name)}</a></h3>
            <p class="state">{labels::states(lang, row).into_iter().map(tag).collect_view()}</p>
            <p class="meta">
                <span>{named(lang, &row.town)}</span>
                <span>{named(lang, &row.industry.name)}</span>
                <span>{labels::class(lang, row.class)}</span>
                <span class="code">{row.credit_code.to_string()}</span>
            </p>
        </li>
    }
}
