//! The box that finds an enterprise, for pages that are not the list itself.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::search as texts;

/// The form for everybody, which leads to the public list.
pub fn search_box(lang: Lang) -> impl IntoView {
    find_box("/enterprises", texts::find(lang), texts::button(lang), texts::hint(lang))
}

/// The form of a list at an address, with its heading as the label.
pub fn find_box(action: &'static str, label: &'static str, button: &'static str, hint: &'static str) -> impl IntoView {
    view! {
        <form role="search" action=action method="get" class="find">
            <h2><label for="q">{label}</label></h2>
            <div class="search">
                <input id="q" name="q" type="search" aria-describedby="q-hint" enterkeyhint="search"/>
                <button type="submit">{button}</button>
            </div>
            <p class="hint" id="q-hint">{hint}</p>
        </form>
    }
}
