//! “您当前的位置”: the way from the home page, on every inner page.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::shell as texts;
use crate::web::Crumb;

/// The `lang` of a step that is a name in Chinese, on a page in another language.
fn mark(lang: Lang, label: &str) -> Option<&'static str> {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    (lang != Lang::Zh && label.chars().any(is_han)).then(|| Lang::Zh.tag())
}

/// The way to the page; nothing on the home page, which has no steps.
#[component]
pub fn Crumbs(lang: Lang, crumbs: Vec<Crumb>) -> impl IntoView {
    let step = |Crumb { label, href }| {
        let mark = mark(lang, &label);
        match href {
            Some(href) => view! { <li><a href=href lang=mark>{label}</a></li> }.into_any(),
            None => view! { <li aria-current="page" lang=mark>{label}</li> }.into_any(),
        }
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
