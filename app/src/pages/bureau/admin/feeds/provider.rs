//! How one provider does.

use axum::response::Response;
use domain::access::{Action, may};
use domain::delivery::{Brought, DeliveryState};
use domain::lang::Lang;
use domain::sheet::Kind;
use leptos::prelude::*;
use services::Error;
use services::feeds::{self, Listed, Provider};

use super::bills;
use super::labels::{kind_name, month_name};
use crate::number::grouped;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::count;
use crate::texts::bureau_feeds as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{At, Member, Page, Section};

/// `GET /bureau/feeds/{feed}`
pub async fn show(member: Member, At(kind): At<Kind>) -> Response {
    member.answer(page(&member, kind).await)
}

/// The page of a kind of delivery.
pub fn feed_address(kind: Kind) -> String {
    format!("/bureau/feeds/{kind}")
}

async fn page(member: &Member, kind: Kind) -> Result<Page, Error> {
    let lang = member.lang();
    let provider = feeds::provider(member.ctx(), member.actor(), kind).await?;
    let manages = may(member.actor().role, Action::ManageRegister);
    let nav = nav(member, AdminPage::Feeds);
    let title = texts::title(lang, kind_name(lang, kind));
    let heading = title.clone();
    let body = move || {
        view! {
            {nav}
            <h1>{heading}</h1>
            {sentences(lang, &provider)}
            {manages.then(|| ways(lang, &provider))}
            {months(lang, &provider)}
            {deliveries(lang, &provider.deliveries)}
        }
    };
    let page = Page::new(title, body).within(Section::Devices);
    Ok(page.step(texts::to_all(lang), "/bureau/feeds").here(kind_name(lang, kind)))
}

/// When it came last, how far it reaches, and who is meant.
fn sentences(lang: Lang, provider: &Provider) -> impl IntoView + use<> {
    let last = provider.last.map(|last| when::date(lang, last.day()));
    let (tone, came) = match (last, provider.overdue) {
        (None, _) => (Tone::Plain, texts::none_ever(lang).to_owned()),
        (Some(last), Some(due)) => (Tone::Warn, texts::overdue(lang, last, when::date(lang, due.0))),
        (Some(last), None) => (Tone::Plain, texts::in_time(lang, last)),
    };
    let known_to = provider.known_to.map(|day| view! { <p>{texts::known_to(lang, when::date(lang, day.0))}</p> });
    let [known, doubtful, strange] = provider.subjects;
    let subjects = (known + doubtful + strange > 0)
        .then(|| view! { <p>{texts::subjects(lang, grouped(known), grouped(doubtful), grouped(strange))}</p> });
    let silent = (provider.silent_meters > 0).then(|| view! { <p>{texts::silent(lang, provider.silent_meters)}</p> });
    view! {
        <Notice tone>
            <p>{came}</p>
            {known_to}
        </Notice>
        {subjects}
        {silent}
    }
}

/// What somebody who manages it can do.
fn ways(lang: Lang, provider: &Provider) -> impl IntoView + use<> {
    let address = feed_address(provider.kind);
    let [_, doubtful, _] = provider.subjects;
    let doubts = (doubtful > 0).then(|| {
        view! { <li><a href=format!("{address}/doubtful")>{texts::to_doubtful(lang, grouped(doubtful))}</a></li> }
    });
    view! {
        <ul class="inline">
            <li><a href=format!("{address}/import")>{texts::to_import(lang)}</a></li>
            {doubts}
            <li><a href=format!("{address}/template")>{texts::to_template(lang)}</a></li>
        </ul>
    }
}

fn months(lang: Lang, provider: &Provider) -> Option<impl IntoView + use<>> {
    let health = provider.months.as_ref()?;
    let newest = match health.newest {
        Some(month) => texts::newest(
            lang,
            month_name(lang, month),
            grouped(count(health.delivered)),
            grouped(count(health.expected)),
        ),
        None => texts::no_month(lang).to_owned(),
    };
    let troubles = bills::troubles(lang, std::slice::from_ref(health));
    Some(view! {
        <section aria-labelledby="months" class="flow">
            <h2 id="months">{texts::months(lang)}</h2>
            <p class="soft">{texts::months_what(lang)}</p>
            <p>{newest}</p>
            {troubles}
        </section>
    })
}

fn deliveries(lang: Lang, listed: &[Listed]) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(texts::at(lang)),
        Column::words(texts::by(lang)),
        Column::words(texts::file(lang)),
        Column::words(texts::days(lang)),
        Column::numbers(texts::new(lang)),
        Column::numbers(texts::changed(lang)),
        Column::numbers(texts::same(lang)),
        Column::numbers(texts::refused(lang)),
        Column::numbers(texts::doubtful(lang)),
        Column::numbers(texts::strange(lang)),
    ];
    let none = listed.is_empty().then(|| view! { <p>{texts::no_deliveries(lang)}</p> });
    let rows = listed.iter().map(|one| row(lang, one)).collect_view();
    let table = (!listed.is_empty()).then(|| {
        view! { <DataTable caption=texts::deliveries(lang) hide_caption=true records=true columns>{rows}</DataTable> }
    });
    view! {
        <section aria-labelledby="deliveries" class="flow">
            <h2 id="deliveries">{texts::deliveries(lang)}</h2>
            {none}
            {table}
        </section>
    }
}

fn row(lang: Lang, one: &Listed) -> impl IntoView + use<> {
    let by = match (one.brought, &one.by) {
        (Brought::Interface, Some(name)) => texts::by_interface(lang, name),
        (_, Some(name)) => name.clone(),
        (_, None) => texts::by_command(lang).to_owned(),
    };
    let days = one.days.map_or_else(
        || "—".to_owned(),
        |(first, last)| if first == last { first.to_string() } else { format!("{first} – {last}") },
    );
    let state = match one.state {
        DeliveryState::Standing => None,
        DeliveryState::Writing => Some(texts::is_writing(lang)),
        DeliveryState::BrokenOff => Some(texts::is_broken_off(lang)),
    };
    let state = state.map(|words| view! { <br/> <strong>{words}</strong> });
    let number = |count: usize| grouped(u64::try_from(count).unwrap_or(u64::MAX));
    let counts = one.counts;
    view! {
        <tr>
            <th scope="row">{when::moment(lang, one.at)} {state}</th>
            <td data-head=texts::by(lang)>{by}</td>
            <td data-head=texts::file(lang)>
                {one.file_name.clone()} " " <span class="soft small code">{one.digest.chars().take(8).collect::<String>()}</span>
            </td>
            <td data-head=texts::days(lang)>{days}</td>
            <td class="n" data-head=texts::new(lang)>{number(counts.new)}</td>
            <td class="n" data-head=texts::changed(lang)>{number(counts.changed)}</td>
            <td class="n" data-head=texts::same(lang)>{number(counts.same)}</td>
            <td class="n" data-head=texts::refused(lang)>{number(counts.refused)}</td>
            <td class="n" data-head=texts::doubtful(lang)>{number(one.doubtful)}</td>
            <td class="n" data-head=texts::strange(lang)>{number(one.strange)}</td>
        </tr>
    }
}
