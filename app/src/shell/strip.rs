//! The first line of the page: whose site this is, and how it is to be read.

use std::sync::Arc;

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::shell as texts;
use crate::web::{Site, Visitor};

/// The identity strip with the switches of language and type size.
#[component]
pub fn Strip(site: Arc<Site>, visitor: Visitor, member: Option<String>) -> impl IntoView {
    let lang = visitor.lang;
    view! {
        <div class="strip">
            <div class="wrap">
                <span>{seal(&site)} {texts::official(lang, site.bureau.in_lang(lang))}</span>
                <nav aria-label=texts::settings(lang)>
                    <ul>
                        {(!visitor.posted).then(|| switches(&visitor))}
                        {person(lang, visitor.signed_in, member)}
                    </ul>
                </nav>
            </div>
        </div>
    }
}

/// The seal before the bureau's name, which says whose it is.
fn seal(site: &Site) -> Option<impl IntoView + use<>> {
    site.seal.clone().map(|address| view! { <img class="seal" src=address alt=""/> })
}

/// The switches of language and type size. They are links, so the answer to a form has none: it would be lost.
fn switches(visitor: &Visitor) -> impl IntoView + use<> {
    let lang = visitor.lang;
    let other = match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    let (mode, mode_label) =
        if visitor.elder { ("standard", texts::standard_mode(lang)) } else { ("elder", texts::elder_mode(lang)) };
    view! {
        <li><a href=visitor.address_with("mode", mode) rel="nofollow">{mode_label}</a></li>
        <li>
            <a href=visitor.address_with("lang", other.as_str()) lang=other.tag() hreflang=other.tag()>
                {texts::this_language(other)}
            </a>
        </li>
    }
}

/// Who is signed in and how to leave; on public pages, which know nobody, the way to one's work or in.
fn person(lang: Lang, signed_in: bool, member: Option<String>) -> impl IntoView {
    let Some(name) = member else {
        let word = if signed_in { texts::my_work(lang) } else { texts::sign_in(lang) };
        return view! { <li><a href="/sign-in">{word}</a></li> }.into_any();
    };
    // Names of people exist in Chinese only.
    let mark = (lang != Lang::Zh).then(|| Lang::Zh.tag());
    view! {
        <li><a href="/account"><span class="hidden">{texts::account_of(lang)} " "</span><span lang=mark>{name}</span></a></li>
        <li><form method="post" action="/sign-out"><button class="quiet">{texts::sign_out(lang)}</button></form></li>
    }
    .into_any()
}
