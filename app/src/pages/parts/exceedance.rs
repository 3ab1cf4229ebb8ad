//! Events of exceedance in words and pictures: for the bureau's pages, the enterprise's and the public's.

use domain::exceedance::{EventEntryKind, EventOutcome, EventStatus, Evidence, Ground, MadeBy};
use domain::lang::Lang;
use domain::limit::{Averaging, Standing};
use domain::measurement::Interval;
use domain::time::{HOUR, MINUTE, Stamp};
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::Pollutant;
use services::exceedances::{Course, EventRow, Peak, Period, PublishedEvent};

use super::{
    averaging_limit, count, number, outlet_address, pollutant_name, range, significant, significant_beside, with_unit,
};
use crate::texts::exceedances as texts;
use crate::ui::chart::{ChartWords, LineChart24, Point, Series};
use crate::ui::data_table::{Column, DataTable, in_unit};
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::with_params;

/// Periods that are shown without being asked for.
const AT_SIGHT: usize = 6;

/// Where it stands.
pub fn event_status(lang: Lang, status: EventStatus) -> (Tone, &'static str) {
    match status {
        EventStatus::Open => (Tone::Warn, texts::status_open(lang)),
        EventStatus::Asked => (Tone::Plain, texts::status_asked(lang)),
        EventStatus::Answered => (Tone::Warn, texts::status_answered(lang)),
        EventStatus::Confirmed => (Tone::Over, texts::status_confirmed(lang)),
        EventStatus::Exempt => (Tone::Ok, texts::status_exempt(lang)),
        EventStatus::Inspected => (Tone::Over, texts::status_inspected(lang)),
        EventStatus::Gone => (Tone::Plain, texts::status_gone(lang)),
    }
}

/// How it is settled.
pub fn event_outcome(lang: Lang, outcome: EventOutcome) -> &'static str {
    match outcome {
        EventOutcome::Confirmed => texts::outcome_confirmed(lang),
        EventOutcome::Exempt => texts::outcome_exempt(lang),
        EventOutcome::Inspection => texts::outcome_inspection(lang),
    }
}

/// Why its data are no basis.
pub fn ground(lang: Lang, ground: Ground) -> &'static str {
    match ground {
        Ground::Condition => texts::ground_condition(lang),
        Ground::Maintenance => texts::ground_maintenance(lang),
        Ground::Instrument => texts::ground_instrument(lang),
        Ground::Halt => texts::ground_halt(lang),
        Ground::Limit => texts::ground_limit(lang),
        Ground::Sampling => texts::ground_sampling(lang),
    }
}

/// What a text of the dialogue is.
pub fn event_entry(lang: Lang, kind: EventEntryKind) -> &'static str {
    match kind {
        EventEntryKind::Question => texts::entry_question(lang),
        EventEntryKind::Answer => texts::entry_answer(lang),
        EventEntryKind::Closing => texts::entry_closing(lang),
    }
}

/// The mean that the limit names.
pub fn mean_word(lang: Lang, averaging: Averaging) -> &'static str {
    match averaging {
        Averaging::Instant => texts::mean_instant(lang),
        Averaging::FiveMinutes => texts::mean_five_minutes(lang),
        Averaging::Hour => texts::mean_hour(lang),
        Averaging::Day => texts::mean_day(lang),
    }
}

/// What an event is called: `DW001 化学需氧量日均值`.
pub fn event_title(lang: Lang, row: &EventRow) -> String {
    texts::title(lang, row.outlet, row.pollutant.name.pick(lang), mean_word(lang, row.averaging))
}

/// How many periods: `3 个小时`.
pub fn periods(lang: Lang, averaging: Averaging, periods: u32) -> String {
    match averaging {
        Averaging::Instant => texts::periods_instant(lang, periods.into()),
        Averaging::FiveMinutes => texts::periods_five_minutes(lang, periods.into()),
        Averaging::Hour => texts::periods_hour(lang, periods.into()),
        Averaging::Day => texts::periods_day(lang, periods.into()),
    }
}

/// What a sentence about an event is made of.
#[derive(Clone, Copy)]
struct Told<'a> {
    pollutant: &'a Pollutant,
    averaging: Averaging,
    began_at: Stamp,
    until: Stamp,
    periods: u32,
    peak: Option<&'a Peak>,
}

/// The sentence about an event.
pub fn event_said(lang: Lang, row: &EventRow) -> String {
    let EventRow { pollutant, averaging, began_at, until, periods, peak, .. } = row;
    let (averaging, began_at, until, periods) = (*averaging, *began_at, *until, *periods);
    said(lang, Told { pollutant, averaging, began_at, until, periods, peak: peak.as_ref() })
}

/// The same for everybody.
pub fn published_said(lang: Lang, event: &PublishedEvent) -> String {
    let PublishedEvent { pollutant, averaging, began_at, until, periods, peak, .. } = event;
    let (averaging, began_at, until, periods) = (*averaging, *began_at, *until, *periods);
    said(lang, Told { pollutant, averaging, began_at, until, periods, peak: peak.as_ref() })
}

fn said(lang: Lang, told: Told<'_>) -> String {
    let when = span(lang, told.averaging, told.began_at, told.until);
    let mean = mean_word(lang, told.averaging);
    let Some(Peak { evidence, multiple, .. }) = told.peak.filter(|_| told.periods > 0) else {
        return texts::said_none(lang, when, mean);
    };
    let periods = periods(lang, told.averaging, told.periods);
    let figure = |figure: String| with_unit(figure, &told.pollutant.unit);
    let limit = range(lang, &evidence.limit);
    let peak = figure(significant_beside(evidence.value, &evidence.limit));
    if told.averaging == Averaging::FiveMinutes {
        return texts::said_furnace(lang, when, told.periods.into(), figure(limit), peak);
    }
    if evidence.standing() == Standing::Below || evidence.limit.low.is_some() {
        return texts::said_below(lang, when, periods, mean, limit, peak);
    }
    let said = texts::said(lang, when, periods, mean, figure(limit), peak);
    // Of two decimals: a figure for reading, not for reckoning.
    match multiple.map(|times| times.round_dp(2)).filter(|times| !times.is_zero()) {
        Some(times) => format!("{said}{}{}", lang.pick("，", ", "), texts::multiple(lang, times.normalize())),
        None => said,
    }
}

/// From the first to the last period: days by their dates, hours by the clock.
fn span(lang: Lang, averaging: Averaging, from: Stamp, to: Stamp) -> String {
    // Of a furnace it is the day that counts.
    if matches!(averaging, Averaging::Day | Averaging::FiveMinutes) {
        let (first, last) = (from.day(), to.minus(1).day());
        return if first == last {
            when::date(lang, first)
        } else {
            texts::span(lang, when::date(lang, first), when::date(lang, last))
        };
    }
    let first = when::moment(lang, from);
    let last = if from.day() == to.day() { when::hour_minute(to) } else { when::moment(lang, to) };
    texts::span(lang, first, last)
}

/// The picture of the means around an event, with the sentence that says the same.
pub fn event_course(lang: Lang, row: &EventRow, periods: &[Period], course: &Course) -> AnyView {
    let words = words(lang, row, course);
    let (from, to) = (course.from.rfc3339(), course.to.rfc3339());
    let path = format!("/api/v1{}/measurements", outlet_address(row.enterprise.credit_code, row.outlet));
    let params = [
        ("pollutant", &*row.pollutant.code),
        ("interval", course.interval.as_str()),
        ("from", from.as_str()),
        ("to", to.as_str()),
    ];
    let raw = with_params(&path, params);
    let said = words.description.clone();
    let series = drawn(row, periods, course);
    view! {
        <section aria-labelledby="course" class="chart">
            <h2 id="course">{texts::course(lang)}</h2>
            <figure>
                <LineChart24 name=row.pollutant.code.to_string() series words/>
                <figcaption>
                    <p>{said}</p>
                    <p class="small"><a href=raw>{texts::course_raw(lang)}</a></p>
                </figcaption>
            </figure>
        </section>
    }
    .into_any()
}

fn drawn(row: &EventRow, periods: &[Period], course: &Course) -> Series {
    let over = |at: Stamp| periods.iter().any(|period| period.is_over && period.at == at);
    let point = |mean: &services::exceedances::CourseMean| Point {
        at: mean.at.0,
        value: mean.value.and_then(number),
        valid: mean.valid,
        over: over(mean.at),
    };
    let limit = row.peak.as_ref().map(|peak| &peak.evidence.limit);
    Series {
        points: course.means.iter().map(point).collect(),
        from: course.from.0,
        to: course.to.0,
        step: step(course.interval),
        low: limit.and_then(|limit| limit.low).and_then(number),
        high: limit.and_then(|limit| limit.high).and_then(number),
        floating: limit.is_some_and(|limit| limit.low.is_some()),
        deciding: true,
    }
}

const fn step(interval: Interval) -> i64 {
    match interval {
        Interval::Realtime => MINUTE,
        Interval::FiveMinutes => 5 * MINUTE,
        Interval::Minute => 10 * MINUTE,
        Interval::Hour => HOUR,
        Interval::Day => 24 * HOUR,
    }
}

fn words(lang: Lang, row: &EventRow, course: &Course) -> ChartWords {
    let valid: Vec<Decimal> = course.means.iter().filter(|mean| mean.valid).filter_map(|mean| mean.value).collect();
    let description = match (valid.iter().min(), valid.iter().max()) {
        (Some(least), Some(most)) => {
            let unit = &row.pollutant.unit;
            texts::course_said(lang, count(valid.len()), significant(*least), significant(*most), unit)
        }
        _ => texts::course_none(lang).to_owned(),
    };
    let limit = row.peak.as_ref().map(|peak| averaging_limit(lang, &peak.evidence.limit)).unwrap_or_default();
    let word = |at: Stamp| {
        let said =
            if row.averaging == Averaging::Day { when::short_date(lang, at.day()) } else { when::moment(lang, at) };
        (at.0, said)
    };
    ChartWords {
        title: texts::course_title(lang, pollutant_name(lang, &row.pollutant)),
        description,
        high: limit,
        low: String::new(),
        hours: [row.began_at, course.to].map(word).to_vec(),
        legend: [
            texts::legend_value(lang),
            texts::legend_over(lang),
            texts::legend_limit(lang),
            texts::legend_invalid(lang),
            texts::legend_missing(lang),
        ]
        .map(str::to_owned),
        gap: String::new(),
    }
}

/// What stands behind the event, period by period, folded away.
pub fn evidence(lang: Lang, row: &EventRow, periods: &[Period]) -> AnyView {
    let unit = &row.pollutant.unit;
    let converts = periods.iter().any(|period| period.evidence.measured.is_some());
    let mut columns = vec![Column::words(texts::period(lang)), Column::figures(texts::value(lang), unit)];
    if converts {
        columns.push(Column::figures(texts::measured(lang), unit));
    }
    columns.extend([
        Column::figures(texts::limit(lang), unit),
        Column::figures(texts::own(lang), unit),
        Column::words(texts::valid(lang)),
        Column::words(texts::edition(lang)),
    ]);
    let rows = periods.iter().map(|period| evidence_row(lang, row, period, converts)).collect_view();
    let table = view! {
        <DataTable caption=texts::evidence(lang) hide_caption=true columns records=true>{rows}</DataTable>
    };
    // A long event would push everything else off the screen.
    let table = if periods.len() > AT_SIGHT {
        let summary = texts::evidence_all(lang, count(periods.len()));
        view! { <details><summary>{summary}</summary>{table}</details> }.into_any()
    } else {
        table.into_any()
    };
    view! {
        <section aria-labelledby="evidence" class="flow">
            <h2 id="evidence">{texts::evidence(lang)}</h2>
            <p class="small soft">{texts::evidence_what(lang)} " " {texts::no_marks(lang)}</p>
            {table}
        </section>
    }
    .into_any()
}

fn evidence_row(lang: Lang, row: &EventRow, period: &Period, converts: bool) -> AnyView {
    let Evidence { value, measured, own, valid, limit, made_by, .. } = &period.evidence;
    let unit = &row.pollutant.unit;
    let figure = |figure: Option<Decimal>| figure.map_or_else(|| "—".to_owned(), significant);
    let at = match row.averaging {
        Averaging::Day => when::date(lang, period.at.day()),
        Averaging::Hour | Averaging::FiveMinutes | Averaging::Instant => when::moment(lang, period.at),
    };
    let valid = valid.map_or_else(
        || "—".to_owned(),
        |(valid, due)| match row.averaging {
            Averaging::Day => texts::valid_hours(lang, valid, due),
            Averaging::Hour | Averaging::FiveMinutes | Averaging::Instant => texts::valid_minutes(lang, valid, due),
        },
    );
    let own = match made_by {
        MadeBy::Logger => figure(*own),
        MadeBy::Portal => texts::by_portal(lang).to_owned(),
    };
    let edition = match (period.is_over, period.edition) {
        (false, number) => texts::edition_gone(lang, number),
        (true, 1) => texts::edition_first(lang).to_owned(),
        (true, number) => texts::edition_corrected(lang, number),
    };
    let measured = converts.then(|| {
        view! { <td class="n" data-head=in_unit(texts::measured(lang), unit)>{figure(*measured)}</td> }
    });
    view! {
        <tr class=period.is_over.then_some("over")>
            <th scope="row">{at}</th>
            <td class="n" data-head=in_unit(texts::value(lang), unit)>{significant_beside(*value, limit)}</td>
            {measured}
            <td class="n" data-head=in_unit(texts::limit(lang), unit)>{range(lang, limit)}</td>
            <td class="n" data-head=in_unit(texts::own(lang), unit)>{own}</td>
            <td data-head=texts::valid(lang)>{valid}</td>
            <td class="word" data-head=texts::edition(lang)>{edition}</td>
        </tr>
    }
    .into_any()
}
