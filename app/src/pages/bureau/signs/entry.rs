//! A sign in a list.

use domain::lang::Lang;
use leptos::prelude::*;
use services::signs::SignRow;

use crate::pages::bureau::addresses::sign_address;
use crate::pages::parts::sign::{sign_said, sign_tags, sign_title};
use crate::texts::bureau_signs as texts;
use crate::ui::when;

/// A row of a list about an outlet or an enterprise that is named already.
pub fn entry(lang: Lang, row: &SignRow) -> impl IntoView + use<> {
    let head = view! { <a href=sign_address(row.id)>{sign_title(lang, row)}</a> };
    let answer = row.answer_due.map(|due| {
        let day = when::short_date(lang, due.day());
        if row.answer_overdue { texts::answer_overdue(lang, day) } else { texts::answer_by(lang, day) }
    });
    view! {
        <li>
            <h3>{head}</h3>
            {sign_tags(lang, row)}
            <p class="more">{sign_said(lang, row)}</p>
            <p class="meta">
                <span>{texts::recorded(lang, when::short_date(lang, row.recorded_at.day()))}</span>
                {answer.map(|said| view! { <span>{said}</span> })}
            </p>
        </li>
    }
}
