//! A signed version: whether it stands, what its receipt certifies, what it says, and the versions beside it.

use domain::lang::Lang;
use leptos::prelude::*;
use services::declarations::{Receipt, Signed};

use super::{content, facts};
use crate::pages::parts::{around, chinese};
use crate::texts::filing as texts;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::when;

/// The page below its heading; `address` is that of a version of the same quarter.
pub fn signed(lang: Lang, signed: &Signed, address: impl Fn(i32) -> String) -> AnyView {
    let number = signed.receipt.number;
    let newest = signed.versions.last().map_or(number, |version| version.number);
    let standing =
        if newest == number { texts::version_newest(lang).to_owned() } else { texts::version_older(lang, newest) };
    view! {
        <p class="soft">{standing}</p>
        <SummaryList facts=with_number(lang, &signed.receipt, format!("{}/text", address(number)))/>
        {content::whole(lang, &signed.content, &signed.context, |_| None)}
        {versions(lang, signed, address)}
    }
    .into_any()
}

/// What the receipt certifies, under its number.
fn with_number(lang: Lang, receipt: &Receipt, text: String) -> Vec<Fact> {
    let number = receipt.receipt_no.clone();
    let number = Fact::new(texts::receipt_label(lang), view! { <span class="code">{number}</span> });
    std::iter::once(number).chain(facts(lang, receipt, text)).collect()
}

/// When a version was signed, by whom and why, with its receipt.
pub fn signed_line(lang: Lang, version: &Receipt) -> AnyView {
    let at = when::moment(lang, version.submitted_at);
    let say = |by: &str| texts::signed_when(lang, at, by, &version.receipt_no);
    let signed = match &version.signed_by {
        Some(by) => around(lang, by, say),
        None => say(texts::somebody(lang)).into_any(),
    };
    let reason = version.reason.clone();
    let reason = (!reason.is_empty()).then(|| view! { <span lang=chinese(lang)>{reason}</span> });
    view! { <p class="meta"><span>{signed}</span>{reason}</p> }.into_any()
}

/// Every version, the newest first; nothing where there is only this one.
fn versions(lang: Lang, signed: &Signed, address: impl Fn(i32) -> String) -> Option<AnyView> {
    let shown = signed.receipt.number;
    let row = |version: &Receipt| {
        let current = (version.number == shown).then_some("page");
        view! {
            <li>
                <h3><a href=address(version.number) aria-current=current>{texts::signed_row(lang, version.number)}</a></h3>
                {signed_line(lang, version)}
            </li>
        }
    };
    let rows = signed.versions.iter().rev().map(row).collect_view();
    (signed.versions.len() > 1).then(|| {
        view! {
            <section aria-labelledby="signed">
                <h2 id="signed">{texts::signed_title(lang)}</h2>
                <ul class="results">{rows}</ul>
            </section>
        }
        .into_any()
    })
}
