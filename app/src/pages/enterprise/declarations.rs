//! What the enterprise declared for the last quarters, as far as it is public.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::Timing;
use services::public::declarations::{DeclarationView, EmissionView};

use crate::{
    number::grouped_decimal,
    pages::parts::{chinese, duty::duty, labels, pollutant_name, quarter_name},
    texts::enterprise as texts,
    ui::data_table::{Column, DataTable},
    ui::tag::Tag,
    ui::when,
    web::Site,
};

/// The section.
pub fn view(lang: Lang, site: &Site, declarations: &[DeclarationView]) -> impl IntoView + use<> {
    let intro = if declarations.is_empty() { texts::declarations_none(lang) } else { texts::declarations_note(lang) };
    view! {
        <section aria-labelledby="declarations" class="flow">
            <h2 id="declarations">{texts::declarations(lang)}</h2>
            <p class="small soft">{intro}</p>
            {duty(lang, site, true)}
            {declarations.iter().map(|one| declaration(lang, one)).collect_view()}
        </section>
    }
}

fn declaration(lang: Lang, filed: &DeclarationView) -> impl IntoView + use<> {
    let (tone, status) = labels::declaration_status(lang, filed.status);
    let quarter = quarter_name(lang, filed.quarter);
    let date = when::date(lang, filed.filed_at.day());
    let when = match filed.timing {
        Timing::InTime => texts::filed(lang, date),
        Timing::Late => texts::filed_late(lang, date),
        Timing::Voluntary => texts::filed_voluntary(lang, date),
    };
    let corrected = (filed.versions > 1).then(|| {
        let (reason, first) = (filed.reason.clone(), when::date(lang, filed.filed_at.day()));
        let said = texts::versions(lang, first, filed.versions, when::date(lang, filed.updated_at.day()));
        view! { <p class="small">{said} " " <span lang=chinese(lang)>{reason}</span></p> }
    });
    let discharged = filed
        .discharged_m3
        .map(|amount| view! { <p>{texts::discharged(lang, grouped_decimal(&amount.normalize().to_string()))}</p> });
    let hash = filed.hash.clone();
    view! {
        <details>
            <summary>{quarter.clone()} " " <Tag tone word=status/> " " <span class="small soft">{when}</span></summary>
            <div class="flow">
                {corrected}
                {discharged}
                {emissions(lang, quarter, &filed.emissions)}
                <p class="small soft">{texts::hash(lang)} " " <code>{hash}</code></p>
            </div>
        </details>
    }
}

fn emissions(lang: Lang, caption: String, emissions: &[EmissionView]) -> impl IntoView + use<> {
    let rows = emissions.iter().map(|emission| row(lang, emission)).collect_view();
    let columns = vec![
        Column::words(texts::emission_pollutant(lang)),
        Column::words(texts::emission_outlet(lang)),
        Column::numbers(texts::emission_mean(lang)),
        Column::numbers(texts::emission_amount(lang)),
        Column::words(texts::emission_method(lang)),
    ];
    (!emissions.is_empty()).then(|| {
        view! { <DataTable caption hide_caption=true records=true columns>{rows}</DataTable> }
    })
}

fn row(lang: Lang, emission: &EmissionView) -> impl IntoView + use<> {
    let unit = &emission.pollutant.unit;
    let mean = emission.mean.map_or_else(|| "—".to_owned(), |mean| format!("{} {unit}", mean.normalize()));
    let amount =
        emission.amount_kg.map_or_else(|| "—".to_owned(), |amount| grouped_decimal(&amount.normalize().to_string()));
    view! {
        <tr>
            <th scope="row">{pollutant_name(lang, &emission.pollutant)}</th>
            <td data-head=texts::emission_outlet(lang)>{emission.outlet.to_string()}</td>
            <td class="n" data-head=texts::emission_mean(lang)>{mean.trim_end().to_owned()}</td>
            <td class="n" data-head=texts::emission_amount(lang)>{amount}</td>
            <td data-head=texts::emission_method(lang)>{emission.method.name(lang)}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use domain::declaration::{DeclarationStatus, Method};
    use domain::time::Stamp;
    use services::public::Party;
    use services::{Names, Pollutant};

    use super::*;
    use crate::ui::testing::render;

    fn filed(emissions: Vec<EmissionView>) -> DeclarationView {
        DeclarationView {
            enterprise: Party {
                credit_code: "91441900MA0FC0001K".parse().unwrap(),
                name: Names::new("样溪晨岚电镀有限公司", ""),
                town: Names::new("样溪镇", ""),
                is_public: true,
            },
            quarter: "2026Q3".parse().unwrap(),
            status: DeclarationStatus::Submitted,
            versions: 1,
            filed_at: Stamp(1_791_000_000_000),
            timing: Timing::InTime,
            updated_at: Stamp(1_791_000_000_000),
            reason: String::new(),
            hash: "5e88".to_owned(),
            discharged_m3: Some(16_130.into()),
            facilities: Vec::new(),
            emissions,
        }
    }

    fn emission(code: &str, mean: i64) -> EmissionView {
        EmissionView {
            outlet: "DW001".parse().unwrap(),
            pollutant: Pollutant::of(code),
            method: Method::Manual,
            mean: Some(mean.into()),
            amount_kg: None,
        }
    }

    /// What does not fit in a declaration is the cross-check's: nothing unverified stands beside a name in public.
    #[test]
    fn a_declared_part_above_its_whole_is_no_remark_in_public() {
        let one = filed(vec![emission("w20116", 1), emission("w20117", 2)]);
        let page = render(|| view(Lang::Zh, &Site::demo(), &[one]));
        for words in ["2026 年第三季度", "已提交", "16,130", "总铬", "六价铬", "5e88"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("高于") && !page.contains("疑点") && !page.contains("notice"), "{page}");
    }
}
