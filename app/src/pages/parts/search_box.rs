//! The box that finds an enterprise, for pages that are not the list itself.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::search as texts;

/// The form, with its heading as the label.
pub fn search_box(lang: Lang) -> impl IntoView {
    view! {
        <form role="search" action="/enterprises" method="get" class="find">
            <h2><label for="q">{texts::find(lang)}</label></h2>
            <div class="search">
                <input id="q" name="q" type="search" aria-describedby="q-hint" enterkeyhint="search"/>
                <button type="submit">{texts::button(lang)}</button>
            </div>
            <p class="hint" id="q-hint">{texts::hint(lang)}</p>
        </form>
    }
}
