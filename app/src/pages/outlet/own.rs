//! The means that the portal works out itself, beside the logger's own.

use domain::lang::Lang;
use domain::means::{MeanOutcome, OwnMean, Reason};
use domain::measurement::Interval;
use domain::outlet::{OutletCode, OutletKind};
use domain::time::{HOUR, Stamp};
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::law::means_rules;
use services::public::outlet::{MeanPair, OwnMeans};

use crate::pages::parts::{averaging_limit, pollutant_name, significant, with_unit};
use crate::texts::outlet as texts;
use crate::ui::data_table::{Column, DataTable, in_unit};
use crate::ui::when;

/// The section; nothing where the portal could not work out any mean.
pub fn view(lang: Lang, outlet: OutletCode, means: &[OwnMeans], now: Stamp) -> Option<AnyView> {
    if means.is_empty() {
        return None;
    }
    let rule = means_rules().on(outlet.kind(), now.day())?;
    let (minutes, hours) = (rule.hour_minutes, rule.hours_needed(24));
    let what = match outlet.kind() {
        OutletKind::Water => texts::own_what_water(lang, minutes, hours),
        OutletKind::Air => texts::own_what_air(lang, minutes, hours),
    };
    let each = means.iter().map(|one| pollutant(lang, one, now)).collect_view();
    let section = view! {
        <section aria-labelledby="own" class="stack">
            <h2 id="own">{texts::own(lang)}</h2>
            <p class="prose">{what} " " {texts::own_for(lang)}</p>
            {each}
        </section>
    };
    Some(section.into_any())
}

fn pollutant(lang: Lang, means: &OwnMeans, now: Stamp) -> AnyView {
    let name = pollutant_name(lang, &means.pollutant);
    let today = means.today.as_ref().map(|(mean, until)| view! { <p>{so_far(lang, means, mean, *until)}</p> });
    let tables = [(texts::own_hours(lang), &means.hours), (texts::own_days(lang), &means.days)];
    let tables = tables.map(|(head, pairs)| (!pairs.is_empty()).then(|| table(lang, means, (head, pairs), now)));
    view! { <div><h3>{name}</h3> {today} {tables.into_iter().collect_view()}</div> }.into_any()
}

/// What may be said of today: a mean that runs decides nothing.
fn so_far(lang: Lang, means: &OwnMeans, mean: &OwnMean, until: Stamp) -> String {
    let until = when::hour_minute(until);
    let Some(value) = mean.value else { return texts::own_today_none(lang, until) };
    let figure = with_unit(significant(value), &means.pollutant.unit);
    let figure = if mean.weighted { texts::own_weighted(lang, figure) } else { figure };
    let said = texts::own_today(lang, until, figure, mean.valid.into());
    match &means.daily_limit {
        Some(limit) => texts::own_today_limit(lang, said, averaging_limit(lang, &limit.limit)),
        None => texts::own_today_plain(lang, said),
    }
}

fn table(lang: Lang, means: &OwnMeans, (head, pairs): (&'static str, &[MeanPair]), now: Stamp) -> AnyView {
    let name = pollutant_name(lang, &means.pollutant);
    let unit = &means.pollutant.unit;
    let columns = vec![
        Column::words(texts::own_period(lang)),
        Column::figures(texts::own_sent(lang), unit),
        Column::figures(texts::own_ours(lang), unit),
        Column::words(texts::own_valid(lang)),
        Column::words(texts::state(lang)),
    ];
    let rows = pairs.iter().rev().map(|pair| row(lang, pair, unit, now)).collect_view();
    view! {
        <details>
            <summary>{head}<span class="hidden">" " {name.clone()}</span></summary>
            <DataTable caption=texts::own_caption(lang, head, name) hide_caption=true columns records=true>{rows}</DataTable>
        </details>
    }
    .into_any()
}

fn row(lang: Lang, pair: &MeanPair, unit: &str, now: Stamp) -> AnyView {
    let hour = || format!("{}–{}", when::hour_minute(pair.at), when::hour_minute(pair.at.plus(HOUR)));
    let period = if pair.interval == Interval::Day {
        when::date(lang, pair.at.day())
    } else if pair.at.day() == now.day() {
        hour()
    } else {
        texts::yesterday(lang, hour())
    };
    let figure = |value: Option<Decimal>| value.map_or_else(|| "—".to_owned(), significant);
    let valid = pair.own.map(|own| match pair.interval {
        Interval::Day => texts::own_valid_hours(lang, own.mean.valid, own.mean.due),
        _ => texts::own_valid_minutes(lang, own.mean.valid, own.mean.due),
    });
    let (own, sent) = pair.figures();
    // The state says why it does not count; as a figure it would be taken for one.
    let own = own.filter(|_| pair.own.is_some_and(|own| own.mean.outcome == MeanOutcome::Counts));
    view! {
        <tr class=pair.differs.then_some("over")>
            <th scope="row">{period}</th>
            <td class="n" data-head=in_unit(texts::own_sent(lang), unit)>{figure(sent)}</td>
            <td class="n" data-head=in_unit(texts::own_ours(lang), unit)>{figure(own)}</td>
            <td data-head=texts::own_valid(lang)>{valid.unwrap_or_else(|| "—".to_owned())}</td>
            <td class="word" data-head=texts::state(lang)>{state(lang, pair)}</td>
        </tr>
    }
    .into_any()
}

/// How the two stand to one another, and whether ours was revised.
fn state(lang: Lang, pair: &MeanPair) -> String {
    let said = match (pair.own.map(|own| own.mean.outcome), pair.sent) {
        (None, _) => texts::own_none(lang),
        (Some(MeanOutcome::TooLittle), _) => texts::own_too_little(lang),
        (Some(MeanOutcome::NoFlow), _) => texts::own_no_flow(lang),
        (Some(MeanOutcome::NoOxygen), _) => texts::own_no_oxygen(lang),
        (Some(MeanOutcome::Counts), None) => texts::own_alone(lang),
        (Some(MeanOutcome::Counts), Some(_)) if pair.compared().is_none() => texts::own_unlike(lang),
        (Some(MeanOutcome::Counts), Some(_)) if pair.differs => texts::own_differs(lang),
        (Some(MeanOutcome::Counts), Some(_)) => texts::own_agrees(lang),
    };
    let revised = pair.own.and_then(|own| match own.reason {
        Reason::First => None,
        Reason::Late => Some(texts::own_late(lang)),
        Reason::Corrected => Some(texts::own_corrected(lang)),
        Reason::Again => Some(texts::own_again(lang)),
    });
    let before = pair.is_before_conversion().then(|| texts::own_before_conversion(lang));
    let parts: Vec<_> = [Some(said), before, revised].into_iter().flatten().collect();
    parts.join(lang.pick("；", "; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_the_digits_that_mean_anything() {
        for (value, shown) in
            [("41.234567", "41.23"), ("0.0123456", "0.01235"), ("12345.6", "12350"), ("7", "7"), ("0", "0")]
        {
            assert_eq!(significant(value.parse().unwrap()), shown);
        }
    }
}
