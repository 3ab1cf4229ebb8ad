//! Means of the outlet that stood above their limits, and what became of that.

use domain::credit_code::CreditCode;
use domain::exceedance::Said;
use domain::lang::Lang;
use domain::outlet::OutletCode;
use domain::time::DAY;
use leptos::prelude::*;
use services::exceedances::{Ask, PublishedEvent, published};
use services::public::{PageOf, Paging};
use services::{Ctx, Error};

use crate::pages::parts::exceedance::{ground, mean_word, published_said};
use crate::pages::parts::{count, pollutant_name};
use crate::texts::{exceedances, outlet as texts};
use crate::ui::tag::{Tag, Tone};
use crate::web::with_params;

/// Days that the page looks back.
const DAYS: i64 = 365;
/// Events that it shows.
const SHOWN: u32 = 20;

/// The newest events of the outlet within a year.
pub async fn find(ctx: &Ctx, owner: CreditCode, outlet: OutletCode) -> Result<PageOf<PublishedEvent>, Error> {
    let ask = Ask {
        enterprise: Some(owner),
        outlet: Some(outlet),
        from: Some(ctx.now().minus(DAYS * DAY)),
        to: None,
        paging: Paging::new(1, SHOWN),
    };
    published(ctx, &ask).await
}

/// The section.
pub fn view(lang: Lang, (owner, outlet): (CreditCode, OutletCode), found: &PageOf<PublishedEvent>) -> AnyView {
    let (events, in_all) = (&found.items, found.total);
    let none = events.is_empty().then(|| view! { <p>{texts::events_none(lang)}</p> });
    let more =
        (in_all > count(events.len())).then(|| view! { <p>{texts::events_more(lang, in_all, events.len())}</p> });
    let (owner, outlet) = (owner.to_string(), outlet.to_string());
    let raw = with_params("/api/v1/exceedances", [("enterprise", owner.as_str()), ("outlet", outlet.as_str())]);
    let list = (!events.is_empty())
        .then(|| view! { <ul class="results">{events.iter().map(|event| one(lang, event)).collect_view()}</ul> });
    view! {
        <section aria-labelledby="events" class="flow">
            <h2 id="events">{texts::events(lang)}</h2>
            <p class="small soft">
                {texts::events_what(lang)} " " {exceedances::no_marks(lang)} " " {texts::events_reach(lang)}
            </p>
            {none}
            {list}
            {more}
            <p class="small"><a href=raw>{texts::events_raw(lang)}</a></p>
        </section>
    }
    .into_any()
}

fn one(lang: Lang, event: &PublishedEvent) -> AnyView {
    let (tone, word) = match event.said {
        Said::Nothing => (Tone::Warn, exceedances::status_open(lang)),
        Said::Sound => (Tone::Over, exceedances::status_confirmed(lang)),
        Said::NoBasis(_) => (Tone::Plain, exceedances::status_exempt(lang)),
        Said::NotCounted => (Tone::Plain, exceedances::status_gone(lang)),
    };
    let why = match event.said {
        Said::NoBasis(Some(why)) => Some(ground(lang, why)),
        _ => None,
    };
    let why = why.map(|why| view! { <p class="meta"><span>{texts::events_why(lang, why)}</span></p> });
    let running = event.ended.is_none() && event.periods > 0;
    let running = running.then(|| view! { " " <Tag tone=Tone::Over word=exceedances::ended_running(lang)/> });
    let head = format!("{} {}", pollutant_name(lang, &event.pollutant), mean_word(lang, event.averaging));
    view! {
        <li>
            <h3>{head}</h3>
            <p class="state"><Tag tone word/>{running}</p>
            <p class="more">{published_said(lang, event)}</p>
            {why}
        </li>
    }
    .into_any()
}
