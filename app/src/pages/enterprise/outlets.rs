//! The outlets, each with its live readings; those with a monitor first.

use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::outlet::Receiving;
use domain::time::Stamp;
use leptos::prelude::*;
use services::public::enterprise::OutletView;

use crate::pages::parts::{chinese, labels, live_readings, named, outlet_address};
use crate::texts::{enterprise as texts, life};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;

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
        unmonitored(lang, outlet).into_any()
    };
    let trial =
        (outlet.monitored && outlet.tried_out).then(|| view! { " " <Tag tone=Tone::Warn word=life::in_trial(lang)/> });
    view! {
        <section aria-labelledby=id.clone() class="outlet flow">
            <h3 id=id.clone()>{id.clone()} " " {named(lang, &outlet.name)} {trial}</h3>
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

/// Why there are no live values: it is closed, its monitor is being tried out, or there is none.
pub fn unmonitored(lang: Lang, outlet: &OutletView) -> impl IntoView + use<> {
    let said = match outlet.closed_on {
        Some(day) => life::outlet_closed(lang, when::date(lang, day.0)),
        None if outlet.tried_out => life::tried_out(lang).to_owned(),
        None => texts::outlet_unmonitored(lang).to_owned(),
    };
    view! { <p class="soft">{said}</p> }
}

/// Where it goes. A receiving water body or plant is named in Chinese only; a zone of air has a word in both languages.
pub fn course(lang: Lang, outlet: &OutletView) -> impl IntoView + use<> {
    let receiving = outlet.receiving.as_ref().map(|receiving| match receiving {
        Receiving::Air(zone) => view! { " · " {labels::air_zone(lang, *zone)} }.into_any(),
        Receiving::Body(name) => view! { " · " <span lang=chinese(lang)>{name.clone()}</span> }.into_any(),
    });
    view! { <span>{labels::discharge(lang, outlet.discharge)}</span> {receiving} }
}

#[cfg(test)]
mod tests {
    use domain::outlet::Discharge;
    use services::Names;

    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn a_zone_of_air_has_a_word_in_both_languages_and_a_river_is_marked() {
        let course = |lang, receiving: &str| {
            let outlet = OutletView {
                code: "DA001".parse().unwrap(),
                name: Names::new("排气筒", ""),
                discharge: Discharge::Direct,
                receiving: Receiving::of(receiving),
                monitored: false,
                tried_out: false,
                closed_on: None,
                heard: false,
                last_at: None,
                limits: Vec::new(),
                readings: Vec::new(),
            };
            render(move || course(lang, &outlet))
        };
        for (stated, zh, en) in [
            ("环境空气二类功能区", "环境空气二类功能区", "Class II ambient air functional zone"),
            ("一类区", "环境空气一类功能区", "Class I ambient air functional zone"),
        ] {
            assert!(course(Lang::Zh, stated).contains(zh), "{stated}");
            let english = course(Lang::En, stated);
            assert!(english.contains(en) && !english.contains("lang="), "{english}");
        }
        let river = course(Lang::En, "样溪河");
        assert!(river.contains(r#"<span lang="zh-CN">样溪河</span>"#), "{river}");
        assert!(!course(Lang::Zh, "").contains('·'));
    }
}
