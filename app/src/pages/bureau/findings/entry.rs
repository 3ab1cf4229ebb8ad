//! A finding in a list.

use domain::lang::Lang;
use leptos::prelude::*;
use services::findings::FindingRow;

use crate::pages::bureau::addresses::finding_address;
use crate::pages::parts::finding::{about, finding_status, severity};
use crate::pages::parts::{named, quarter_name};
use crate::texts::bureau_findings as texts;
use crate::ui::tag::Tag;
use crate::ui::when;

/// A row of the queue; the enterprise's name leads to the finding.
pub fn entry(lang: Lang, row: &FindingRow) -> impl IntoView + use<> {
    let name = named(lang, &row.enterprise.name);
    let head = view! { <a href=finding_address(row.id)>{name} " · " {about(lang, &row.about)}</a> };
    view! { <li><h3>{head}</h3>{tags(lang, row)}{said(lang, row)}{meta(lang, row, true)}</li> }
}

/// A row about an enterprise that the page is about already.
pub fn short_entry(lang: Lang, row: &FindingRow) -> impl IntoView + use<> {
    let head = view! { <a href=finding_address(row.id)>{about(lang, &row.about)}</a> };
    view! { <li><h3>{head}</h3>{tags(lang, row)}{said(lang, row)}{meta(lang, row, false)}</li> }
}

/// How grave, and where it stands.
pub fn tags(lang: Lang, row: &FindingRow) -> impl IntoView + use<> {
    let ((grave, word), (tone, status)) = (severity(lang, row.severity), finding_status(lang, row.status));
    view! { <p class="state"><Tag tone=grave word/> " " <Tag tone word=status/></p> }
}

fn said(lang: Lang, row: &FindingRow) -> impl IntoView + use<> {
    view! { <p class="more">{named(lang, &row.said)}</p> }
}

fn meta(lang: Lang, row: &FindingRow, with_town: bool) -> impl IntoView + use<> {
    let title = row.title.as_ref().map(|title| title.pick(lang).to_owned()).unwrap_or_default();
    let town = with_town.then(|| named(lang, &row.enterprise.town));
    let due = row.answer_due.map(|due| {
        let day = when::short_date(lang, due.day());
        if row.overdue { texts::overdue(lang, day) } else { texts::due(lang, day) }
    });
    view! {
        <p class="meta">
            <span>{row.rule.clone()} " " {title}</span>
            <span>{quarter_name(lang, row.quarter)}</span>
            {town}
            <span>{texts::made(lang, when::short_date(lang, row.created_at.day()))}</span>
            {due.map(|due| view! { <span>{due}</span> })}
        </p>
    }
}
