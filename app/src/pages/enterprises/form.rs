//! The form that narrows the list. A plain GET form: its answer has an address that can be kept and sent on.

use domain::enterprise::ManagementClass;
use domain::lang::Lang;
use leptos::prelude::*;
use services::public::Trade;
use services::public::enterprises::Town;

use super::filter::Filter;
use crate::pages::parts::labels;
use crate::texts::enterprises as texts;
use crate::ui::field::Field;
use crate::ui::select::{Choice, Select};

/// The form with what was asked.
pub fn view(lang: Lang, filter: &Filter, towns: Vec<Town>, trades: Vec<Trade>) -> impl IntoView + use<> {
    let query = filter.query.clone();
    let towns =
        towns.into_iter().map(|town| Choice { label: town.name.pick(lang).to_owned(), value: town.code }).collect();
    let industries = trades
        .into_iter()
        .map(|trade| Choice { value: trade.code.to_string(), label: trade.name.pick(lang).to_owned() })
        .collect();
    let classes = ManagementClass::ALL
        .iter()
        .map(|&one| Choice { value: one.to_string(), label: labels::class(lang, one).to_owned() })
        .collect();
    let any = texts::any(lang);
    let clear = filter.narrows().then(|| view! { <a href="/enterprises">{texts::clear(lang)}</a> });
    view! {
        <form role="search" action="/enterprises" method="get" class="stack">
            <div class="filters">
                <Field name="q" label=texts::q(lang) kind="search" value=query.q.unwrap_or_default()/>
                <Select name="town" label=texts::town(lang) any choices=towns chosen=query.town.unwrap_or_default()/>
                <Select name="industry" label=texts::industry(lang) any choices=industries
                    chosen=query.industry.map(|one| one.to_string()).unwrap_or_default()/>
                <Select name="class" label=texts::class(lang) any choices=classes
                    chosen=query.class.map(|one| one.to_string()).unwrap_or_default()/>
            </div>
            <p class="bar-line"><button type="submit">{texts::search(lang)}</button>{clear}</p>
        </form>
    }
}
