//! The receipt of a signed version.

use axum::response::Response;
use chrono::NaiveDate;
use domain::declaration::deadline::last_day;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::{Receipt, version};

use super::parts::address;
use crate::pages::parts::declaration::facts;
use crate::pages::parts::quarter_name;
use crate::texts::filing as texts;
use crate::ui::confirmation::Confirmation;
use crate::ui::summary_list::SummaryList;
use crate::ui::when;
use crate::web::{At, Member, Page, Section};

/// `GET /filing/{quarter}/receipts/{number}`
pub async fn show(member: Member, At((quarter, number)): At<(Quarter, i32)>) -> Response {
    member.answer(page(&member, quarter, number).await)
}

async fn page(member: &Member, quarter: Quarter, number: i32) -> Result<Page, Error> {
    let lang = member.lang();
    let receipt = version(member.ctx(), member.actor(), quarter, number).await?.receipt;
    let today = member.ctx().now().day();
    let title = texts::receipt_page(lang);
    let page = Page::new(format!("{title} {}", receipt.receipt_no), move || body(lang, &receipt, today));
    let page = page.within(Section::Filing).step(texts::title(lang), "/filing");
    Ok(page.step(quarter_name(lang, quarter), address(quarter)).here(title))
}

fn body(lang: Lang, receipt: &Receipt, today: NaiveDate) -> impl IntoView + use<> {
    let last = last_day(receipt.quarter);
    let wrong = if today > last {
        texts::next_wrong_closed(lang, when::date(lang, last))
    } else {
        texts::next_wrong(lang, when::date(lang, last))
    };
    let steps = [
        texts::next_check(lang).to_owned(),
        texts::next_questions(lang).to_owned(),
        texts::next_public(lang).to_owned(),
        wrong,
    ];
    let base = address(receipt.quarter);
    let text = format!("{base}/versions/{}/text", receipt.number);
    let step = |words: String| view! { <li>{words}</li> };
    view! {
        <Confirmation title=texts::receipt_title(lang) label=texts::receipt_label(lang)
            reference=receipt.receipt_no.clone()>
            <p>{texts::receipt_keep(lang)} <span class="no-print">" " {texts::print_hint(lang)}</span></p>
        </Confirmation>
        <SummaryList facts=facts(lang, receipt, text)/>
        <section aria-labelledby="next" class="prose">
            <h2 id="next">{texts::next_title(lang)}</h2>
            <ol>{steps.map(step).into_iter().collect_view()}</ol>
        </section>
        <ul class="inline no-print">
            <li><a href=format!("{base}/versions/{}", receipt.number)>{texts::see_signed(lang)}</a></li>
            <li><a href="/filing">{texts::back_to_quarters(lang)}</a></li>
        </ul>
    }
}
