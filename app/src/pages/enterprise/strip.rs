//! Thirteen quarters on record, as a strip, as a sentence, and in words for each quarter that is not clean.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::Timing;
use services::public::enterprise::{QuarterMark as Mark, QuarterState, Unfiled};

use crate::pages::parts::{count, quarter_name};
use crate::texts::{enterprise as texts, life};
use crate::ui::strip::{QuarterMark, Quarters};
use crate::ui::tag::Tone;
use crate::ui::when;

/// The section.
pub fn view(lang: Lang, quarters: &[Mark]) -> impl IntoView + use<> {
    let of = |state: QuarterState| quarters.iter().filter(|mark| mark.state == state).count();
    let sum = texts::quarters_sum(
        lang,
        of(QuarterState::Clean),
        // A case hides neither that a declaration was late nor that it was corrected.
        quarters.iter().filter(|mark| needs_attention(mark)).count(),
        of(QuarterState::Violation),
        cases(quarters),
        of(QuarterState::Unfiled),
        of(QuarterState::NoRecord),
    );
    let notable = |mark: &&Mark| !matches!(mark.state, QuarterState::Clean | QuarterState::NoRecord);
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

/// Whether a declaration was late, returned or corrected, whatever else is to be said of the quarter.
fn needs_attention(mark: &Mark) -> bool {
    mark.timing == Some(Timing::Late) || mark.returned || mark.corrections > 0
}

/// How many cases there are: one that lasted over several quarters is one.
fn cases(quarters: &[Mark]) -> usize {
    let begun = |mark: &Mark| mark.violations.saturating_sub(mark.carried);
    // What began before the strip is carried into its first quarter.
    quarters.first().map_or(0, |first| first.carried) + quarters.iter().map(begun).sum::<usize>()
}

fn on_strip(lang: Lang, index: usize, mark: &Mark) -> QuarterMark {
    let first = index == 0 || mark.quarter.number() == 1;
    QuarterMark {
        year: first.then(|| mark.quarter.year().to_string()),
        label: format!("Q{}", mark.quarter.number()),
        word: word(lang, mark),
        tone: match mark.state {
            QuarterState::Clean => Tone::Ok,
            QuarterState::Attention | QuarterState::Unfiled => Tone::Warn,
            QuarterState::Violation => Tone::Over,
            QuarterState::NoRecord => Tone::Plain,
        },
    }
}

fn word(lang: Lang, mark: &Mark) -> String {
    let quarter = quarter_name(lang, mark.quarter);
    let violations = (mark.violations > 0).then(|| texts::quarter_violations(lang, count(mark.violations)));
    let violations = violations.map(|said| match mark.carried {
        0 => said,
        carried => texts::quarter_carried(lang, said, count(carried)),
    });
    let late = (mark.timing == Some(Timing::Late)).then(|| texts::quarter_late(lang).to_owned());
    let returned = mark.returned.then(|| texts::quarter_returned(lang).to_owned());
    let corrected = (mark.corrections > 0).then(|| texts::quarter_corrected(lang, count(mark.corrections)));
    let unfiled = mark.unfiled.map(|why| not_filed(lang, why));
    let what: Vec<_> = [violations, late, returned, corrected, unfiled].into_iter().flatten().collect();
    if what.is_empty() {
        let said = if mark.timing == Some(Timing::Voluntary) { texts::quarter_voluntary } else { texts::quarter_clean };
        return said(lang, quarter);
    }
    texts::quarter_what(lang, quarter, what.join(lang.pick("，", ", ")))
}

/// Why nothing was filed for a quarter.
fn not_filed(lang: Lang, why: Unfiled) -> String {
    match why {
        Unfiled::BeforePortal => texts::unfiled_before(lang).to_owned(),
        Unfiled::BeforeEntry => texts::unfiled_before_entry(lang).to_owned(),
        Unfiled::NotDue => texts::unfiled_not_due(lang).to_owned(),
        Unfiled::Undetermined => texts::unfiled_undetermined(lang).to_owned(),
        Unfiled::Running => texts::unfiled_running(lang).to_owned(),
        Unfiled::Open(due) => texts::unfiled_open(lang, when::date(lang, due)),
        Unfiled::Late(last) => texts::unfiled_late(lang, when::date(lang, last)),
        Unfiled::Closed => texts::unfiled_closed(lang).to_owned(),
        Unfiled::Ceased => life::unfiled_ceased(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_case_over_three_quarters_is_one_and_hides_no_lateness() {
        let mark = |carried, timing, corrections| Mark {
            quarter: "2026Q3".parse().unwrap(),
            state: QuarterState::Violation,
            violations: 1,
            carried,
            filed: true,
            unfiled: None,
            timing,
            returned: false,
            corrections,
        };
        let quarters = [mark(0, None, 0), mark(1, Some(Timing::Late), 0), mark(1, None, 2)];
        assert_eq!(cases(&quarters), 1);
        assert_eq!(quarters.iter().filter(|mark| needs_attention(mark)).count(), 2);
        assert_eq!(cases(&[mark(1, None, 0)]), 1, "it began before the strip");
    }

    #[test]
    fn a_quarter_without_a_declaration_says_why() {
        let said = |unfiled| {
            let (state, quarter) = (QuarterState::NoRecord, "2026Q3".parse().unwrap());
            let unfiled = Some(unfiled);
            let (violations, corrections) = (0, 0);
            let (timing, returned) = (None, false);
            let mark =
                Mark { quarter, state, violations, carried: 0, filed: false, unfiled, timing, returned, corrections };
            word(Lang::Zh, &mark)
        };
        let last = "2027-01-15".parse().unwrap();
        assert_eq!(said(Unfiled::Late(last)), "2026 年第三季度：申报已截止，未申报（可补报至2027年1月15日）");
        assert_eq!(said(Unfiled::Closed), "2026 年第三季度：未申报");
        assert_eq!(said(Unfiled::BeforePortal), "2026 年第三季度：平台启用前，没有申报记录");
    }
}
