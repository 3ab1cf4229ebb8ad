//! What a tab says when it is no longer this person who is signed in. `public/tab.js` asks now and then, and shows it.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::shell as texts;
use crate::ui::marked::marked;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{MadeFor, with_params};

/// The two things that there may be to say, both out of sight. Links open a tab of their own: what is typed stays here.
#[component]
pub fn Tab(lang: Lang, made_for: MadeFor, here: String) -> impl IntoView {
    let next = [("switch", "1"), ("next", here.as_str())];
    let sign_in = with_params("/sign-in", next);
    let again = || {
        let href = sign_in.clone();
        view! { <p><a href=href target="_blank">{texts::tab_sign_in(lang)}</a></p> }
    };
    let (again, once_more) = (again(), again());
    let key = made_for.key().to_owned();
    let other = marked(lang, &texts::tab_other_what(lang, made_for.who()));
    let out = marked(lang, &texts::tab_out_what(lang, made_for.who()));
    view! {
        <div class="wrap tab" role="alert" data-tab=key hidden>
            <div data-when="other" hidden>
                <Notice tone=Tone::Over>
                    <p><strong>{texts::tab_other(lang)} " " <span data-now="" lang=Lang::Zh.tag()></span></strong></p>
                    <p>{other}</p>
                    {again}
                </Notice>
            </div>
            <div data-when="out" hidden>
                <Notice tone=Tone::Over>
                    <p><strong>{texts::tab_out(lang)}</strong></p>
                    <p>{out}</p>
                    {once_more}
                </Notice>
            </div>
        </div>
        <script type="module" src="/tab.js"></script>
    }
}
