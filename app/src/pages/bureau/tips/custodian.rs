//! The custodian's list: numbers and openings, and nothing that a reporter wrote.

use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::tips::{IdentityFile, with_contact};

use super::address;
use crate::pages::parts::{count, labels::tip_status};
use crate::texts::{bureau_tips, shell, tip_identity as texts};
use crate::ui::data_table::{Column, DataTable};
use crate::ui::tag::Tag;
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// The page.
pub async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let files = with_contact(member.ctx(), member.actor()).await?;
    let title = shell::nav_tips(lang);
    let body = move || {
        let list = if files.is_empty() { view! { <p>{texts::none(lang)}</p> }.into_any() } else { table(lang, &files) };
        view! { <h1>{texts::list(lang)}</h1><p class="lead">{texts::list_what(lang)}</p>{list} }
    };
    Ok(Page::new(title, body).within(Section::Tips).here(title).secret())
}

fn table(lang: Lang, files: &[IdentityFile]) -> AnyView {
    let columns = vec![
        Column::words(bureau_tips::number(lang)),
        Column::words(bureau_tips::state(lang)),
        Column::words(bureau_tips::received(lang)),
        Column::numbers(texts::opened(lang)),
    ];
    let rows = files.iter().map(|file| row(lang, file)).collect_view();
    view! { <DataTable caption=texts::list(lang) hide_caption=true records=true columns>{rows}</DataTable> }.into_any()
}

fn row(lang: Lang, file: &IdentityFile) -> impl IntoView + use<> {
    let (tone, status) = tip_status(lang, file.status);
    let href = format!("{}/identity", address(&file.tip_no));
    view! {
        <tr>
            <th scope="row"><a class="code" href=href>{file.tip_no.clone()}</a></th>
            <td data-head=bureau_tips::state(lang)><Tag tone word=status/></td>
            <td data-head=bureau_tips::received(lang)>{when::moment(lang, file.received_at)}</td>
            <td class="n" data-head=texts::opened(lang)>{count(file.openings.len())}</td>
        </tr>
    }
}
