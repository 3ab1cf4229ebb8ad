//! Thirteen quarters on record, as a strip, as a sentence, and in words for each quarter that is not clean.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::enterprise::{QuarterMark as Mark, QuarterState};

use crate::pages::parts::{count, quarter_name};
use crate::texts::enterprise as texts;
use crate::ui::quarters::{QuarterMark, Quarters};
use crate::ui::tag::Tone;

/// The section.
pub fn view(lang: Lang, quarters: &[Mark]) -> impl IntoView + use<> {
    let of = |state: QuarterState| quarters.iter().filter(|mark| mark.state == state).count();
    let sum = texts::quarters_sum(
        lang,
        of(QuarterState::Clean),
        of(QuarterState::Attention),
        of(QuarterState::Violation),
        of(QuarterState::NoRecord),
    );
    let notable = |mark: &&Mark| matches!(mark.state, QuarterState::Attention | QuarterState::Violation);
    let notes: Vec<_> = quarters.iter().rev().filter(notable).map(|mark| word(lang, mark)).collect();
    let notes = (!notes.is_empty()).then(|| {
        let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
        view! { <ul class="small soft">{notes}</ul> }
    });
    let marks = quarters.iter().enumerate().map(|(index, mark)| on_strip(lang, index, mark)).collect();
    view! {
        <section aria-labelledby="quarters" class="flow">
            <h2 id="quarters">{texts::quarters(lang)}</h2>
            <p>{sum}</p>
            <Quarters marks/>
            {notes}
        </section>
    }
}

fn on_strip(lang: Lang, index: usize, mark: &Mark) -> QuarterMark {
    let first = index == 0 || mark.quarter.number() == 1;
    QuarterMark {
        year: first.then(|| mark.quarter.year().to_string()),
        label: format!("Q{}", mark.quarter.number()),
        word: word(lang, mark),
        tone: match mark.state {
            QuarterState::Clean => Tone::Ok,
            QuarterState::Attention => Tone::Warn,
            QuarterState::Violation => Tone::Over,
            QuarterState::NoRecord => Tone::Plain,
        },
    }
}

fn word(lang: Lang, mark: &Mark) -> String {
    let quarter = quarter_name(lang, mark.quarter);
    let violations = (mark.violations > 0).then(|| texts::quarter_violations(lang, count(mark.violations)));
    let late = mark.late.then(|| texts::quarter_late(lang).to_owned());
    let returned = mark.returned.then(|| texts::quarter_returned(lang).to_owned());
    let corrected = (mark.corrections > 0).then(|| texts::quarter_corrected(lang, count(mark.corrections)));
    let what: Vec<_> = [violations, late, returned, corrected].into_iter().flatten().collect();
    match (mark.state, what.is_empty()) {
        (QuarterState::NoRecord, true) => texts::quarter_none(lang, quarter),
        (_, true) => texts::quarter_clean(lang, quarter),
        (_, false) => texts::quarter_what(lang, quarter, what.join(lang.pick("，", ", "))),
    }
}
