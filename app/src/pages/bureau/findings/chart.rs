//! The quarter of the pollutant, day by day, with the sentence that says the same.

use domain::lang::Lang;
use domain::time::{DAY, Stamp};
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::findings::{FindingView, QuarterSeries};

use crate::pages::parts::{count, number, outlet_address, pollutant_name};
use crate::texts::bureau_findings as texts;
use crate::ui::chart::{ChartWords, LineChart24, Point, Series};
use crate::ui::when;
use crate::web::with_params;

/// The section; nothing where the finding is about no pollutant at an outlet, or no days were recorded.
pub fn view(lang: Lang, finding: &FindingView) -> Option<impl IntoView + use<>> {
    let series = finding.series.as_ref()?;
    let subject = finding.frozen.as_ref().map(|frozen| &frozen.subject)?;
    let domain::crosscheck::Subject::At(outlet, code) = subject else { return None };
    let said = said(lang, series);
    let (from, to) = (series.from.day().to_string(), series.to.day().to_string());
    let path = format!("/api/v1{}/measurements", outlet_address(finding.row.enterprise.credit_code, *outlet));
    let params = [("pollutant", code.as_str()), ("interval", "day"), ("from", from.as_str()), ("to", to.as_str())];
    let raw = with_params(&path, params);
    let words = words(lang, series, said.clone());
    let name = code.clone();
    Some(view! {
        <section aria-labelledby="course" class="chart">
            <h2 id="course">{texts::course(lang)}</h2>
            <figure>
                <LineChart24 name series=drawn(series) words/>
                <figcaption>
                    <p>{said}</p>
                    <p class="small"><a href=raw>{texts::chart_raw(lang)}</a></p>
                </figcaption>
            </figure>
        </section>
    })
}

fn said(lang: Lang, series: &QuarterSeries) -> String {
    let valid = series.days.iter().filter(|day| day.valid);
    let values: Vec<Decimal> = valid.clone().filter_map(|day| day.value).collect();
    let (Some(min), Some(max)) = (values.iter().min(), values.iter().max()) else {
        return texts::chart_none(lang).to_owned();
    };
    let unit = &series.pollutant.unit;
    let said = texts::chart_said(lang, values.len(), min.normalize(), max.normalize(), unit);
    match valid.filter(|day| day.over).count() {
        0 => said,
        over => format!("{said}{}{}", lang.pick("", " "), texts::chart_over(lang, count(over))),
    }
}

fn drawn(series: &QuarterSeries) -> Series {
    let limit = series.limit.as_ref().map(|published| &published.limit);
    let point = |day: &services::findings::DayValue| Point {
        at: day.at.0,
        value: day.value.and_then(number),
        valid: day.valid,
        over: day.over,
    };
    Series {
        points: series.days.iter().map(point).collect(),
        from: series.from.0,
        to: series.to.0,
        step: DAY,
        low: limit.and_then(|limit| limit.low).and_then(number),
        high: limit.and_then(|limit| limit.high).and_then(number),
        floating: false,
        deciding: true,
    }
}

fn words(lang: Lang, series: &QuarterSeries, description: String) -> ChartWords {
    let limit = series.limit.as_ref().map(|published| &published.limit);
    let word =
        |value: Option<Decimal>| value.map(|value| texts::limit_word(lang, value.normalize())).unwrap_or_default();
    ChartWords {
        title: texts::chart_title(lang, pollutant_name(lang, &series.pollutant)),
        description,
        high: word(limit.and_then(|limit| limit.high)),
        low: word(limit.and_then(|limit| limit.low)),
        hours: months(lang, series),
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

/// The first day of each month of the quarter, and its last day.
fn months(lang: Lang, series: &QuarterSeries) -> Vec<(i64, String)> {
    let word = |at: Stamp| (at.0, when::short_date(lang, at.day()));
    let days = (series.to.0 - series.from.0) / DAY;
    let firsts = (0..days).map(|n| series.from.plus(n * DAY)).filter(|at| chrono::Datelike::day(&at.day()) == 1);
    firsts.map(word).chain([word(series.to.minus(DAY))]).collect()
}
