//! Who the enterprise is and what it may do.

use domain::lang::Lang;
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::public::enterprise::{EnterpriseView, LoadCap, ProductView};

use crate::pages::parts::{chinese, labels, named, pollutant_name};
use crate::texts::enterprise as texts;
use crate::ui::number::grouped_decimal;
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
    if !file.products.is_empty() {
        let lines = file.products.iter().map(|product| capacity(lang, product)).collect_view();
        facts.push(Fact::new(texts::products(lang), view! { <ul>{lines}</ul> }));
    }
    if !file.caps.is_empty() {
        let lines = file.caps.iter().map(|cap| load(lang, cap)).collect_view();
        facts.push(Fact::new(texts::caps(lang), view! { <ul>{lines}</ul> }));
    }
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

/// What it may make in a year. Product and unit are named in Chinese only.
fn capacity(lang: Lang, product: &ProductView) -> impl IntoView + use<> {
    let (name, unit) = (product.name.clone(), product.unit.clone());
    let mark = chinese(lang);
    let amount = grouped_decimal(&product.capacity.to_string());
    view! {
        <li><span lang=mark>{name}</span> " " {amount} " " <span lang=mark>{unit}</span> {texts::a_year(lang)}</li>
    }
}

/// What it may discharge in a year.
fn load(lang: Lang, cap: &LoadCap) -> impl IntoView + use<> {
    let tonnes = (cap.kg_per_year.decimal() / Decimal::ONE_THOUSAND).normalize().to_string();
    let amount = texts::tonnes(lang, grouped_decimal(&tonnes));
    view! { <li>{pollutant_name(lang, &cap.pollutant)} " " {amount} {texts::a_year(lang)}</li> }
}
