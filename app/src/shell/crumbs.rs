//! “您当前的位置”: the way from the home page, on every inner page.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::shell as texts;
use crate::web::Crumb;

/// The way to the page; nothing on the home page, which has no steps.
#[component]
pub fn Crumbs(lang: Lang, crumbs: Vec<Crumb>) -> impl IntoView {
    let step = |Crumb { label, href }| match href {
        Some(href) => view! { <li><a href=href>{label}</a></li> }.into_any(),
        None => view! { <li aria-current="page">{label}</li> }.into_any(),
    };
    (!crumbs.is_empty()).then(|| {
        view! {
            <nav class="crumbs wrap" aria-label=texts::you_are_here(lang)>
                <span aria-hidden="true">{texts::you_are_here(lang)}</span>
                <ol>
                    <li><a href="/">{texts::home(lang)}</a></li>
                    {crumbs.into_iter().map(step).collect_view()}
                </ol>
            </nav>
        }
    })
}
