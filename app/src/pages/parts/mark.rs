//! Words of a mark that an enterprise set on its data.

use domain::lang::Lang;
use domain::mark::{Mark, MarkKind, MarkRule, MarkState, MarkStep, Reach};
use domain::source::is_unverified;
use domain::time::{MINUTE, Stamp};
use services::Pollutant;
use services::marks::MarkRow;

use super::names::pollutant_name;
use crate::texts::set_marks as texts;
use crate::ui::tag::Tone;
use crate::ui::when;

/// What it says.
pub fn kind(lang: Lang, kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::InstrumentFault => texts::instrument_fault(lang),
        MarkKind::Maintenance => texts::maintenance(lang),
        MarkKind::Calibration => texts::calibration(lang),
        MarkKind::Communication => texts::communication(lang),
        MarkKind::ColdStart => texts::cold_start(lang),
        MarkKind::HotStart => texts::hot_start(lang),
        MarkKind::Stop => texts::stop(lang),
        MarkKind::Fault => texts::fault(lang),
        MarkKind::Stopped => texts::stopped(lang),
    }
}

/// Which of the two families.
pub fn family(lang: Lang, kind: MarkKind) -> &'static str {
    if kind.is_device() { texts::family_device(lang) } else { texts::family_works(lang) }
}

/// Where it stands.
pub fn state(lang: Lang, state: MarkState) -> (Tone, &'static str) {
    match state {
        MarkState::InForce => (Tone::Ok, texts::state_in_force(lang)),
        MarkState::Waiting => (Tone::Warn, texts::state_waiting(lang)),
        MarkState::Refused => (Tone::Plain, texts::state_refused(lang)),
        MarkState::Withdrawn => (Tone::Plain, texts::state_withdrawn(lang)),
    }
}

/// What became of it.
pub fn step(lang: Lang, step: MarkStep) -> &'static str {
    match step {
        MarkStep::Granted => texts::step_granted(lang),
        MarkStep::Refused => texts::step_refused(lang),
        MarkStep::Withdrawn => texts::step_withdrawn(lang),
        MarkStep::Ended => texts::step_ended(lang),
    }
}

/// From when to when; of one day the day is said once.
pub fn stretch(lang: Lang, from: Stamp, to: Option<Stamp>) -> String {
    let begins = when::moment(lang, from);
    match to {
        None => texts::stretch_open(lang, begins),
        Some(to) if to.day() == from.day() => texts::stretch(lang, begins, when::hour_minute(to)),
        // Midnight belongs to the day that ends there.
        Some(to) if to.minus(1).day() == from.day() => texts::stretch(lang, begins, "24:00"),
        Some(to) => texts::stretch(lang, begins, when::moment(lang, to)),
    }
}

/// The same with how long it lasts, where that is known.
pub fn stretch_and_length(lang: Lang, mark: &Mark) -> String {
    let words = stretch(lang, mark.from, mark.to);
    match mark.to {
        Some(to) => {
            let lasts = texts::lasting(lang, when::lasting(lang, to.since(mark.from)));
            format!("{words}{}{lasts}", lang.pick("，", ", "))
        }
        None => words,
    }
}

/// The pollutants that it speaks of.
pub fn pollutants(lang: Lang, pollutants: &[Pollutant]) -> String {
    if pollutants.is_empty() {
        return texts::all_pollutants(lang).to_owned();
    }
    let names: Vec<_> = pollutants.iter().map(|pollutant| pollutant_name(lang, pollutant)).collect();
    names.join(lang.pick("、", ", "))
}

/// What it does, by the rule.
pub fn reach(lang: Lang, reach: Reach, rule: Option<&MarkRule>) -> String {
    let works = rule.map_or_else(String::new, |rule| conditions(lang, rule));
    let limit = |minutes: u32| when::lasting(lang, i64::from(minutes) * MINUTE);
    match reach {
        Reach::Whole => texts::reach_whole(lang).to_owned(),
        Reach::NoRule => texts::reach_no_rule(lang).to_owned(),
        Reach::NoTime => texts::reach_no_time(lang, works),
        Reach::NotStated => texts::reach_not_stated(lang).to_owned(),
        Reach::Minutes { minutes, exceeded: false } => texts::reach_minutes(lang, limit(minutes), works),
        Reach::Minutes { minutes, exceeded: true } => texts::reach_exceeded(lang, limit(minutes), works),
    }
}

/// What a mark does as it stands: one that waits would do it, and one that is not in force does nothing.
pub fn effect(lang: Lang, row: &MarkRow) -> String {
    let by_rule = reach(lang, row.reach, row.rule);
    match row.state {
        MarkState::InForce => by_rule,
        MarkState::Waiting => texts::if_granted(lang, by_rule),
        MarkState::Refused | MarkState::Withdrawn => texts::not_in_force(lang).to_owned(),
    }
}

/// What such works are called.
pub fn works(lang: Lang, rule: &MarkRule) -> &str {
    lang.pick(&rule.name, &rule.name_en)
}

/// The works of a rule with what it asks for beside the time of one mark: of which pollutants it speaks, up to which mean, and how
/// much a year has for all of them.
fn conditions(lang: Lang, rule: &MarkRule) -> String {
    let name = |code: &str| pollutant_name(lang, &Pollutant::of(code));
    let only = (!rule.pollutants.is_empty()).then(|| {
        let names: Vec<_> = rule.pollutants.iter().map(|code| name(code)).collect();
        texts::only_of(lang, names.join(lang.pick("、", ", ")))
    });
    let ceilings = rule.ceilings().map(|(code, value)| {
        let figure = format!("{} {}", value.normalize(), Pollutant::of(code).unit);
        texts::up_to(lang, name(code), figure)
    });
    let yearly = rule.yearly.as_ref();
    let yearly = yearly.map(|yearly| texts::in_a_year(lang, yearly.minutes / 60));
    let all: Vec<String> = only.into_iter().chain(ceilings).chain(yearly).collect();
    let works = works(lang, rule);
    if all.is_empty() {
        works.to_owned()
    } else {
        format!("{works}{}{}", lang.pick("；", "; "), all.join(lang.pick("；", "; ")))
    }
}

/// The time limits of a rule in one line.
pub fn times(lang: Lang, rule: &MarkRule) -> String {
    let one = |(of, minutes): (MarkKind, u32)| {
        texts::time_of(lang, kind(lang, of), when::lasting(lang, i64::from(minutes) * MINUTE))
    };
    let all: Vec<_> = rule.times().map(one).collect();
    texts::works_rule(lang, works(lang, rule), all.join(lang.pick("，", ", ")))
}

/// That somebody still has to check the limits, where that is so.
pub fn unverified(lang: Lang, rule: &MarkRule) -> Option<&'static str> {
    is_unverified(&rule.source).then(|| texts::unverified(lang))
}
