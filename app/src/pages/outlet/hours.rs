//! The last 24 hours as a table: lowest and highest value of each hour.

use domain::lang::Lang;
use domain::measurement::Interval;
use domain::time::{HOUR, Stamp};
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::public::PublishedLimit;
use services::public::outlet::{DaySeries, Point};

use super::series::beyond;
use crate::pages::parts::{interval_word, pollutant_name};
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
    no_basis: bool,
}

impl Hour {
    /// Whether it has not ended.
    fn runs(&self, now: Stamp) -> bool {
        self.start.plus(HOUR) > now
    }
}

/// The table, folded away: the sentence comes first.
pub fn table(lang: Lang, day: &DaySeries) -> impl IntoView + use<> {
    let unit = &day.pollutant.unit;
    let columns = vec![
        Column::words(texts::hour(lang)),
        Column::figures(texts::lowest(lang), unit),
        Column::figures(texts::highest(lang), unit),
        Column::words(texts::state(lang)),
    ];
    let caption = texts::chart_title(lang, pollutant_name(lang, &day.pollutant));
    let limit = day.limit.as_ref().filter(|_| day.deciding);
    let rows = by_hour(day.from, day.to, &day.points);
    let rows = rows.iter().map(|hour| row(lang, hour, (day.interval, limit), day.to)).collect_view();
    view! {
        <details>
            <summary>{texts::table(lang)}<span class="hidden">" " {caption.clone()}</span></summary>
            <DataTable caption hide_caption=true columns>{rows}</DataTable>
        </details>
    }
}

fn row(
    lang: Lang,
    hour: &Hour,
    (interval, limit): (Interval, Option<&PublishedLimit>),
    now: Stamp,
) -> impl IntoView + use<> {
    let digits = |value: Option<Decimal>| value.map_or_else(|| "—".to_owned(), |value| value.normalize().to_string());
    let missing = texts::state_missing(lang, interval_word(lang, interval));
    let state = match (hour.low, hour.over, hour.doubt, limit.is_some()) {
        // Of an hour that still runs nothing is missing yet.
        (None, _, false, _) if hour.runs(now) => texts::state_running(lang),
        (None, _, false, _) => &missing,
        (None, ..) => texts::state_none(lang),
        (_, true, ..) => beyond(lang, limit),
        (_, _, true, _) => texts::state_invalid(lang),
        // Values for another period than the limit's, and those without one, are not held against it.
        (.., false) => texts::state_valid(lang),
        _ if hour.no_basis => texts::state_no_basis(lang),
        _ => texts::state_within(lang),
    };
    let period = format!("{}–{}", when::hour_minute(hour.start), when::hour_minute(hour.start.plus(HOUR)));
    let period = if hour.start.day() == now.day() { period } else { texts::yesterday(lang, period) };
    view! {
        <tr class=hour.over.then_some("over")>
            <th scope="row">{period}</th>
            <td class="n">{digits(hour.low)}</td>
            <td class="n">{digits(hour.high)}</td>
            <td class="word">{state.to_owned()}</td>
        </tr>
    }
}

/// The points by the hour of the clock, from the hour of `from` to that of `to`: hours without a point too. Only values
/// that count enter the extremes.
fn by_hour(from: Stamp, to: Stamp, points: &[Point]) -> Vec<Hour> {
    let first = from.floor(HOUR);
    let count = to.since(first) / HOUR + 1;
    let empty = |n: i64| Hour {
        start: first.plus(n * HOUR),
        low: None,
        high: None,
        over: false,
        doubt: false,
        no_basis: false,
    };
    let mut hours: Vec<Hour> = (0..count).map(empty).collect();
    for point in points {
        let start = point.at.floor(HOUR);
        let Some(hour) = hours.iter_mut().find(|hour| hour.start == start) else { continue };
        match point.value.filter(|_| point.valid) {
            Some(value) => {
                hour.low = Some(hour.low.map_or(value, |low| low.min(value)));
                hour.high = Some(hour.high.map_or(value, |high| high.max(value)));
                hour.over |= point.verdict.is_over();
                hour.no_basis |= point.no_basis.is_some();
            }
            None => hour.doubt = true,
        }
    }
    hours
}

#[cfg(test)]
mod tests {
    use domain::judgement::Verdict;
    use domain::limit::Standing;
    use domain::measurement::DataFlag;
    use domain::time::MINUTE;

    use super::*;

    fn point(minute: i64, value: i64, valid: bool, standing: Standing) -> Point {
        let flag = if valid { DataFlag::NORMAL } else { "C".parse().unwrap() };
        let verdict = Verdict::Judged(standing);
        Point { at: Stamp(minute * MINUTE), value: Some(Decimal::from(value)), flag, valid, verdict, no_basis: None }
    }

    #[test]
    fn the_hour_that_still_runs_has_not_lost_its_data() {
        let now = Stamp(3 * HOUR + 5 * MINUTE);
        let said = |hour: &Hour| row(Lang::Zh, hour, (Interval::Hour, None), now).to_html();
        let hours = by_hour(Stamp(0), now, &[point(0, 3, true, Standing::Within)]);
        let said: Vec<_> = hours.iter().map(said).collect();
        assert!(said[2].contains("没有小时均值") && !said[2].contains("尚未结束"), "{}", said[2]);
        assert!(said[3].contains("尚未结束") && !said[3].contains("没有小时均值"), "{}", said[3]);
    }

    #[test]
    fn what_is_held_against_no_limit_is_no_basis_of_anything() {
        let marked = Point { no_basis: Some(domain::judgement::NoBasis::Mark), ..point(0, 3, true, Standing::Within) };
        let hour = &by_hour(Stamp(0), Stamp(5 * MINUTE), &[marked])[0];
        let said = row(Lang::Zh, hour, (Interval::Hour, None), Stamp(HOUR)).to_html();
        assert!(said.contains("有效") && !said.contains("判定依据"), "{said}");
    }

    #[test]
    fn the_hours_of_yesterday_say_so() {
        let now = Stamp::parse("2026-11-22T00:20:00+08:00").unwrap();
        let said: Vec<_> = by_hour(now.minus(HOUR), now, &[])
            .iter()
            .map(|hour| row(Lang::Zh, hour, (Interval::Hour, None), now).to_html().contains("昨日"))
            .collect();
        assert_eq!(said, [true, false]);
    }

    #[test]
    fn each_hour_has_its_extremes_without_values_that_do_not_count() {
        let points = [
            point(0, 3, true, Standing::Within),
            point(10, 99, false, Standing::Within),
            point(50, 7, true, Standing::Above),
            point(60, 5, false, Standing::Within),
        ];
        let hours = by_hour(Stamp(0), Stamp(4 * HOUR - 1), &points);
        assert_eq!(hours.len(), 4, "hours without data are rows too");
        assert_eq!((hours[3].low, hours[3].doubt), (None, false));
        assert_eq!((hours[0].low, hours[0].high), (Some(Decimal::from(3)), Some(Decimal::from(7))));
        assert_eq!((hours[0].over, hours[0].doubt), (true, true));
        assert_eq!((hours[1].low, hours[1].doubt), (None, true));
    }
}
