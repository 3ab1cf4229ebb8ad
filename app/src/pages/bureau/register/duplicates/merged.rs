//! Mergings that stand.

use domain::lang::Lang;
use leptos::prelude::*;
use services::register::duplicates::Merged;

use super::addresses::unmerge_address;
use crate::pages::bureau::register::enterprise_address;
use crate::pages::parts::{chinese, named};
use crate::texts::register_duplicates as texts;
use crate::ui::when;

/// Which went into which, by whom and why, and the way to undo each.
pub fn list(lang: Lang, merged: &[Merged]) -> AnyView {
    if merged.is_empty() {
        return view! { <p>{texts::merged_none(lang)}</p> }.into_any();
    }
    view! { <ul class="results">{merged.iter().map(|one| line(lang, one)).collect_view()}</ul> }.into_any()
}

fn line(lang: Lang, merged: &Merged) -> impl IntoView + use<> {
    let (gone, kept) = (merged.gone.to_string(), merged.kept.to_string());
    let (day, by, reason) = (when::date(lang, merged.at.day()), merged.by.clone(), merged.reason.clone());
    let undo = format!("{} {gone}", texts::undo(lang));
    view! {
        <li class="flow">
            <p>
                <a href=enterprise_address(merged.gone)>{named(lang, &merged.gone_name)}</a> " "
                <span class="code">{gone}</span> " " {texts::into(lang)} " "
                <a href=enterprise_address(merged.kept)>{named(lang, &merged.kept_name)}</a> " "
                <span class="code">{kept}</span>
            </p>
            <p class="meta"><span lang=chinese(lang)>{by}</span> <span>{day}</span></p>
            <p class="written" lang=chinese(lang)>{reason}</p>
            <p><a href=unmerge_address(merged.gone) aria-label=undo>{texts::undo(lang)}</a></p>
        </li>
    }
}
