//! The days of an outlet that can still be marked, drawn and in words.

use domain::lang::Lang;
use domain::mark::MarkState;
use domain::time::{DAY, Stamp, start_of};
use leptos::prelude::*;
use services::marks::{DayStrip as Day, MarkRow, OutletStrips, StripHour};

use crate::pages::parts::{mark, named};
use crate::texts::filing_marks as texts;
use crate::ui::day_strip::{Band, DayStrip, Hour, Marked};
use crate::ui::when;

/// An outlet with its days.
pub fn outlet(lang: Lang, strips: &OutletStrips, marks: &[MarkRow], now: Stamp, may: bool) -> impl IntoView + use<> {
    let own = &strips.outlet;
    let marks: Vec<&MarkRow> = marks.iter().filter(|row| row.outlet.0 == own.code && row.state.is_live()).collect();
    let days = strips.days.iter().map(|one| day(lang, strips, one, &marks, now)).collect_view();
    let times = match own.rule {
        Some(rule) => {
            let doubt = mark::unverified(lang, rule)
                .map(|words| view! { {lang.pick("（", " (")}{words}{lang.pick("）", ")")} });
            view! { <p class="small soft">{texts::times(lang, mark::times(lang, rule))}{doubt}</p> }.into_any()
        }
        None => view! { <p class="small soft">{texts::times_none(lang)}</p> }.into_any(),
    };
    let to_form = format!("/filing/marks?outlet={}#new", own.code);
    let to_form = may.then(|| {
        view! {
            <p><a href=to_form>{texts::mark_this(lang)}<span class="hidden">" " {own.code.to_string()}</span></a></p>
        }
    });
    let id = format!("o-{}", own.code);
    view! {
        <section aria-labelledby=id.clone() class="flow">
            <h3 id=id.clone()>{own.code.to_string()} " " {named(lang, &own.name)}</h3>
            {days}
            {times}
            {to_form}
        </section>
    }
}

fn day(lang: Lang, strips: &OutletStrips, day: &Day, marks: &[&MarkRow], now: Stamp) -> impl IntoView + use<> {
    let from = start_of(day.day);
    let is_today = day.day == now.day();
    let date = when::date(lang, day.day);
    let heading = if is_today { texts::today(lang, &date) } else { texts::yesterday(lang, &date) };
    let marks: Vec<&&MarkRow> = marks.iter().filter(|row| row.mark.touches(from, from.plus(DAY))).collect();
    let sentences = sentences(lang, day, &marks);
    let drawn = marks.iter().map(|row| Marked {
        from: row.mark.from.since(from),
        to: row.mark.to.unwrap_or_else(|| row.mark.until().min(now)).since(from),
        band: match (row.state, row.mark.kind.is_device()) {
            (MarkState::Waiting, _) => Band::Waiting,
            (_, true) => Band::Device,
            _ => Band::Works,
        },
        label: mark::kind(lang, row.mark.kind).to_owned(),
    });
    let said = sentences.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
    let name = format!("strip-{}-{}", strips.outlet.code, if is_today { "today" } else { "yesterday" });
    let title = texts::strip_title(lang, strips.outlet.code, &date);
    view! {
        <div class="strip-day">
            <h4>{heading}</h4>
            <DayStrip name title description=sentences.join(lang.pick("；", "; ")) marks=drawn.collect()
                hours=day.hours.iter().map(hour).collect()/>
            <ul class="small plain">{said}</ul>
        </div>
    }
}

/// What an hour is: what is above a limit goes before what does not count.
fn hour(hour: &StripHour) -> Hour {
    match hour {
        StripHour { over: true, .. } => Hour::Over,
        StripHour { flags, .. } if !flags.is_empty() => Hour::Invalid,
        StripHour { came: true, .. } => Hour::Valid,
        StripHour { is_to_come: true, .. } => Hour::ToCome,
        _ => Hour::Missing,
    }
}

/// The day in words.
fn sentences(lang: Lang, day: &Day, marks: &[&&MarkRow]) -> Vec<String> {
    let hours = |is: &dyn Fn(&StripHour) -> bool| {
        let found: Vec<usize> = day.hours.iter().enumerate().filter(|(_, hour)| is(hour)).map(|(at, _)| at).collect();
        (!found.is_empty()).then(|| ranges(lang, &found))
    };
    let flags: Vec<&str> = {
        let mut all: Vec<&str> = day.hours.iter().flat_map(|hour| &hour.flags).map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let mut said = Vec::new();
    said.extend(hours(&|hour| hour.over).map(|hours| texts::strip_over(lang, hours)));
    said.extend(
        hours(&|hour| !hour.flags.is_empty())
            .map(|hours| texts::strip_invalid(lang, flags.join(lang.pick("、", ", ")), hours)),
    );
    said.extend(hours(&|hour| !hour.came && !hour.is_to_come).map(|hours| texts::strip_missing(lang, hours)));
    said.extend(marks.iter().map(|row| {
        let stretch = mark::stretch(lang, row.mark.from, row.mark.to);
        texts::strip_marked(lang, mark::kind(lang, row.mark.kind), stretch)
    }));
    if said.is_empty() {
        said.push(texts::strip_plain(lang).to_owned());
    }
    said
}

/// Hours that follow each other as one stretch.
fn ranges(lang: Lang, hours: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &hour in hours {
        match ranges.last_mut() {
            Some((_, end)) if *end == hour => *end = hour + 1,
            _ => ranges.push((hour, hour + 1)),
        }
    }
    let words: Vec<_> = ranges.into_iter().map(|(from, to)| texts::hour_range(lang, from, to)).collect();
    words.join(lang.pick("、", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_that_follow_each_other_are_one_stretch() {
        assert_eq!(ranges(Lang::Zh, &[0, 1, 2, 8, 22, 23]), "0–3 时、8–9 时、22–24 时");
        assert_eq!(ranges(Lang::En, &[5]), "5:00–6:00");
    }
}
