//! What keeps a declaration from being signed, and what is only unusual; each line leads to its field.

use domain::declaration::check::{Problem, Tier, message};
use domain::declaration::form::{FieldPath, Section};
use domain::lang::Lang;
use leptos::prelude::*;
use services::declarations::Draft;

use crate::pages::filing::parts::{field_address, section_address};
use crate::pages::parts::count;
use crate::texts::filing as texts;

/// What must be mended or explained first. Empty fields are counted by section: an unfinished form has many.
pub fn hindering(lang: Lang, draft: &Draft, all: &[Problem]) -> impl IntoView + use<> {
    let own: Vec<&Problem> = all.iter().filter(|problem| problem.hinders(&draft.content)).collect();
    let (empty, others): (Vec<&Problem>, Vec<&Problem>) = own.iter().partition(|problem| problem.is_missing());
    let section = |section: Section| {
        let fields = empty.iter().filter(|problem| problem.path.section() == section).count();
        let href = format!("{}?asked=1", section_address(draft.quarter, section));
        let words = texts::to_fill_in(lang, section.title(lang), count(fields));
        (fields > 0).then(|| view! { <li><a href=href>{words}</a></li> })
    };
    let shown = draft.may_change && draft.saved.is_some() && !own.is_empty();
    shown.then(|| {
        view! {
            <div class="summary" role="group" aria-labelledby="to-mend">
                <h2 id="to-mend">{texts::to_mend(lang, count(own.len()))}</h2>
                <ul>
                    {Section::ALL.iter().copied().map(section).collect_view()}
                    {others.into_iter().map(|problem| line(lang, draft, problem)).collect_view()}
                </ul>
            </div>
        }
    })
}

/// What may stay as it is; where something graver is said of the same field, that is enough.
pub fn unusual(lang: Lang, draft: &Draft, all: &[Problem]) -> impl IntoView + use<> {
    let graver = |path: FieldPath| all.iter().any(|other| other.path == path && other.tier != Tier::Warn);
    let own = all.iter().filter(|problem| problem.tier == Tier::Warn && !graver(problem.path));
    let lines: Vec<_> = own.map(|problem| line(lang, draft, problem)).collect();
    (draft.may_change && !lines.is_empty()).then(|| {
        view! {
            <div class="notice warn">
                <p><strong>{texts::to_look_at(lang)}</strong> " " {texts::to_look_at_what(lang)}</p>
                <ul>{lines}</ul>
            </div>
        }
    })
}

fn line(lang: Lang, draft: &Draft, problem: &Problem) -> AnyView {
    let href = field_address(draft.quarter, problem);
    view! { <li><a href=href>{message(lang, problem)}</a></li> }.into_any()
}
