//! An outlet on the desk.

use domain::judgement::length;
use domain::lang::Lang;
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::alarms::{Day, Place};

use crate::pages::bureau::addresses::{exceedance_address, file_address, mark_address, sign_address};
use crate::pages::parts::exceedance::{event_said, event_status, event_title};
use crate::pages::parts::sign::{hour_legend, hours_drawn, sign_said, sign_tags, sign_title};
use crate::pages::parts::{averaging_limit, chinese, count, interval_word, mark, named, significant, with_unit};
use crate::texts::{bureau_alarms as texts, exceedances};
use crate::ui::chart::{ChartWords, LineChart24};
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::with_params;

/// The most marks that are named.
const MOST_MARKS: usize = 3;
/// The most characters of an answer; all of it stands where it was given.
const LONGEST_ANSWER: usize = 120;

/// An outlet with what waits about it, the gravest first.
pub fn place(lang: Lang, place: &Place) -> AnyView {
    let heading = format!("place-{}", place.outlet_id);
    let labelled = heading.clone();
    let file = file_address(place.enterprise.credit_code);
    let events = place.events.iter().map(|row| event(lang, row)).collect_view();
    let signs = place.signs.iter().map(|row| sign(lang, row)).collect_view();
    view! {
        <section aria-labelledby=labelled class="chart">
            <h3 id=heading>
                <a href=file>{named(lang, &place.enterprise.name)}</a>
                " · " {place.outlet.to_string()} " " {named(lang, &place.outlet_name)}
            </h3>
            <p class="meta">{named(lang, &place.enterprise.town)}</p>
            <ul class="results">{events}{signs}</ul>
            {place.day.as_ref().map(|day| drawn(lang, place.outlet_id, day))}
            {beside(lang, place)}
        </section>
    }
    .into_any()
}

fn event(lang: Lang, row: &services::exceedances::EventRow) -> AnyView {
    let (tone, status) = event_status(lang, row.status);
    let running = row.ended.is_none() && row.periods > 0;
    let running = running.then(|| view! { " " <Tag tone=Tone::Over word=exceedances::ended_running(lang)/> });
    view! {
        <li>
            <h4><a href=exceedance_address(row.id)>{event_title(lang, row)}</a></h4>
            <p class="state"><Tag tone word=status/>{running}</p>
            <p class="more">{event_said(lang, row)}</p>
            <p class="meta"><span>{texts::since(lang, when::moment(lang, row.began_at))}</span></p>
        </li>
    }
    .into_any()
}

fn sign(lang: Lang, row: &services::signs::SignRow) -> AnyView {
    view! {
        <li>
            <h4><a href=sign_address(row.id)>{sign_title(lang, row)}</a></h4>
            {sign_tags(lang, row)}
            <p class="more">{sign_said(lang, row)}</p>
            <p class="meta"><span>{texts::since(lang, when::moment(lang, row.from))}</span></p>
        </li>
    }
    .into_any()
}

fn drawn(lang: Lang, outlet_id: i64, day: &Day) -> AnyView {
    let (name, mean) = (day.pollutant.name.pick(lang), interval_word(lang, day.interval));
    let valid: Vec<Decimal> = day.hours.iter().filter(|hour| hour.2).filter_map(|hour| hour.1).collect();
    let description = match (valid.iter().min(), valid.iter().max()) {
        (Some(least), Some(most)) => {
            let (least, most) = (significant(*least), with_unit(significant(*most), &day.pollutant.unit));
            texts::day_said(lang, name, mean, count(valid.len()), least, most)
        }
        _ => texts::day_none(lang, name, mean),
    };
    let limit = day.limit.as_ref().map(|(limit, deciding)| (limit, *deciding));
    let series = hours_drawn(&day.hours, (day.from, day.to), limit, length(day.interval));
    let words = ChartWords {
        title: texts::day_title(lang, name, mean),
        description: description.clone(),
        high: limit.map(|(limit, _)| averaging_limit(lang, limit)).unwrap_or_default(),
        hours: [day.from, day.to].map(|at| (at.0, when::moment(lang, at))).to_vec(),
        legend: hour_legend(lang),
        ..ChartWords::default()
    };
    let name = format!("{}-{outlet_id}", day.pollutant.code);
    view! {
        <figure>
            <LineChart24 name series words/>
            <figcaption><p>{description}</p></figcaption>
        </figure>
    }
    .into_any()
}

/// What the enterprise said, and how many tip-offs there are.
fn beside(lang: Lang, place: &Place) -> AnyView {
    let one = |beside: &services::signs::MarkBeside| {
        let words = format!(
            "{}{}{}",
            mark::kind(lang, beside.mark.kind),
            lang.pick("，", ", "),
            mark::stretch(lang, beside.mark.from, beside.mark.to)
        );
        view! { <li><a href=mark_address(beside.id)>{words}</a></li> }
    };
    let more = (place.marks.len() > MOST_MARKS)
        .then(|| view! { <li class="soft">{texts::marks_more(lang, count(place.marks.len()))}</li> });
    let marks = if place.marks.is_empty() {
        view! { <p>{texts::marks_none(lang)}</p> }.into_any()
    } else {
        view! { <ul>{place.marks.iter().take(MOST_MARKS).map(one).collect_view()}{more}</ul> }.into_any()
    };
    let (asked, said) = match &place.answer {
        Some((at, text)) => {
            let mut short: String = text.chars().take(LONGEST_ANSWER).collect();
            if text.chars().nth(LONGEST_ANSWER).is_some() {
                short.push('…');
            }
            let words = view! { <p class="written" lang=chinese(lang)>{short}</p> }.into_any();
            (texts::answer(lang, when::short_date(lang, at.day())), words)
        }
        None => (texts::answer_title(lang).to_owned(), view! { <p>{texts::answer_none(lang)}</p> }.into_any()),
    };
    let town = place.enterprise.town.pick(lang);
    let tips = place.tips.as_ref().map(|tips| {
        let link = with_params("/bureau/tips", [("show", "all"), ("town", tips.town_code.as_str())]);
        let link = (tips.town > 0).then(|| view! { " " <a href=link>{texts::tips_link(lang)}</a> });
        let said = view! { {texts::tips_said(lang, tips.enterprise, town, tips.town)}{link} };
        Fact::new(texts::tips(lang), said)
    });
    let facts = [Fact::new(texts::marks(lang), marks), Fact::new(asked, said)].into_iter().chain(tips).collect();
    view! { <SummaryList facts/> }.into_any()
}
