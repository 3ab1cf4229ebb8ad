//! Name and main navigation.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::shell as texts;
use crate::web::Section;

/// The entries in their order, with their addresses.
const ENTRIES: [(Section, &str); 5] = [
    (Section::Now, "/"),
    (Section::Enterprises, "/enterprises"),
    (Section::Cases, "/cases"),
    (Section::Tip, "/tip"),
    (Section::Data, "/data"),
];

/// The name of an entry.
pub fn label(section: Section, lang: Lang) -> &'static str {
    match section {
        Section::Now => texts::nav_now(lang),
        Section::Enterprises => texts::nav_enterprises(lang),
        Section::Cases => texts::nav_cases(lang),
        Section::Tip => texts::nav_tip(lang),
        Section::Data => texts::nav_data(lang),
    }
}

/// The masthead; the entry of the current section is marked.
#[component]
pub fn Masthead(lang: Lang, section: Option<Section>) -> impl IntoView {
    let entry = move |(one, href): (Section, &'static str)| {
        let current = (section == Some(one)).then_some("true");
        view! { <li><a href=href aria-current=current>{label(one, lang)}</a></li> }
    };
    view! {
        <div class="mast">
            <div class="wrap">
                <a class="brand" href="/">{texts::brand(lang)} " " <small>{texts::tagline(lang)}</small></a>
                <nav aria-label=texts::main_nav(lang)>
                    <ul>{ENTRIES.map(entry).collect_view()}</ul>
                </nav>
            </div>
        </div>
    }
}
