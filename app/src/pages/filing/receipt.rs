//! The receipt of a signed version.

use axum::response::Response;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::{Receipt, version};

use super::parts::address;
use crate::pages::parts::{chinese, named, quarter_name};
use crate::texts::filing as texts;
use crate::ui::confirmation::Confirmation;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::when;
use crate::web::{At, Member, Page, Section};

/// `GET /filing/{quarter}/receipts/{number}`
pub async fn show(member: Member, At((quarter, number)): At<(Quarter, i32)>) -> Response {
    member.answer(page(&member, quarter, number).await)
}

async fn page(member: &Member, quarter: Quarter, number: i32) -> Result<Page, Error> {
    let lang = member.lang();
    let receipt = version(member.ctx(), member.actor(), quarter, number).await?.receipt;
    let title = texts::receipt_page(lang);
    let page = Page::new(format!("{title} {}", receipt.receipt_no), move || body(lang, &receipt));
    let page = page.within(Section::Filing).step(texts::title(lang), "/filing");
    Ok(page.step(quarter_name(lang, quarter), address(quarter)).here(title))
}

fn body(lang: Lang, receipt: &Receipt) -> impl IntoView + use<> {
    let last = when::date(lang, domain::declaration::deadline::last_day(receipt.quarter));
    let steps = [
        texts::next_check(lang).to_owned(),
        texts::next_questions(lang).to_owned(),
        texts::next_public(lang).to_owned(),
        texts::next_wrong(lang, last),
    ];
    let base = address(receipt.quarter);
    let step = |words: String| view! { <li>{words}</li> };
    view! {
        <Confirmation title=texts::receipt_title(lang) label=texts::receipt_label(lang)
            reference=receipt.receipt_no.clone()>
            <p>{texts::receipt_keep(lang)} <span class="no-print">" " {texts::print_hint(lang)}</span></p>
        </Confirmation>
        <SummaryList facts=facts(lang, receipt)/>
        <section aria-labelledby="next" class="prose">
            <h2 id="next">{texts::next_title(lang)}</h2>
            <ol>{steps.map(step).into_iter().collect_view()}</ol>
        </section>
        <ul class="inline no-print">
            <li><a href=format!("{base}/versions/{}", receipt.number)>{texts::see_signed(lang)}</a></li>
            <li><a href="/filing">{texts::back_to_desk(lang)}</a></li>
        </ul>
    }
}

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
