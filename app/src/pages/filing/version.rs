//! What was signed, as it was signed.

use axum::response::Response;
use domain::declaration::check::Context;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::{Signed, draft, version};

use super::parts::address;
use super::{content, receipt};
use crate::pages::parts::quarter_name;
use crate::texts::filing as texts;
use crate::ui::summary_list::SummaryList;
use crate::web::{At, Member, Page, Section};

/// `GET /filing/{quarter}/versions/{number}`
pub async fn show(member: Member, At((quarter, number)): At<(Quarter, i32)>) -> Response {
    member.answer(page(&member, quarter, number).await)
}

async fn page(member: &Member, quarter: Quarter, number: i32) -> Result<Page, Error> {
    let lang = member.lang();
    let signed = version(member.ctx(), member.actor(), quarter, number).await?;
    // For the names of pollutants, and the units of their means.
    let context = draft(member.ctx(), member.actor(), quarter).await?.context;
    let title = texts::version_title(lang, quarter_name(lang, quarter), number);
    let heading = title.clone();
    let page = Page::new(title, move || body(lang, &heading, &signed, &context)).within(Section::Filing);
    let page = page.step(texts::title(lang), "/filing").step(quarter_name(lang, quarter), address(quarter));
    Ok(page.here(texts::signed_row(lang, number)))
}

fn body(lang: Lang, heading: &str, signed: &Signed, context: &Context) -> impl IntoView + use<> {
    let newest = i32::try_from(signed.versions).unwrap_or(i32::MAX);
    let standing = if newest == signed.receipt.number {
        texts::version_newest(lang).to_owned()
    } else {
        texts::version_older(lang, newest)
    };
    view! {
        <h1>{heading.to_owned()}</h1>
        <p class="soft">{standing}</p>
        <SummaryList facts=receipt::facts(lang, &signed.receipt)/>
        {content::whole(lang, &signed.content, context, |_| None)}
    }
}
