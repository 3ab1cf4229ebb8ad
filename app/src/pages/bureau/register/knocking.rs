//! Loggers that knock and are not registered: a step away from the form that registers them.

use domain::lang::Lang;
use leptos::prelude::*;
use services::devices::Knocking;

use crate::pages::parts::count;
use crate::texts::register_knocking as texts;
use crate::ui::when;
use crate::web::with_params;

/// The form of a new logger.
const NEW: &str = "/bureau/register/rows/loggers/new";

/// The list; nothing where none knocks. `place` is where the logger is to stand, as far as it is known.
pub fn view(lang: Lang, all: &[Knocking], place: &[(&str, &str)]) -> Option<impl IntoView + use<>> {
    let entry = |one: &Knocking| {
        let said = place.iter().copied().chain([("mn", one.mn.as_str())]);
        let (address, last) = (with_params(NEW, said), when::moment(lang, one.last_at));
        view! {
            <li>
                <p class="bar-line"><code>{one.mn.clone()}</code> <a href=address>{texts::register(lang)}</a></p>
                <p class="meta">{texts::frames(lang, count(one.frames), last)}</p>
            </li>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <section aria-labelledby="knocking" class="flow">
                <h2 id="knocking">{texts::title(lang)}</h2>
                <p>{texts::what(lang)}</p>
                <ul class="results">{all.iter().map(entry).collect_view()}</ul>
            </section>
        }
    })
}
