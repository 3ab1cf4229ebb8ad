//! Somebody was invited: by mail, or by a letter that is printed from this page and shown nowhere else.

use domain::lang::Lang;
use leptos::prelude::*;
use services::accounts::invitation::Invited;

use super::Side;
use super::form::list_title;
use super::nav::{of, within};
use crate::pages::parts::{chinese, named};
use crate::texts::people as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Member, Page};

/// The page.
pub fn page(member: &Member, side: Side, done: Invited) -> Page {
    let lang = member.lang();
    let nav = of(side, member);
    let title = if done.code.is_some() { texts::letter_title(lang) } else { texts::mailed_title(lang) };
    let (from, address) = (member.site().bureau.in_lang(lang).to_owned(), member.absolute("/invitation"));
    let body = move || {
        let inner = if let Some(code) = done.code.clone() {
            letter(lang, &done, code, from, address).into_any()
        } else {
            let until = when::moment(lang, done.until);
            let name = done.name.clone();
            view! { <p class="lead"><span lang=chinese(lang)>{name}</span> " · " {texts::mailed(lang, until)}</p> }
                .into_any()
        };
        view! {
            {nav}
            <h1>{title}</h1>
            {inner}
            <p class="no-print"><a href=side.address()>{texts::to_list(lang)}</a></p>
        }
    };
    within(side, Page::new(title, body)).secret().step(list_title(lang, side), side.address()).here(title)
}

fn letter(lang: Lang, done: &Invited, code: String, from: String, address: String) -> impl IntoView + use<> {
    let office = done.office.as_ref().map(|office| view! { <p>{named(lang, office)}</p> });
    let where_to = done.address.clone().map(|address| view! { <p lang=chinese(lang)>{address}</p> });
    let until = when::moment(lang, done.until);
    view! {
        <div class="no-print">
            <Notice tone=Tone::Warn><p><strong>{texts::letter_once(lang)}</strong></p></Notice>
        </div>
        <article class="letter flow">
            {where_to}
            {office}
            <p lang=chinese(lang)>{done.name.clone()}</p>
            <p>{texts::letter_body(lang)}</p>
            <ol>
                <li>{texts::letter_open(lang)} " " <span class="code">{address}</span></li>
                <li>{texts::letter_code(lang)} " " <strong class="code">{code}</strong></li>
                <li>{texts::letter_choose(lang)}</li>
            </ol>
            <p>{texts::letter_until(lang, until)}</p>
            <p>{from}</p>
        </article>
    }
}
