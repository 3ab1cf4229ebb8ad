//! What the enterprise marked about the data of the last 48 hours.

use domain::lang::Lang;
use leptos::prelude::*;
use services::marks::PublicMark;

use crate::pages::parts::mark;
use crate::pages::parts::mark_facts::granted;
use crate::texts::outlet as texts;

/// The section; nothing where nothing is marked.
pub fn view(lang: Lang, marks: &[PublicMark]) -> Option<impl IntoView + use<>> {
    let entry = |one: &PublicMark| {
        let kind = mark::kind(lang, one.mark.kind);
        let about = one.mark.kind.is_device().then(|| view! { <span>{mark::pollutants(lang, &one.pollutants)}</span> });
        let doubt = one.rule.filter(|_| matches!(one.reach, domain::mark::Reach::Minutes { .. }));
        let doubt = doubt.and_then(|rule| mark::unverified(lang, rule)).map(|words| view! { <span>{words}</span> });
        view! {
            <li>
                <h3>{mark::family(lang, one.mark.kind)} " · " {kind}</h3>
                <p class="more">{mark::stretch_and_length(lang, &one.mark)}</p>
                <p class="more">{mark::reach(lang, one.reach, one.rule)}</p>
                <p class="meta">{about}{granted(lang, one.granted)}{doubt}</p>
            </li>
        }
    };
    (!marks.is_empty()).then(|| {
        view! {
            <section aria-labelledby="marks" class="flow">
                <h2 id="marks">{texts::marks(lang)}</h2>
                <p class="soft">{texts::marks_note(lang)}</p>
                <ul class="results">{marks.iter().map(entry).collect_view()}</ul>
            </section>
        }
    })
}
