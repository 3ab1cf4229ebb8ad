//! The limits of an outlet, past and coming ones too, with their basis.

use domain::lang::Lang;
use domain::limit::Averaging;
use leptos::prelude::*;
use services::public::PublishedLimit;
use services::public::outlet::LimitCorrection;

use crate::{
    pages::parts::{around, chinese, pollutant_name, range, unit_name},
    texts::outlet as texts,
    ui::data_table::{Column, DataTable},
    ui::notice::Notice,
    ui::tag::Tone,
    ui::when,
};

/// The section.
pub fn view(lang: Lang, limits: &[PublishedLimit], corrections: &[LimitCorrection]) -> impl IntoView + use<> {
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
            {corrected(lang, corrections)}
        </section>
    }
}

/// What was corrected about days that were over: what a reader saw of them before was judged otherwise.
fn corrected(lang: Lang, corrections: &[LimitCorrection]) -> Option<impl IntoView + use<>> {
    let line = |one: &LimitCorrection| {
        let what = texts::correction(
            lang,
            when::date(lang, one.at.day()),
            pollutant_name(lang, &one.pollutant),
            mean(lang, one.averaging),
            when::date(lang, one.from),
            when::date(lang, one.to),
            one.days,
        );
        let reason = around(lang, &one.reason, |reason| texts::correction_reason(lang, reason));
        view! { <li>{what} " " {reason}</li> }
    };
    let lines = corrections.iter().map(line).collect_view();
    (!corrections.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warn>
                <h3>{texts::corrections(lang)}</h3>
                <ul>{lines}</ul>
            </Notice>
        }
    })
}

fn mean(lang: Lang, averaging: Averaging) -> &'static str {
    match averaging {
        Averaging::Instant => texts::averaging_instant(lang),
        Averaging::FiveMinutes => texts::averaging_five_minutes(lang),
        Averaging::Hour => texts::averaging_hour(lang),
        Averaging::Day => texts::averaging_day(lang),
    }
}

fn row(lang: Lang, published: &PublishedLimit) -> impl IntoView + use<> {
    let limit = &published.limit;
    let averaging = mean(lang, limit.averaging);
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
    let oxygen = published.reference_oxygen.map(|oxygen| {
        view! { <br/> <span class="small soft">{texts::limit_oxygen(lang, oxygen.normalize())}</span> }
    });
    view! {
        <tr>
            <th scope="row">{pollutant_name(lang, &published.pollutant)}</th>
            <td class="n" data-head=texts::limit_value(lang)>{value.trim_end().to_owned()}{oxygen}</td>
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
            ("sourced: a reprint", true),
            ("from memory, verify", true),
            ("inferred: another table, verify", true),
            ("排污许可证", false),
            ("凭记忆录入，待核实", true),
            ("", false),
        ] {
            let page = view(Lang::Zh, &[limit(source)], &[]).to_html();
            assert_eq!(page.matches("待核实").count(), if doubted { 2 } else { 0 }, "{source}: {page}");
        }
    }
}
