//! Who the enterprise is and what it may do.

use domain::fixed::Micro;
use domain::lang::Lang;
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::public::enterprise::EnterpriseView;

use crate::pages::parts::{chinese, labels, named, pollutant_name};
use crate::texts::enterprise as texts;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::when;

/// The section.
pub fn view(lang: Lang, file: &EnterpriseView) -> impl IntoView + use<> {
    let row = &file.row;
    let code = row.credit_code.to_string();
    let address = row.address.clone();
    let mut facts = vec![
        Fact::new(texts::credit_code(lang), view! { <span class="code">{code}</span> }),
        Fact::new(texts::industry(lang), labels::industry(lang, row.industry)),
        Fact::new(texts::class(lang), labels::class(lang, row.class)),
        Fact::new(texts::permit(lang), permit(lang, file)),
        Fact::new(texts::town(lang), named(lang, &row.town)),
        Fact::new(texts::location(lang), view! { <span lang=chinese(lang)>{address}</span> }),
    ];
    let products = file.products.iter();
    let products = products.map(|p| texts::capacity(lang, &p.name, p.capacity, &p.unit));
    let caps = file.caps.iter();
    let caps = caps.map(|cap| texts::cap(lang, pollutant_name(lang, &cap.pollutant), tonnes(cap.kg_per_year)));
    facts.extend(lines(texts::products(lang), products.collect()));
    facts.extend(lines(texts::caps(lang), caps.collect()));
    view! {
        <section aria-labelledby="particulars">
            <h2 id="particulars">{texts::particulars(lang)}</h2>
            <SummaryList facts/>
        </section>
    }
}

fn permit(lang: Lang, file: &EnterpriseView) -> String {
    match (&file.permit_no, file.permit_to) {
        (Some(number), Some(day)) => texts::permit_to(lang, number, when::date(lang, day.0)),
        (Some(number), None) => number.clone(),
        (None, _) => texts::permit_none(lang).to_owned(),
    }
}

fn lines(name: &'static str, lines: Vec<String>) -> Option<Fact> {
    let list = lines.iter().cloned().map(|line| view! { <li>{line}</li> }).collect_view();
    (!lines.is_empty()).then(|| Fact::new(name, view! { <ul>{list}</ul> }))
}

fn tonnes(kilograms: Micro) -> Decimal {
    (kilograms.decimal() / Decimal::ONE_THOUSAND).normalize()
}
