//! The frozen evidence of a finding: what was declared, and what it was held against.

use domain::crosscheck::{Evidence, Monitored};
use domain::declaration::Emission;
use domain::lang::Lang;
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::Pollutant;
use services::findings::FindingView;

use crate::{
    pages::bureau::addresses::declaration_address,
    pages::parts::{averaging_limit, bills, interval_word, pollutant_name, quantity, quarter_name, share},
    texts::bureau_findings as texts,
    ui::summary_list::Fact,
    ui::when,
};

/// The declared side: rows and water figures, and the version that they stand in.
pub fn declared(lang: Lang, finding: &FindingView) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(inputs) = finding.frozen.as_ref().map(|frozen| &frozen.inputs) {
        for row in &inputs.declared.emissions {
            facts.extend(emission(lang, row));
        }
        let water = &inputs.declared.water;
        let line = |name: &'static str, value: Option<Decimal>| {
            value.map(|value| Fact::new(name, texts::in_cubic_metres(lang, quantity(value))))
        };
        facts.extend(line(texts::municipal(lang), water.municipal_m3));
        facts.extend(line(texts::discharged(lang), water.discharged_m3));
    }
    let filed = &finding.filed;
    let signed = when::date(lang, filed.submitted_at.day());
    facts.push(Fact::new(texts::version(lang), texts::version_of(lang, filed.number, signed)));
    let row = &finding.row;
    let href = declaration_address(row.enterprise.credit_code, row.quarter, filed.number);
    let (open, receipt) = (texts::open_declaration(lang, filed.number), filed.receipt_no.clone());
    facts.push(Fact::new(
        texts::receipt(lang),
        view! { <a class="code" href=href.clone()>{receipt}</a><br/><a href=href>{open}</a> },
    ));
    facts
}

/// The other side: what monitors, bills and the permit say.
pub fn measured(lang: Lang, finding: &FindingView) -> Vec<Fact> {
    let Some(inputs) = finding.frozen.as_ref().map(|frozen| &frozen.inputs) else { return Vec::new() };
    let mut facts: Vec<Fact> = inputs.monitored.iter().flat_map(|sums| monitored(lang, sums)).collect();
    facts.extend(finding.frozen.iter().flat_map(|frozen| bills(lang, frozen)));
    facts.extend(permit(lang, inputs));
    facts
}

/// The inputs as they are stored, for whoever wants to make the finding again.
pub fn stored(lang: Lang, finding: &FindingView) -> impl IntoView + use<> {
    let pretty = serde_json::from_str::<serde_json::Value>(&finding.inputs)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| finding.inputs.clone());
    view! {
        <details>
            <summary>{texts::inputs(lang)}</summary>
            <pre tabindex="0">{pretty}</pre>
        </details>
    }
}

fn emission(lang: Lang, row: &Emission) -> Vec<Fact> {
    let pollutant = Pollutant::of(&row.pollutant);
    let name = |what: &str| format!("{} {} {what}", row.outlet, pollutant_name(lang, &pollutant));
    let mut facts = Vec::new();
    facts.extend(row.amount_kg.map(|kg| Fact::new(name(texts::amount(lang)), texts::in_kilograms(lang, quantity(kg)))));
    facts.extend(row.mean.map(|mean| {
        let value = format!("{} {}", quantity(mean), pollutant.unit);
        Fact::new(name(texts::mean(lang)), value.trim_end().to_owned())
    }));
    facts.push(Fact::new(name(texts::method(lang)), row.method.name(lang)));
    facts
}

fn monitored(lang: Lang, sums: &Monitored) -> Vec<Fact> {
    let pollutant = Pollutant::of(&sums.pollutant);
    let name = |what: &str| format!("{} {} {what}", sums.outlet, pollutant_name(lang, &pollutant));
    let of_due = |periods: u32| {
        let part = Decimal::from(periods).checked_div(Decimal::from(sums.due)).map(share).unwrap_or_default();
        texts::valid_of(lang, quantity(periods.into()), quantity(sums.due.into()), part)
    };
    let mut facts = Vec::new();
    facts.extend(
        sums.amount_kg
            .map(|kg| Fact::new(name(texts::monitored_amount(lang)), texts::in_kilograms(lang, quantity(kg)))),
    );
    facts.extend(
        sums.volume_m3.map(|volume| {
            Fact::new(name(texts::monitored_volume(lang)), texts::in_cubic_metres(lang, quantity(volume)))
        }),
    );
    facts.extend(sums.mean.map(|mean| {
        let value = format!("{} {}", quantity(mean), pollutant.unit);
        Fact::new(name(texts::mean(lang)), value.trim_end().to_owned())
    }));
    facts.push(Fact::new(name(texts::summed_from(lang)), interval_word(lang, sums.interval)));
    facts.push(Fact::new(name(texts::valid_share(lang)), of_due(sums.valid)));
    let summed = sums.periods().sum;
    if summed != sums.valid && (sums.amount_kg.is_some() || sums.volume_m3.is_some()) {
        facts.push(Fact::new(name(texts::summed_share(lang)), of_due(summed)));
    }
    facts
}

/// Limits, yearly amounts and the quarters before.
fn permit(lang: Lang, inputs: &Evidence) -> Vec<Fact> {
    let pollutant = |code: &str| pollutant_name(lang, &Pollutant::of(code));
    let limit = |limit: &domain::crosscheck::OutletLimit| {
        let name = format!("{} {} {}", limit.outlet, pollutant(&limit.pollutant), texts::limit_of(lang));
        Fact::new(name, averaging_limit(lang, &limit.limit))
    };
    let cap = |cap: &domain::crosscheck::Cap| {
        let name = format!("{} {}", pollutant(&cap.pollutant), texts::cap(lang));
        Fact::new(name, texts::cap_a_year(lang, quantity(cap.kg_per_year)))
    };
    let or = |value: Option<Decimal>| value.map_or_else(|| texts::unknown(lang).to_owned(), quantity);
    let earlier = |earlier: &domain::crosscheck::Earlier| {
        let name = format!("{} {}", pollutant(&earlier.pollutant), quarter_name(lang, earlier.quarter));
        Fact::new(name, texts::earlier_of(lang, or(earlier.declared_kg), or(earlier.monitored_kg)))
    };
    let limits = inputs.limits.iter().map(limit);
    limits.chain(inputs.caps.iter().map(cap)).chain(inputs.earlier.iter().map(earlier)).collect()
}
