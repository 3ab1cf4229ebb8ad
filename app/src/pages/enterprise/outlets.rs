//! The outlets, each with its live readings; those with a monitor first.

use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::time::Stamp;
use leptos::prelude::*;
use services::public::enterprise::OutletView;

use crate::pages::parts::{chinese, labels, live_readings, named, outlet_address};
use crate::texts::enterprise as texts;

/// The section.
pub fn view(lang: Lang, enterprise: CreditCode, outlets: &[OutletView], now: Stamp) -> impl IntoView + use<> {
    let none = outlets.is_empty().then(|| view! { <p>{texts::outlets_none(lang)}</p> });
    let (live, still): (Vec<_>, Vec<_>) = outlets.iter().partition(|outlet| outlet.monitored);
    let outlets = live.into_iter().chain(still).map(|outlet| one(lang, enterprise, outlet, now)).collect_view();
    view! {
        <section aria-labelledby="outlets" class="stack">
            <h2 id="outlets">{texts::outlets(lang)}</h2>
            {none}
            {outlets}
        </section>
    }
}

fn one(lang: Lang, enterprise: CreditCode, outlet: &OutletView, now: Stamp) -> impl IntoView + use<> {
    let id = outlet.code.to_string();
    let more = if outlet.monitored { texts::outlet_more(lang) } else { texts::outlet_limits(lang) };
    let readings = if outlet.monitored {
        live_readings(lang, enterprise, outlet.code, &outlet.readings, now).into_any()
    } else {
        view! { <p class="soft">{texts::outlet_unmonitored(lang)}</p> }.into_any()
    };
    view! {
        <section aria-labelledby=id.clone() class="outlet flow">
            <h3 id=id.clone()>{id.clone()} " " {named(lang, &outlet.name)}</h3>
            <p class="small soft">{course(lang, outlet)}</p>
            {readings}
            <p>
                <a href=outlet_address(enterprise, outlet.code)>
                    {more}<span class="hidden">" " {id.clone()}</span>
                </a>
            </p>
        </section>
    }
}

/// Where it goes. The receiving body is named in Chinese only; a class of air zone has a word in both languages.
pub fn course(lang: Lang, outlet: &OutletView) -> impl IntoView + use<> {
    let is_zone = outlet.receiving == texts::air_zone_two(Lang::Zh);
    let mark = if outlet.receiving.is_empty() || is_zone { None } else { chinese(lang) };
    let discharge = labels::discharge(lang, outlet.discharge);
    let receiving = if is_zone { texts::air_zone_two(lang).to_owned() } else { outlet.receiving.clone() };
    view! {
        <span>{discharge}</span>
        {(!receiving.is_empty()).then(|| view! { " · " <span lang=mark>{receiving.clone()}</span> })}
    }
}
