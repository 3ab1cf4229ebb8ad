//! What the receipt of a signed version certifies.

use domain::lang::Lang;
use leptos::prelude::*;
use services::declarations::Receipt;

use crate::pages::parts::{chinese, named, quarter_name};
use crate::texts::filing as texts;
use crate::ui::summary_list::Fact;
use crate::ui::when;

/// What the receipt certifies.
pub fn facts(lang: Lang, receipt: &Receipt) -> Vec<Fact> {
    let at = receipt.submitted_at;
    let late = if receipt.late { format!(" · {}", texts::fact_late(lang)) } else { String::new() };
    let time = format!("{} {}{late}", when::date(lang, at.day()), when::clock(at));
    let signer = receipt.signed_by.clone().unwrap_or_default();
    let mut facts = vec![
        Fact::new(texts::fact_enterprise(lang), named(lang, &receipt.enterprise.name)),
        Fact::new(texts::fact_quarter(lang), quarter_name(lang, receipt.quarter)),
        Fact::new(texts::fact_version(lang), texts::signed_row(lang, receipt.number)),
        Fact::new(texts::fact_time(lang), view! { <time datetime=at.rfc3339()>{time}</time> }),
        Fact::new(texts::fact_signer(lang), view! { <span lang=chinese(lang)>{signer}</span> }),
    ];
    if !receipt.reason.is_empty() {
        let reason = receipt.reason.clone();
        facts.push(Fact::new(texts::fact_reason(lang), view! { <span lang=chinese(lang)>{reason}</span> }));
    }
    let hash = receipt.hash.clone();
    let hash = view! { <code>{hash}</code><br/><span class="small soft">{texts::fact_hash_what(lang)}</span> };
    facts.push(Fact::new(texts::fact_hash(lang), hash));
    facts
}
