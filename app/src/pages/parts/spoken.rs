//! A dialogue.

use domain::lang::Lang;
use domain::time::Stamp;
use domain::tip::TipAuthor;
use leptos::prelude::*;
use services::tips::Message;

use super::chinese;
use crate::ui::when;

/// The messages of a tip-off, oldest first; `who` says how their authors are called on this page.
pub fn spoken(lang: Lang, messages: &[Message], who: fn(Lang, TipAuthor) -> &'static str) -> impl IntoView + use<> {
    let line = |message: &Message| {
        let Message { author, text, at } = message;
        let class = match author {
            TipAuthor::Reporter => "reporter",
            TipAuthor::Bureau => "bureau",
        };
        view! {
            <li class=class>
                <p class="meta">
                    <strong>{who(lang, *author)}</strong> " "
                    <time datetime=at.rfc3339()>{moment(lang, *author, *at)}</time>
                </p>
                <p class="words" lang=chinese(lang)>{text.clone()}</p>
            </li>
        }
    };
    view! { <ol class="talk">{messages.iter().map(line).collect_view()}</ol> }
}

/// When somebody wrote: of a reporter only the hour is kept, and no minute is made up for them.
fn moment(lang: Lang, author: TipAuthor, at: Stamp) -> String {
    match author {
        TipAuthor::Reporter => when::hour(lang, at),
        TipAuthor::Bureau => when::moment(lang, at),
    }
}
