//! All that is delivered, each with its last import.

use domain::lang::Lang;
use domain::sheet::Kind;
use domain::time::Stamp;
use leptos::prelude::*;

use super::labels::kind_name;
use super::provider::feed_address;
use crate::texts::bureau_feeds as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// The table of all kinds.
pub fn section(lang: Lang, providers: &[(Kind, Option<Stamp>)]) -> impl IntoView + use<> {
    let columns = vec![Column::words(texts::kind(lang)), Column::words(texts::last(lang))];
    let row = |(kind, last): &(Kind, Option<Stamp>)| {
        let last = last.map_or_else(|| texts::never(lang).to_owned(), |last| when::moment(lang, last));
        view! {
            <tr>
                <th scope="row"><a href=feed_address(*kind)>{kind_name(lang, *kind)}</a></th>
                <td data-head=texts::last(lang)>{last}</td>
            </tr>
        }
    };
    let rows = providers.iter().map(row).collect_view();
    view! {
        <section aria-labelledby="providers" class="flow">
            <h2 id="providers">{texts::providers(lang)}</h2>
            <p class="soft">{texts::providers_what(lang)}</p>
            <DataTable caption=texts::providers(lang) hide_caption=true records=true columns>{rows}</DataTable>
        </section>
    }
}
