//! The enterprises that were found, each with the state of its monitors.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::PageOf;
use services::public::enterprises::EnterpriseRow;

use super::filter::Filter;
use crate::pages::parts::{enterprise_address, enterprise_entry};
use crate::texts::enterprises as texts;
use crate::ui::pagination::{PageWords, Pagination};

/// The list, or what helps when it is empty.
pub fn view(lang: Lang, filter: &Filter, found: PageOf<EnterpriseRow>) -> impl IntoView + use<> {
    if found.total == 0 {
        return none(lang).into_any();
    }
    let pages = found.pages();
    let current = u64::from(found.page);
    let beyond = found.items.is_empty().then(|| {
        view! { <p>{texts::beyond(lang)} " " <a href=filter.page(1)>{texts::first_page(lang)}</a></p> }
    });
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let address = filter.clone();
    let rows = found.items.iter().map(|row| enterprise_entry(lang, row, enterprise_address(row.credit_code)));
    view! {
        <section aria-labelledby="found" class="flow">
            <div class="bar-line">
                <h2 id="found">{texts::found(lang, found.total)}</h2>
                <span class="small soft">{(pages > 1 && current <= pages).then(|| texts::page(lang, current, pages))}</span>
                <a class="small" href=filter.csv()>{texts::csv(lang)}</a>
            </div>
            {beyond}
            <ul class="results">{rows.collect_view()}</ul>
            <Pagination current last=pages words address=Box::new(move |page| address.page(page))/>
        </section>
    }
    .into_any()
}

fn none(lang: Lang) -> impl IntoView {
    view! {
        <section aria-labelledby="found" class="prose">
            <h2 id="found">{texts::none(lang)}</h2>
            <p>{texts::none_help(lang)}</p>
            <ul>
                <li>{texts::none_shorter(lang)}</li>
                <li>{texts::none_wider(lang)}</li>
                <li><a href="/enterprises">{texts::none_all(lang)}</a></li>
                <li><a href="/tip">{texts::none_tip(lang)}</a></li>
            </ul>
        </section>
    }
}
