//! `GET /bureau/tips`: the queue; for the custodian, who reads no tip-off, those whose reporters left a contact.

use axum::response::Response;
use chrono::NaiveDate;
use domain::access::{Action, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::public::PageOf;
use services::public::enterprises::{Town, towns};
use services::tips::{QueueRow, Show, queue};

use super::filter::{Filter, shows, word};
use super::{address, custodian};
use crate::pages::parts::labels::{reported, tip_status};
use crate::pages::parts::named;
use crate::texts::{bureau_tips as texts, shell};
use crate::ui::data_table::{Column, DataTable};
use crate::ui::field::Field;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::select::{Choice, Select};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// `GET /bureau/tips?show=&town=&number=&page=`
pub async fn show(member: Member) -> Response {
    let role = member.actor().role;
    let is_custodian = may(role, Action::OpenIdentity) && !may(role, Action::ReadTip);
    let page = if is_custodian { custodian::page(&member).await } else { page(&member).await };
    member.answer(page)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let filter = Filter::of(member.visitor())?;
    let found = queue(member.ctx(), member.actor(), &filter.query).await?;
    // Who has an area of their own has nothing to choose from.
    let towns = if member.actor().role.is_local() { Vec::new() } else { towns(member.ctx()).await? };
    let (title, today) = (shell::nav_tips(lang), member.ctx().now().day());
    let body = move || {
        view! {
            <h1>{texts::queue(lang)}</h1>
            {form(lang, &filter, towns)}
            {list(lang, today, filter, &found)}
        }
    };
    Ok(Page::new(title, body).within(Section::Tips).here(title).secret())
}

fn form(lang: Lang, filter: &Filter, towns: Vec<Town>) -> AnyView {
    let query = filter.query.clone();
    let shows = shows().map(|show| Choice { value: word(show).to_owned(), label: show_name(lang, show).to_owned() });
    let town = |town: Town| Choice { label: town.name.pick(lang).to_owned(), value: town.code };
    let towns: Vec<_> = towns.into_iter().map(town).collect();
    let towns = (!towns.is_empty()).then(|| {
        let chosen = query.town.clone().unwrap_or_default();
        view! { <Select name="town" label=texts::town(lang) any=texts::any_town(lang) choices=towns chosen error=None/> }
    });
    let clear = (filter.page(1) != "/bureau/tips").then(|| view! { <a href="/bureau/tips">{texts::clear(lang)}</a> });
    view! {
        <form role="search" action="/bureau/tips" method="get" class="stack">
            <div class="filters">
                <Field name="number" label=texts::number(lang) error=None value=query.number.unwrap_or_default()/>
                <Select name="show" label=texts::show(lang) any=texts::show_open(lang) choices=shows.skip(1).collect()
                    chosen=word(query.show) error=None/>
                {towns}
            </div>
            <p class="bar-line"><button type="submit">{texts::filter(lang)}</button>{clear}</p>
        </form>
    }
    .into_any()
}

fn show_name(lang: Lang, show: Show) -> &'static str {
    match show {
        Show::Open => texts::show_open(lang),
        Show::Overdue => texts::show_overdue(lang),
        Show::In(status) => tip_status(lang, status).1,
        Show::All => texts::show_all(lang),
    }
}

fn list(lang: Lang, today: NaiveDate, filter: Filter, found: &PageOf<QueueRow>) -> AnyView {
    if found.total == 0 {
        return view! { <p>{texts::none(lang)}</p> }.into_any();
    }
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let columns = vec![
        Column::words(texts::number(lang)),
        Column::words(texts::state(lang)),
        Column::words(texts::due(lang)),
        Column::words(texts::about(lang)),
        Column::words(texts::kind(lang)),
        Column::words(texts::town(lang)),
        Column::words(texts::received(lang)),
    ];
    let rows = found.items.iter().map(|item| row(lang, today, item)).collect_view();
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{texts::found(lang, found.total)}</h2>
            <DataTable caption=texts::queue(lang) hide_caption=true records=true columns>{rows}</DataTable>
            <Pagination current last words address=Box::new(move |page| filter.page(page))/>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, today: NaiveDate, row: &QueueRow) -> impl IntoView + use<> {
    let (tone, status) = tip_status(lang, row.status);
    let due = match row.due_at {
        Some(at) if row.overdue => {
            let days = u64::try_from((today - at.day()).num_days()).unwrap_or_default().max(1);
            let word = texts::overdue_by(lang, days);
            view! { <Tag tone=Tone::Over word/> }.into_any()
        }
        Some(at) => view! { <time datetime=at.rfc3339()>{when::date_near(lang, at.day(), today)}</time> }.into_any(),
        None => texts::nothing_due(lang).into_any(),
    };
    let about = match &row.enterprise {
        Some(name) => named(lang, name).into_any(),
        None => texts::no_enterprise(lang).into_any(),
    };
    let kind = row.kind.map_or_else(|| texts::unsaid(lang), |kind| reported(lang, kind));
    let again = row.wrote_again.then(|| view! { " " <Tag tone=Tone::Warn word=texts::wrote_again(lang)/> });
    let town = row.town.as_ref().map(|town| named(lang, town));
    view! {
        <tr>
            <th scope="row"><a class="code" href=address(&row.tip_no)>{row.tip_no.clone()}</a></th>
            <td data-head=texts::state(lang)><Tag tone word=status/>{again}</td>
            <td data-head=texts::due(lang)>{due}</td>
            <td data-head=texts::about(lang)>{about}</td>
            <td data-head=texts::kind(lang)>{kind}</td>
            <td data-head=texts::town(lang)>{town}</td>
            <td data-head=texts::received(lang)>
                <time datetime=row.received_at.rfc3339()>{when::moment_near(lang, row.received_at, today)}</time>
            </td>
        </tr>
    }
}
