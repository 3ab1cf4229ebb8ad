//! What is drawn of a day, for the chart and for those who say in words what it shows.

use domain::lang::Lang;
use services::public::PublishedLimit;
use services::public::outlet::DaySeries;

use crate::pages::parts::number;
use crate::texts::outlet as texts;
use crate::ui::chart::{Point, Series};

/// Quantities without a natural zero: pH and the temperatures of water and gas.
const FLOATING: [&str; 3] = ["w01001", "w01010", "a01012"];

/// What is drawn of a day.
pub fn drawn(day: &DaySeries) -> Series {
    let limit = day.limit.as_ref().map(|published| &published.limit);
    let point = |point: &services::public::outlet::Point| Point {
        at: point.at.0,
        value: point.value.and_then(number),
        valid: point.valid,
        over: point.verdict.is_over(),
    };
    Series {
        points: day.points.iter().map(point).collect(),
        from: day.from.0,
        to: day.to.0,
        step: day.step,
        low: limit.and_then(|limit| limit.low).and_then(number),
        high: limit.and_then(|limit| limit.high).and_then(number),
        floating: FLOATING.contains(&&*day.pollutant.code),
        deciding: day.deciding,
    }
}

/// What a value beyond its limit is called; where there is a lowest value allowed too, it need not be above.
pub fn beyond(lang: Lang, limit: Option<&PublishedLimit>) -> &'static str {
    let ranged = limit.is_some_and(|published| published.limit.low.is_some());
    if ranged { texts::outside(lang) } else { texts::above(lang) }
}
