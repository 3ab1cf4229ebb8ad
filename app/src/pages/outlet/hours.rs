//! The last 24 hours as a table: lowest and highest value of each hour.

use domain::lang::Lang;
use domain::time::{HOUR, Stamp};
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::public::PublishedLimit;
use services::public::outlet::{DaySeries, Point};

use super::charts::beyond;
use crate::pages::parts::pollutant_name;
use crate::texts::outlet as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// One hour of the clock.
#[derive(Debug, PartialEq)]
struct Hour {
    start: Stamp,
    low: Option<Decimal>,
    high: Option<Decimal>,
    over: bool,
    doubt: bool,
}

/// The table, folded away: the sentence comes first.
pub fn table(lang: Lang, day: &DaySeries) -> impl IntoView + use<> {
    let unit = &day.pollutant.unit;
    let with_unit = |head: &str| if unit.is_empty() { head.to_owned() } else { format!("{head} ({unit})") };
    let columns = vec![
        Column::words(texts::hour(lang)),
        Column::numbers(with_unit(texts::lowest(lang))),
        Column::numbers(with_unit(texts::highest(lang))),
        Column::words(texts::state(lang)),
    ];
    let caption = texts::chart_title(lang, pollutant_name(lang, &day.pollutant));
    let rows = by_hour(&day.points).iter().map(|hour| row(lang, hour, day.limit.as_ref())).collect_view();
    view! {
        <details>
            <summary>{texts::table(lang)}<span class="hidden">" " {caption.clone()}</span></summary>
            <DataTable caption hide_caption=true columns>{rows}</DataTable>
        </details>
    }
}

fn row(lang: Lang, hour: &Hour, limit: Option<&PublishedLimit>) -> impl IntoView + use<> {
    let digits = |value: Option<Decimal>| value.map_or_else(|| "—".to_owned(), |value| value.normalize().to_string());
    let state = match (hour.low, hour.over, hour.doubt, limit.is_some()) {
        (None, ..) => texts::state_none(lang),
        (_, true, ..) => beyond(lang, limit),
        (_, _, true, _) => texts::state_invalid(lang),
        (.., false) => texts::state_unlimited(lang),
        _ => texts::state_within(lang),
    };
    let end = hour.start.plus(HOUR);
    view! {
        <tr class=hour.over.then_some("over")>
            <th scope="row">{when::hour_minute(hour.start)} "–" {when::hour_minute(end)}</th>
            <td class="n">{digits(hour.low)}</td>
            <td class="n">{digits(hour.high)}</td>
            <td class="word">{state}</td>
        </tr>
    }
}

/// The points, oldest first, by the hour; only values that count enter the extremes.
fn by_hour(points: &[Point]) -> Vec<Hour> {
    let mut hours: Vec<Hour> = Vec::new();
    for point in points {
        let start = point.at.floor(HOUR);
        if hours.last().is_none_or(|hour| hour.start != start) {
            hours.push(Hour { start, low: None, high: None, over: false, doubt: false });
        }
        let Some(hour) = hours.last_mut() else { continue };
        match point.value.filter(|_| point.valid) {
            Some(value) => {
                hour.low = Some(hour.low.map_or(value, |low| low.min(value)));
                hour.high = Some(hour.high.map_or(value, |high| high.max(value)));
                hour.over |= point.standing.is_over();
            }
            None => hour.doubt = true,
        }
    }
    hours
}

#[cfg(test)]
mod tests {
    use domain::limit::Standing;
    use domain::measurement::DataFlag;
    use domain::time::MINUTE;

    use super::*;

    fn point(minute: i64, value: i64, valid: bool, standing: Standing) -> Point {
        let flag = if valid { DataFlag::NORMAL } else { "C".parse().unwrap() };
        Point { at: Stamp(minute * MINUTE), value: Some(Decimal::from(value)), flag, valid, standing }
    }

    #[test]
    fn each_hour_has_its_extremes_without_values_that_do_not_count() {
        let hours = by_hour(&[
            point(0, 3, true, Standing::Within),
            point(10, 99, false, Standing::Within),
            point(50, 7, true, Standing::Above),
            point(60, 5, false, Standing::Within),
        ]);
        assert_eq!(hours.len(), 2);
        assert_eq!((hours[0].low, hours[0].high), (Some(Decimal::from(3)), Some(Decimal::from(7))));
        assert_eq!((hours[0].over, hours[0].doubt), (true, true));
        assert_eq!((hours[1].low, hours[1].doubt), (None, true));
    }
}
