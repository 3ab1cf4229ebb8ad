//! Who the enterprise is and what it may do.

use domain::enterprise::FormerKind;
use domain::lang::Lang;
use domain::succession::SuccessionKind;
use domain::time::Day;
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::public::enterprise::{EnterpriseView, Former, FormerLicence, Kin, Licence, LoadCap, ProductView, Twin};

use crate::number::grouped_decimal;
use crate::pages::parts::{chinese, enterprise_address, labels, named, pollutant_name};
use crate::texts::{enterprise as texts, life, register_duplicates as duplicates};
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::when;

/// The section.
pub fn view(lang: Lang, file: &EnterpriseView) -> impl IntoView + use<> {
    let row = &file.row;
    let code = row.credit_code.to_string();
    let address = row.address.clone();
    let mut facts = vec![
        Fact::new(texts::credit_code(lang), view! { <span class="code">{code}</span> }),
        Fact::new(texts::industry(lang), texts::industry_coded(lang, row.industry.name.pick(lang), row.industry.code)),
        Fact::new(texts::class(lang), labels::class(lang, row.class)),
    ];
    facts.extend(file.former.iter().map(|former| self::former(lang, former)));
    facts.extend(file.twins.iter().map(|twin| self::twin(lang, twin)));
    let basis = (!file.class_basis.is_empty()).then(|| file.class_basis.clone());
    facts.extend(
        basis.map(|basis| Fact::new(texts::class_basis(lang), view! { <span lang=chinese(lang)>{basis}</span> })),
    );
    facts.extend(file.kin.iter().map(|kin| self::kin(lang, kin)));
    facts.push(licence(lang, &file.licence));
    facts.extend(
        file.former_licences.iter().map(|one| Fact::new(texts::former_permit(lang), former_licence(lang, one))),
    );
    let duties = (!file.permit_duties.is_empty()).then(|| file.permit_duties.clone());
    facts.extend(
        duties.map(|duties| Fact::new(texts::permit_duties(lang), view! { <span lang=chinese(lang)>{duties}</span> })),
    );
    facts.extend([
        Fact::new(texts::town(lang), named(lang, &row.town)),
        Fact::new(texts::location(lang), view! { <span lang=chinese(lang)>{address}</span> }),
    ]);
    if !file.products.is_empty() {
        let lines = file.products.iter().map(|product| capacity(lang, product)).collect_view();
        let label = match file.licence {
            Licence::NotOnRecord => texts::products_on_record(lang),
            _ => texts::products(lang),
        };
        facts.push(Fact::new(label, view! { <ul>{lines}</ul> }));
    }
    if !file.caps.is_empty() {
        let lines = file.caps.iter().map(|cap| load(lang, cap)).collect_view();
        facts.push(Fact::new(texts::caps(lang), view! { <ul>{lines}</ul> }));
    }
    if !file.other_caps.is_empty() {
        let lines = file.other_caps.iter().map(|cap| load(lang, cap)).collect_view();
        facts.push(Fact::new(texts::caps_other(lang), view! { <ul>{lines}</ul> }));
    }
    view! {
        <section aria-labelledby="particulars">
            <h2 id="particulars">{texts::particulars(lang)}</h2>
            <SummaryList facts/>
        </section>
    }
}

/// What it was called before, and until when.
fn former(lang: Lang, former: &Former) -> Fact {
    let (said, until) = (former.said.clone(), life::former_until(lang, when::date(lang, former.until.0)));
    let until = view! { " " <span class="soft">{until}</span> };
    match former.kind {
        FormerKind::Code => Fact::new(life::former_code(lang), view! { <span class="code">{said}</span> {until} }),
        FormerKind::Name => {
            Fact::new(life::former_name(lang), view! { <span lang=chinese(lang)>{said}</span> {until} })
        }
    }
}

/// Under which code the site was registered once more, and since when that leads here.
fn twin(lang: Lang, twin: &Twin) -> Fact {
    let (name, code) = (named(lang, &twin.name), twin.credit_code.to_string());
    let since = duplicates::twin_since(lang, when::date(lang, twin.at.day()));
    Fact::new(
        duplicates::twin(lang),
        view! { {name} " " <span class="code">{code}</span> " " <span class="soft">{since}</span> },
    )
}

/// A permit has a last day; a registration is no permit and is not called one.
fn licence(lang: Lang, licence: &Licence) -> Fact {
    let label = match licence {
        Licence::Permit { .. } => texts::permit(lang),
        Licence::Registration { .. } => texts::registration(lang),
        Licence::NotOnRecord => texts::licence(lang),
    };
    Fact::new(label, licence_said(lang, licence))
}

/// Its number, and its days where they are known.
fn licence_said(lang: Lang, licence: &Licence) -> String {
    let Licence::Permit { number, to, from, issued_on } = licence else {
        return licence.registration().map_or_else(|| texts::licence_none(lang).to_owned(), str::to_owned);
    };
    let date = |day: &Option<Day>| day.map(|day| when::date(lang, day.0));
    let days = [
        date(issued_on).map(|day| texts::permit_issued(lang, day)),
        date(from).map(|day| texts::permit_from(lang, day)),
        date(to).map(|day| texts::permit_until(lang, day)),
    ];
    let said = std::iter::once(number.clone()).chain(days.into_iter().flatten());
    said.collect::<Vec<_>>().join(lang.pick("，", ", "))
}

/// A permit of before, and until when it was the one that counted.
pub fn former_licence(lang: Lang, one: &FormerLicence) -> impl IntoView + use<> {
    let said = licence_said(lang, &one.licence);
    let until = texts::held_until(lang, when::date(lang, one.until.0));
    view! { {said} " " <span class="soft">{until}</span> }
}

/// Of whom it came, or who came of it.
fn kin(lang: Lang, kin: &Kin) -> Fact {
    let label = match (kin.kind, kin.is_successor) {
        (SuccessionKind::Merger, true) => texts::merged_into(lang),
        (SuccessionKind::Merger, false) => texts::merged_from(lang),
        (_, true) => texts::split_into(lang),
        (_, false) => texts::split_from(lang),
    };
    let (party, day) = (&kin.party, when::date(lang, kin.day.0));
    let name = if party.is_public {
        view! { <a href=enterprise_address(party.credit_code)>{named(lang, &party.name)}</a> }.into_any()
    } else {
        view! { {named(lang, &party.name)} " " <span class="code">{party.credit_code.to_string()}</span> }.into_any()
    };
    let (day, ground) = (texts::succeeded_on(lang, day), kin.ground.clone());
    let stays = texts::succeeded(lang);
    Fact::new(
        label,
        view! { {name} " " <span class="soft">{day} " " <span lang=chinese(lang)>{ground}</span> {stays}</span> },
    )
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
    let years = match (cap.years.from, cap.years.to) {
        (None, None) => String::new(),
        (Some(from), Some(to)) if from == to => texts::year_only(lang, from),
        (Some(from), Some(to)) => texts::years(lang, from, to),
        (Some(from), None) => texts::years_from(lang, from),
        (None, Some(to)) => texts::years_to(lang, to),
    };
    let years = (!years.is_empty()).then(|| view! { " " <span class="soft">{years}</span> });
    view! { <li>{pollutant_name(lang, &cap.pollutant)} " " {amount} {texts::a_year(lang)} {years}</li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    fn shown(lang: Lang, kind: Licence) -> String {
        render(move || view! { <SummaryList facts=vec![licence(lang, &kind)]/> })
    }

    #[test]
    fn a_registration_is_not_called_a_permit_and_has_no_last_day() {
        let number = "91441900MA5000000X001X".to_owned();
        let html = shown(Lang::Zh, Licence::Registration { number: number.clone() });
        assert!(html.contains("排污登记编号") && html.contains(&number), "{html}");
        assert!(!html.contains("许可证") && !html.contains("有效期"), "{html}");
        let to = "2030-06-30".parse().ok();
        let html = shown(Lang::Zh, Licence::Permit { number, to, from: None, issued_on: None });
        assert!(html.contains("排污许可证编号") && html.contains("有效期至"), "{html}");
        let html = shown(Lang::En, Licence::NotOnRecord);
        assert!(html.contains("permit or registration"), "{html}");
    }
}
