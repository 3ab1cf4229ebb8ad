//! The page of the feeds: what is late, in a sentence, then the figures.

use axum::response::Response;
use domain::lang::Lang;
use domain::utility::DUE_DAY;
use leptos::prelude::*;
use services::Error;
use services::feeds::{self, Health};

use super::labels::{feed_name, month_names, percent};
use super::{bills, hours, providers};
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::texts::admin_feeds as texts;
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// `GET /bureau/feeds`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let health = feeds::health(member.ctx(), member.actor()).await?;
    let all = feeds::providers(member.ctx(), member.actor()).await?;
    let nav = nav(member, AdminPage::Feeds);
    let title = texts::title(lang);
    let body = move || {
        let sentences = sentences(lang, &health).into_iter().map(|words| view! { <p class="lead">{words}</p> });
        view! {
            {nav}
            <h1>{title}</h1>
            {sentences.collect_view()}
            <p class="asof">{texts::as_of(lang, when::moment(lang, health.as_of))}</p>
            {providers::section(lang, &all)}
            <section aria-labelledby="bills" class="flow">
                <h2 id="bills">{texts::bills(lang)}</h2>
                <p class="soft">{texts::bills_due(lang, DUE_DAY)}</p>
                {bills::table(lang, &health.bills)}
                {bills::troubles(lang, &health.bills)}
            </section>
            {hours::section(lang, &health.hours)}
        }
    };
    Ok(Page::new(title, body).within(Section::Devices).here(title))
}

/// What is late, plainly; and how the loggers do.
fn sentences(lang: Lang, health: &Health) -> Vec<String> {
    let late: Vec<_> = health.bills.iter().filter(|feed| !feed.late.is_empty()).collect();
    let mut said: Vec<String> = late
        .iter()
        .map(|feed| match feed.newest {
            Some(_) => texts::late(lang, feed_name(lang, feed.feed), month_names(lang, &feed.late)),
            None => texts::nothing_ever(lang, feed_name(lang, feed.feed)),
        })
        .collect();
    if late.is_empty() {
        said.push(texts::none_late(lang).to_owned());
    }
    if health.hours.outlets > 0 {
        let until = when::moment(lang, health.hours.until);
        said.push(texts::hours_share(lang, until, percent(health.hours.day, health.hours.day_due)));
    }
    said
}
