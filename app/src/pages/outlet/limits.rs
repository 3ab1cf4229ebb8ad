//! The limits of an outlet, past and coming ones too, with their basis.

use domain::lang::Lang;
use domain::limit::Averaging;
use leptos::prelude::*;
use services::public::PublishedLimit;

use crate::{
    pages::parts::{chinese, pollutant_name, range, unit_name},
    texts::outlet as texts,
    ui::data_table::{Column, DataTable},
    ui::when,
};

/// The section.
pub fn view(lang: Lang, limits: &[PublishedLimit]) -> impl IntoView + use<> {
    let rows = limits.iter().map(|limit| row(lang, limit)).collect_view();
    let columns = vec![
        Column::words(texts::limit_pollutant(lang)),
        Column::numbers(texts::limit_value(lang)),
        Column::words(texts::limit_averaging(lang)),
        Column::words(texts::limit_validity(lang)),
        Column::words(texts::limit_basis(lang)),
    ];
    let table = if limits.is_empty() {
        view! { <p>{texts::limits_none(lang)}</p> }.into_any()
    } else {
        let caption = texts::limits(lang);
        view! { <DataTable caption hide_caption=true records=true columns>{rows}</DataTable> }.into_any()
    };
    let note = limits.iter().any(PublishedLimit::is_unverified);
    let note = note.then(|| view! { <p class="small soft">{texts::limits_unverified(lang)}</p> });
    view! {
        <section aria-labelledby="limits" class="flow">
            <h2 id="limits">{texts::limits(lang)}</h2>
            {table}
            {note}
            <p class="small soft">{texts::limits_note(lang)}</p>
        </section>
    }
}

fn row(lang: Lang, published: &PublishedLimit) -> impl IntoView + use<> {
    let limit = &published.limit;
    let averaging = match limit.averaging {
        Averaging::Instant => texts::averaging_instant(lang),
        Averaging::Hour => texts::averaging_hour(lang),
        Averaging::Day => texts::averaging_day(lang),
    };
    let from = when::date(lang, limit.valid_from);
    let validity = match limit.valid_to {
        Some(to) => texts::from_to(lang, from, when::date(lang, to)),
        None => texts::from_on(lang, from),
    };
    let basis = published.basis.clone();
    // Why, the interface says: it gives the source itself.
    let doubt = published
        .is_unverified()
        .then(|| view! { " " <span class="small soft">{texts::limit_unverified(lang)}</span> });
    let value = format!("{} {}", range(lang, limit), unit_name(lang, &published.unit));
    view! {
        <tr>
            <th scope="row">{pollutant_name(lang, &published.pollutant)}</th>
            <td class="n" data-head=texts::limit_value(lang)>{value.trim_end().to_owned()}</td>
            <td data-head=texts::limit_averaging(lang)>{averaging}</td>
            <td data-head=texts::limit_validity(lang)>{validity}</td>
            <td data-head=texts::limit_basis(lang)><span lang=chinese(lang)>{basis}</span>{doubt}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use domain::limit::Limit;
    use services::Pollutant;

    use super::*;

    fn limit(source: &str) -> PublishedLimit {
        let valid_from = "2020-01-01".parse().unwrap();
        PublishedLimit {
            pollutant: Pollutant::of("w01018"),
            limit: Limit { low: None, high: Some(80.into()), averaging: Averaging::Day, valid_from, valid_to: None },
            unit: "mg/L".to_owned(),
            reference_oxygen: None,
            basis: "GB 1".to_owned(),
            source: source.to_owned(),
        }
    }

    #[test]
    fn a_figure_that_nobody_has_checked_says_so() {
        for (source, doubted) in [
            ("sourced: the standard", false),
            ("from memory, verify", true),
            ("inferred: another table, verify", true),
            ("排污许可证", false),
            ("凭记忆录入，待核实", true),
            ("", false),
        ] {
            let page = view(Lang::Zh, &[limit(source)]).to_html();
            assert_eq!(page.matches("待核实").count(), if doubted { 2 } else { 0 }, "{source}: {page}");
        }
    }
}
