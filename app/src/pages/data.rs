//! Open data: what there is, how to get it, what the fields mean, on which terms.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::data as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::web::{Page, Section, Visit};

/// `GET /data`
pub async fn show(visit: Visit) -> Response {
    let lang = visit.lang();
    let address = visit.absolute("");
    let title = texts::title(lang);
    let page = Page::new(title, move || body(lang, &address))
        .describe(texts::description(lang))
        .within(Section::Data)
        .here(title);
    visit.answer(Ok(page))
}

fn body(lang: Lang, portal: &str) -> impl IntoView + use<> {
    let example = format!("curl '{portal}/api/v1/enterprises?q=%E7%94%B5%E9%95%80&per_page=5'");
    let stream = format!("curl -N '{portal}/api/v1/live'");
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang)}</p>
        <section aria-labelledby="sets">
            <h2 id="sets">{texts::sets(lang)}</h2>
            {sets(lang)}
        </section>
        <section aria-labelledby="use" class="flow">
            <h2 id="use">{texts::how(lang)}</h2>
            <p>{texts::how_example(lang)}</p>
            <pre tabindex="0"><code>{example}</code></pre>
            <p>{texts::how_stream(lang)}</p>
            <pre tabindex="0"><code>{stream}</code></pre>
            <p>{texts::how_csv(lang)}</p>
            <p>{texts::how_rules(lang)} " " <a href="/api/v1/openapi.json">{texts::openapi(lang)}</a></p>
        </section>
        <section aria-labelledby="fields">
            <h2 id="fields">{texts::fields(lang)}</h2>
            {fields(lang)}
        </section>
        <section aria-labelledby="terms" class="prose">
            <h2 id="terms">{texts::terms(lang)}</h2>
            <p>{texts::terms_use(lang)}</p>
            <p>{texts::terms_limits(lang)}</p>
        </section>
    }
}

/// A set of data: its name, its address, and whether it also comes as a table.
type Set = (&'static str, &'static str, Option<&'static str>);

fn sets(lang: Lang) -> impl IntoView {
    let rows: [Set; 11] = [
        (texts::set_enterprises(lang), "/api/v1/enterprises", Some("/api/v1/enterprises.csv")),
        (texts::set_enterprise(lang), "/api/v1/enterprises/{credit_code}", None),
        (texts::set_latest(lang), "/api/v1/enterprises/{credit_code}/latest", None),
        (texts::set_measurements(lang), "/api/v1/enterprises/{credit_code}/outlets/{code}/measurements", None),
        (texts::set_means(lang), "/api/v1/enterprises/{credit_code}/outlets/{code}/means", None),
        (texts::set_marks(lang), "/api/v1/enterprises/{credit_code}/outlets/{code}/marks", None),
        (texts::set_exceedances(lang), "/api/v1/exceedances", Some("/api/v1/exceedances.csv")),
        (texts::set_live(lang), "/api/v1/live", None),
        (texts::set_declarations(lang), "/api/v1/declarations", Some("/api/v1/declarations.csv")),
        (texts::set_cases(lang), "/api/v1/cases", Some("/api/v1/cases.csv")),
        (texts::set_statistics(lang), "/api/v1/tips/statistics", None),
    ];
    let row = move |(name, address, table): Set| {
        // An address with a placeholder is a pattern, and so is a stream: nothing to open in a browser.
        let open = !address.contains('{') && !address.ends_with("/live");
        let code = view! { <code>{address}</code> };
        let address = if open { view! { <a href=address>{code}</a> }.into_any() } else { code.into_any() };
        let table = table.map(|href| view! { <a href=href>"CSV"<span class="hidden">" " {name}</span></a> });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-head=texts::address(lang)>{address}</td>
                <td data-head=texts::table(lang)>{table}</td>
            </tr>
        }
    };
    let columns =
        vec![Column::words(texts::set(lang)), Column::words(texts::address(lang)), Column::words(texts::table(lang))];
    view! {
        <DataTable caption=texts::sets(lang) hide_caption=true records=true columns>
            {rows.map(row).collect_view()}
        </DataTable>
    }
}

/// The fields of a measurement.
fn fields(lang: Lang) -> impl IntoView {
    let row = |(name, meaning): (&'static str, &'static str)| {
        view! { <tr><th scope="row"><code>{name}</code></th><td>{meaning}</td></tr> }
    };
    let rows = [
        ("enterprise", texts::field_enterprise(lang)),
        ("outlet", texts::field_outlet(lang)),
        ("pollutant, name", texts::field_pollutant(lang)),
        ("interval", texts::field_interval(lang)),
        ("at", texts::field_at(lang)),
        ("value, unit", texts::field_value(lang)),
        ("limit, limit_low, over, judged", texts::field_limit(lang)),
        ("flag, valid", texts::field_flag(lang)),
        ("resent", texts::field_resent(lang)),
        ("revision", texts::field_revision(lang)),
        ("received_at", texts::field_received(lang)),
    ];
    let columns = vec![Column::words(texts::field(lang)), Column::words(texts::meaning(lang))];
    view! { <DataTable caption=texts::fields(lang) hide_caption=true columns>{rows.map(row).collect_view()}</DataTable> }
}
