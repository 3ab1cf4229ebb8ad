//! What stands above the form: the telephone, what is dangerous, and what anonymous means.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::tip as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::Site;

/// The numbers to call: 12345, which every city has, and the bureau's own hotline where there is one. 12369, which was the
/// environmental one, has been withdrawn and given back in many places: only who runs the portal knows whether it still
/// answers.
pub fn telephones(lang: Lang, site: &Site) -> AnyView {
    let own = site.hotline.clone();
    let own = (!own.is_empty()).then(|| {
        view! {
            <li>
                <a href=format!("tel:{own}")>
                    <strong>{texts::call_own(lang, &own)}</strong><span>{texts::call_own_what(lang)}</span>
                </a>
            </li>
        }
    });
    view! {
        <ul class="ways calls">
            <li><a href="tel:12345"><strong>{texts::call_12345(lang)}</strong><span>{texts::call_12345_what(lang)}</span></a></li>
            {own}
        </ul>
        <p>{texts::at_once(lang)}</p>
    }
    .into_any()
}

/// What comes before any report.
pub fn emergency(lang: Lang) -> impl IntoView {
    view! { <Notice tone=Tone::Over><p>{texts::emergency(lang)}</p></Notice> }
}

/// What is kept and who can see it. In sight while somebody reads the page for the first time; who comes back to it
/// with a form in hand finds it folded up.
pub fn anonymity(lang: Lang, is_new: bool) -> AnyView {
    let line = |text: &'static str| view! { <li>{text}</li> };
    let lines = [
        texts::anonymous_short(lang),
        texts::anonymous_kept(lang),
        texts::anonymous_who(lang),
        texts::anonymous_not(lang),
        texts::anonymous_you(lang),
        texts::safety(lang),
    ];
    let list = view! { <ul>{lines.map(line).collect_view()}</ul> };
    if is_new {
        let title = view! { <h2 id="anonymous">{texts::anonymous(lang)}</h2> };
        view! { <section class="prose" aria-labelledby="anonymous">{title} {list}</section> }.into_any()
    } else {
        view! { <details class="prose"><summary>{texts::anonymous(lang)}</summary>{list}</details> }.into_any()
    }
}
