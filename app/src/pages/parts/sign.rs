//! Signs in the data in words and pictures: for the bureau's pages and the enterprise's.

use domain::lang::Lang;
use domain::sign::{Figures, SignKind, SignOutcome, SignStatus, Span};
use domain::time::{HOUR, Stamp};
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::Pollutant;
use services::signs::{Course, CourseSeries, SignRow};

use super::{averaging_limit, count, number, significant, with_unit};
use crate::texts::signs as texts;
use crate::ui::chart::{ChartWords, LineChart24, Point, Series};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;

/// The most other series that a sentence names.
const MOST_OTHERS: usize = 4;
/// The most restarts that a sentence names.
const MOST_MOMENTS: usize = 8;

/// What it looks like.
pub fn sign_kind(lang: Lang, kind: SignKind) -> &'static str {
    match kind {
        SignKind::Silence => texts::kind_silence(lang),
        SignKind::FlatLine => texts::kind_flat_line(lang),
        SignKind::Together => texts::kind_together(lang),
        SignKind::OxygenStands => texts::kind_oxygen_stands(lang),
        SignKind::Halt => texts::kind_halt(lang),
        SignKind::FlatTop => texts::kind_flat_top(lang),
        SignKind::NoFlow => texts::kind_no_flow(lang),
        SignKind::Conversion => texts::kind_conversion(lang),
        SignKind::MeansDiffer => texts::kind_means_differ(lang),
        SignKind::Clock => texts::kind_clock(lang),
        SignKind::Restarts => texts::kind_restarts(lang),
        SignKind::Swapped => texts::kind_swapped(lang),
    }
}

/// Where it stands.
pub fn sign_status(lang: Lang, status: SignStatus) -> (Tone, &'static str) {
    match status {
        SignStatus::Open => (Tone::Warn, texts::status_open(lang)),
        SignStatus::Asked => (Tone::Plain, texts::status_asked(lang)),
        SignStatus::Answered => (Tone::Warn, texts::status_answered(lang)),
        SignStatus::Explained => (Tone::Ok, texts::status_explained(lang)),
        SignStatus::Unreliable => (Tone::Over, texts::status_unreliable(lang)),
        SignStatus::Inspected => (Tone::Over, texts::status_inspected(lang)),
        SignStatus::Gone => (Tone::Plain, texts::status_gone(lang)),
    }
}

/// How it is settled.
pub fn sign_outcome(lang: Lang, outcome: SignOutcome) -> &'static str {
    match outcome {
        SignOutcome::Explained => texts::outcome_explained(lang),
        SignOutcome::Unreliable => texts::outcome_unreliable(lang),
        SignOutcome::Inspection => texts::outcome_inspection(lang),
    }
}

/// What a sign is called: `DW001 化学需氧量恒值`. What is told by the kind itself, flow and oxygen, is not named again.
pub fn sign_title(lang: Lang, row: &SignRow) -> String {
    let kind = sign_kind(lang, row.kind);
    let names_it = matches!(row.kind, SignKind::OxygenStands | SignKind::Halt);
    match row.pollutant.as_ref().filter(|_| !names_it) {
        Some(pollutant) => texts::title_of(lang, row.outlet, pollutant.name.pick(lang), kind),
        None => texts::title(lang, row.outlet, kind),
    }
}

/// Where it stands, and whether it goes on.
pub fn sign_tags(lang: Lang, row: &SignRow) -> impl IntoView + use<> {
    let (tone, status) = sign_status(lang, row.status);
    let running = row.goes_on.then(|| view! { " " <Tag tone=Tone::Over word=texts::goes_on(lang)/> });
    view! { <p class="state"><Tag tone word=status/>{running}</p> }
}

/// The sentence about a sign: what was found, with the figures and the thresholds that they were held against.
pub fn sign_said(lang: Lang, row: &SignRow) -> String {
    let said = said(lang, row);
    if row.is_left { said } else { format!("{said}{}{}", lang.pick("；", "; "), texts::said_gone(lang)) }
}

fn said(lang: Lang, row: &SignRow) -> String {
    let when = span(lang, row.from, row.to);
    let unit = row.pollutant.as_ref().map(|own| own.unit.clone()).unwrap_or_default();
    let name = row.pollutant.as_ref().map(|own| own.name.pick(lang).to_owned()).unwrap_or_default();
    let plain = |figure: Decimal| significant(figure);
    let figure = |value: Decimal| with_unit(significant(value), &unit);
    let moment = |at: Stamp| when::moment(lang, at);
    match &row.evidence.figures {
        Figures::Silence { hours, least_hours, last_at } => {
            let said = texts::said_silence(lang, when, hours, least_hours);
            let last = last_at.map(|at| texts::said_silence_last(lang, moment(at)));
            joined(lang, said, last)
        }
        Figures::FlatLine { hours, least_hours, low, high, spread, most_spread, others } => {
            let (low, high) = (plain(*low), figure(*high));
            let said = texts::said_flat_line(lang, when, hours, name, low, high, spread, least_hours, most_spread);
            joined(lang, said, beside(lang, others))
        }
        Figures::Together { steps, count, least_pollutants, least_change, tolerance } => {
            let Some(step) = steps.first() else { return when };
            let known = |code: &String| Pollutant::of(code);
            let change = |(code, before, after): &(String, Decimal, Decimal)| {
                let own = known(code);
                texts::said_change(lang, own.name.pick(lang), plain(*before), with_unit(plain(*after), &own.unit))
            };
            let names: Vec<_> = step.changed.iter().map(|(code, ..)| known(code).name.pick(lang).to_owned()).collect();
            let changes: Vec<_> = step.changed.iter().map(change).collect();
            texts::said_together(
                lang,
                when,
                count,
                names.join(lang.pick("、", ", ")),
                moment(step.at),
                step.factor.normalize(),
                changes.join(lang.pick("，", ", ")),
                least_pollutants,
                least_change,
                tolerance,
            )
        }
        Figures::OxygenStands { hours, least_hours, low, high, is_air, threshold, others } => {
            let (low, high) = (plain(*low), plain(*high));
            let say = if *is_air { texts::said_air } else { texts::said_oxygen };
            joined(lang, say(lang, when, hours, low, high, least_hours, threshold), beside(lang, others))
        }
        Figures::Halt { hours, least_hours, flow, usual, percent, marked_from, .. } => {
            let (marked, flow, usual) = (moment(*marked_from), figure(*flow), figure(*usual));
            texts::said_halt(lang, when, marked, hours, flow, usual, percent, least_hours)
        }
        Figures::FlatTop { hours, near, limit, from_percent, share, high } => {
            texts::said_flat_top(lang, when, hours, near, figure(*limit), from_percent, figure(*high), share)
        }
        Figures::NoFlow { hours, least_hours, at, before, after, change, least_change } => {
            let (at, before, after) = (moment(*at), plain(*before), figure(*after));
            texts::said_no_flow(lang, when, hours, name, at, before, after, change, least_hours, least_change)
        }
        Figures::Conversion { hours, least_hours, at, measured, oxygen, reference, sent, expected, off, tolerance } => {
            texts::said_conversion(
                lang,
                when,
                hours,
                moment(*at),
                measured.normalize(),
                oxygen.normalize(),
                reference.normalize(),
                expected.normalize(),
                figure(*sent),
                off,
                least_hours,
                tolerance,
            )
        }
        Figures::MeansDiffer { hours, least_hours, at, own, sent, off } => {
            let (at, own, sent) = (moment(*at), figure(own.round_dp(4)), figure(*sent));
            texts::said_means_differ(lang, when, hours, at, sent, own, off, least_hours)
        }
        Figures::Clock { mn, seconds, most_seconds, count, since } => {
            let say = if *seconds < 0 { texts::said_clock_behind } else { texts::said_clock_ahead };
            say(lang, mn, seconds.unsigned_abs(), moment(*since), count, most_seconds)
        }
        Figures::Restarts { mn, restarts, least } => {
            let moments: Vec<_> =
                restarts.iter().take(MOST_MOMENTS).map(|restart| when::hour_minute(restart.at)).collect();
            let moments = moments.join(lang.pick("、", ", "));
            let day = when::date(lang, row.from.day());
            texts::said_restarts(lang, mn, day, count(restarts.len()), moments, least)
        }
        Figures::Swapped { mn, swap } => {
            texts::said_swapped(lang, mn, moment(swap.at), name, &swap.before, &swap.after)
        }
    }
}

/// Two sentences as one.
fn joined(lang: Lang, said: String, more: Option<String>) -> String {
    match more {
        Some(more) => format!("{said}{}{more}", lang.pick("；", "; ")),
        None => said,
    }
}

/// What other series did meanwhile.
fn beside(lang: Lang, others: &[Span]) -> Option<String> {
    let one = |span: &Span| {
        let own = Pollutant::of(&span.code);
        let (low, high) = (significant(span.low), with_unit(significant(span.high), &own.unit));
        format!("{} {}", own.name.pick(lang), texts::span(lang, low, high))
    };
    let said: Vec<_> = others.iter().take(MOST_OTHERS).map(one).collect();
    (!said.is_empty()).then(|| texts::said_others(lang, said.join(lang.pick("，", ", "))))
}

/// From the first to the last moment; of one day the day is said once.
pub fn span(lang: Lang, from: Stamp, to: Stamp) -> String {
    let last = if from.day() == to.day() { when::hour_minute(to) } else { when::moment(lang, to) };
    texts::span(lang, when::moment(lang, from), last)
}

/// The pictures of the hourly means around a sign, each with the sentence that says the same.
pub fn sign_course(lang: Lang, row: &SignRow, course: &Course) -> Option<AnyView> {
    // What loggers tell of themselves has no series.
    let told = matches!(row.kind, SignKind::Clock | SignKind::Restarts | SignKind::Swapped);
    if told && course.series.is_empty() {
        return None;
    }
    let none = course.series.is_empty().then(|| view! { <p>{texts::course_none(lang)}</p> });
    let pictures = course.series.iter().map(|series| picture(lang, row, course, series)).collect_view();
    Some(
        view! {
            <section aria-labelledby="course" class="chart">
                <h2 id="course">{texts::course(lang)}</h2>
                {none}
                {pictures}
            </section>
        }
        .into_any(),
    )
}

fn picture(lang: Lang, row: &SignRow, course: &Course, own: &CourseSeries) -> AnyView {
    let pollutant = &own.pollutant;
    let valid: Vec<Decimal> = own.hours.iter().filter(|hour| hour.2).filter_map(|hour| hour.1).collect();
    let name = pollutant.name.pick(lang);
    let description = match (valid.iter().min(), valid.iter().max()) {
        (Some(least), Some(most)) => {
            let (least, most) = (significant(*least), with_unit(significant(*most), &pollutant.unit));
            texts::course_said(lang, name, count(valid.len()), least, most)
        }
        _ => texts::course_none(lang).to_owned(),
    };
    let series =
        hours_drawn(&own.hours, (course.from, course.to), own.limit.as_ref().map(|limit| (limit, own.deciding)), HOUR);
    let word = |at: Stamp| (at.0, when::moment(lang, at));
    let words = ChartWords {
        title: texts::course_title(lang, name),
        description: description.clone(),
        high: own.limit.as_ref().map(|limit| averaging_limit(lang, limit)).unwrap_or_default(),
        hours: [row.from.max(course.from), course.to].map(word).to_vec(),
        legend: hour_legend(lang),
        ..ChartWords::default()
    };
    view! {
        <h3>{name.to_owned()}</h3>
        <figure>
            <LineChart24 name=pollutant.code.to_string() series words/>
            <figcaption><p>{description}</p></figcaption>
        </figure>
    }
    .into_any()
}

/// The words under a drawing of hourly means.
pub fn hour_legend(lang: Lang) -> [String; 5] {
    [
        texts::legend_value(lang),
        texts::legend_over(lang),
        texts::legend_limit(lang),
        texts::legend_invalid(lang),
        texts::legend_missing(lang),
    ]
    .map(str::to_owned)
}

/// Hourly means as they are drawn, beside a limit that is read on the hour or not.
pub fn hours_drawn(
    hours: &[(Stamp, Option<Decimal>, bool)],
    (from, to): (Stamp, Stamp),
    limit: Option<(&domain::limit::Limit, bool)>,
    step: i64,
) -> Series {
    let deciding = limit.is_some_and(|(_, deciding)| deciding);
    let limit = limit.map(|(limit, _)| limit);
    let over = |value: Option<Decimal>, valid: bool| {
        deciding && valid && value.zip(limit).is_some_and(|(value, limit)| limit.judge(value).is_over())
    };
    let point = |(at, value, valid): &(Stamp, Option<Decimal>, bool)| Point {
        at: at.0,
        value: value.and_then(number),
        valid: *valid,
        over: over(*value, *valid),
    };
    Series {
        points: hours.iter().map(point).collect(),
        from: from.0,
        to: to.0,
        step,
        low: limit.and_then(|limit| limit.low).and_then(number),
        high: limit.and_then(|limit| limit.high).and_then(number),
        floating: limit.is_some_and(|limit| limit.low.is_some()),
        deciding,
    }
}
