//! What the reporter wrote, so that they know which of their reports they look at.

use domain::lang::Lang;
use leptos::prelude::*;
use services::tips::TipForReporter;

use crate::pages::parts::chinese;
use crate::texts::tip_follow as texts;
use crate::ui::summary_list::{Fact, SummaryList};

/// The section. Its words are the reporter's own.
pub fn view(lang: Lang, tip: &TipForReporter) -> AnyView {
    let mark = chinese(lang);
    let words =
        [(texts::happened(lang), &tip.when), (texts::company(lang), &tip.company), (texts::place(lang), &tip.place)];
    let fact = |(name, words): (&'static str, &Option<String>)| {
        let words = words.clone()?;
        Some(Fact::new(name, view! { <span class="words" lang=mark>{words}</span> }))
    };
    let mut facts: Vec<Fact> = words.into_iter().filter_map(fact).collect();
    let position = tip.position.map(|position| format!("{}, {}", position.lat, position.lng));
    facts.extend(position.map(|position| Fact::new(texts::position(lang), position)));
    let text = tip.text.clone();
    view! {
        <section aria-labelledby="written" class="flow">
            <h2 id="written">{texts::report(lang)}</h2>
            <p class="words" lang=mark>{text}</p>
            {(!facts.is_empty()).then(|| view! { <SummaryList facts/> })}
        </section>
    }
    .into_any()
}
