//! What the receipt of a signed version certifies.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::lang::Lang;
use leptos::prelude::*;
use services::declarations::{Receipt, Signed};

use crate::pages::parts::{chinese, named, quarter_name};
use crate::texts::filing as texts;
use crate::ui::summary_list::Fact;
use crate::ui::when;

/// What the receipt certifies; `text` is the address of the text that was signed.
pub fn facts(lang: Lang, receipt: &Receipt, text: String) -> Vec<Fact> {
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
    facts.push(Fact::new(texts::fact_text(lang), signed_text(lang, receipt, text)));
    facts
}

/// Where the text is, who may fetch it, and how its checksum is made again.
fn signed_text(lang: Lang, receipt: &Receipt, address: String) -> impl IntoView + use<> {
    let file = file_name(receipt);
    let command = format!("sha256sum {file}");
    let (before, after) = texts::fact_text_check(lang, "\0").split_once('\0').map_or_else(Default::default, owned);
    view! {
        <a href=address download=file.clone()>{texts::fact_text_get(lang, &file)}</a>
        <br/>
        <span class="small">{before}<code>{command}</code>{after}</span>
        <br/>
        <span class="small soft">{texts::fact_text_who(lang)}</span>
    }
}

fn owned((before, after): (&str, &str)) -> (String, String) {
    (before.to_owned(), after.to_owned())
}

/// The name of the file with the text.
fn file_name(receipt: &Receipt) -> String {
    format!("{}.txt", receipt.receipt_no)
}

/// The text that was signed, byte for byte as its hash was taken.
pub fn text_file(signed: Signed) -> Response {
    let disposition = format!("attachment; filename=\"{}\"", file_name(&signed.receipt));
    let head = [
        (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (CONTENT_DISPOSITION, HeaderValue::try_from(disposition).unwrap_or(HeaderValue::from_static("attachment"))),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (head, signed.text).into_response()
}
