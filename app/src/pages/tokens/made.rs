//! A token that was just made: the only page that shows it.

use leptos::prelude::*;
use services::api_tokens::Issued;

use super::Side;
use super::list::{side_nav, within};
use crate::pages::parts::chinese;
use crate::texts::tokens as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Member, Page};

/// The page.
pub fn page(member: &Member, side: Side, issued: &Issued) -> Page {
    let lang = member.lang();
    let nav = side_nav(side, member);
    let title = texts::made_title(lang);
    let (token, name, until) = (issued.token.expose(), issued.name.clone(), when::date(lang, issued.last_day));
    let try_it = format!("curl -H \"Authorization: Bearer {token}\" {}", member.absolute("/api/v1/token"));
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            <p class="lead"><span lang=chinese(lang)>{name}</span> " · " {texts::until(lang, until)}</p>
            <Notice tone=Tone::Warn><p><strong>{texts::once(lang)}</strong></p></Notice>
            <p class="code frame">{token}</p>
            <h2>{texts::how(lang)}</h2>
            <p class="prose">{texts::how_what(lang)}</p>
            <p class="code frame">{try_it}</p>
            <p><a href=side.address()>{texts::to_list(lang)}</a></p>
        }
    };
    within(side, Page::new(title, body)).secret().step(texts::title(lang), side.address()).here(title)
}
