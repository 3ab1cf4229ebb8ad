//! Published cases as a table.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::cases::CaseRow;

use super::labels::violation;
use super::{enterprise_address, fine_figure, named};
use crate::texts::cases as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;

/// The cases, with or without the column of enterprises (an enterprise's own page needs none).
pub fn case_table(lang: Lang, caption: &'static str, cases: &[CaseRow], enterprises: bool) -> impl IntoView + use<> {
    let mut columns = vec![Column::words(texts::published(lang))];
    if enterprises {
        columns.push(Column::words(texts::enterprise(lang)));
    }
    columns.extend([Column::words(texts::violation(lang)), Column::numbers(texts::fine_head(lang))]);
    let rows = cases.iter().map(|case| row(lang, case, enterprises)).collect_view();
    view! { <DataTable caption hide_caption=true records=true columns>{rows}</DataTable> }
}

fn row(lang: Lang, case: &CaseRow, enterprises: bool) -> impl IntoView + use<> {
    let day = case.published_at.day();
    let enterprise = enterprises.then(|| {
        let name = named(lang, &case.enterprise.name);
        let name = if case.enterprise.is_public {
            let href = enterprise_address(case.enterprise.credit_code);
            view! { <a href=href>{name}</a> }.into_any()
        } else {
            name.into_any()
        };
        view! { <td data-head=texts::enterprise(lang)>{name}</td> }
    });
    view! {
        <tr>
            <td data-head=texts::published(lang)>
                <time class="soft" datetime=day.to_string()>{when::date(lang, day)}</time>
            </td>
            {enterprise}
            <th scope="row"><a href=format!("/cases/{}", case.case_no)>{violation(lang, case.kind)}</a></th>
            <td class="n" data-head=texts::fine_head(lang)>{fine_figure(lang, case.fine)}</td>
        </tr>
    }
}
