//! Declared and measured side by side: two columns on a desktop, one below the other on a phone.

use domain::crosscheck::Finding;
use domain::lang::Lang;
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::findings::FindingView;

use super::evidence;
use crate::pages::parts::finding::{Sides, apart, sides};
use crate::pages::parts::{number, quantity};
use crate::texts::bureau_findings as texts;
use crate::texts::findings as words;
use crate::ui::bar::Bar;
use crate::ui::summary_list::{Fact, SummaryList};

/// The section; where nothing was frozen, nothing but the version.
pub fn view(lang: Lang, finding: &FindingView) -> impl IntoView + use<> {
    let frozen = finding.frozen.as_ref();
    let names = frozen.map(|frozen| sides(lang, frozen));
    let (declared, measured) = match (&names, frozen) {
        (Some(names), Some(frozen)) => {
            let declared = frozen.declared.map_or_else(|| words::not_declared(lang).to_owned(), quantity);
            let measured = frozen.measured.map_or_else(|| texts::unknown(lang).to_owned(), quantity);
            (
                Some((names.declared, declared, unit(frozen.declared, names))),
                Some((names.measured, measured, unit(frozen.measured, names))),
            )
        }
        _ => (None, None),
    };
    let difference = frozen.zip(names.as_ref()).and_then(|(frozen, names)| difference(lang, frozen, names));
    let note = frozen.map(|_| view! { <p class="small soft">{texts::frozen(lang)}</p> });
    view! {
        <section aria-labelledby="compared" class="flow">
            <h2 id="compared">{texts::compared(lang)}</h2>
            <div class="sides">
                {side(declared, evidence::declared(lang, finding))}
                {side(measured, evidence::measured(lang, finding))}
            </div>
            {difference}
            {note}
        </section>
    }
}

/// A unit stands only behind a figure.
fn unit(value: Option<Decimal>, names: &Sides) -> String {
    value.map(|_| names.unit.clone()).unwrap_or_default()
}

fn side(figure: Option<(&'static str, String, String)>, facts: Vec<Fact>) -> impl IntoView {
    let head = figure.map(|(name, value, unit)| {
        view! { <h3>{name}</h3><p class="big"><b>{value}</b> " " <small>{unit}</small></p> }
    });
    let facts = (!facts.is_empty()).then(|| view! { <SummaryList facts/> });
    view! { <div class="side">{head}{facts}</div> }
}

/// How far apart the two are, in the percentage of the rule's own sentence, and what would have been tolerated.
fn difference(lang: Lang, frozen: &Finding, names: &Sides) -> Option<impl IntoView + use<>> {
    let (declared, measured) = (frozen.declared?, frozen.measured?);
    let (words, tolerated) = apart(lang, frozen)?;
    let tolerated = tolerated.map(|words| view! { " " <span class="soft">{words}</span> });
    Some(view! {
        // There is no finding within the tolerance: whichever side is larger, the bar warns.
        <div class="apart beyond">
            <p><strong>{words}</strong>{tolerated}</p>
            <Bar value=number(declared) low=None high=number(measured)/>
            <p class="small soft">{texts::bar(lang, names.declared, names.measured)}</p>
        </div>
    })
}
