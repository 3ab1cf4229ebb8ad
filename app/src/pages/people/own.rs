//! The people of the own enterprise.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::accounts::invitation::list;
use services::accounts::{Account, people};

use super::Side;
use super::invitations::{done, table as invitations};
use super::nav::{must, of, within};
use crate::pages::parts::{chinese, role_name};
use crate::texts::people as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::when;
use crate::web::{Member, Page};

/// `GET /filing/people`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let side = Side::Enterprise;
    must(side, member)?;
    let (lang, own) = (member.lang(), member.actor().account_id);
    let all = people(member.ctx(), member.actor()).await?;
    let open = list(member.ctx(), member.actor()).await?;
    let (nav, done) = (of(side, member), done(lang, member.done()));
    let title = texts::title(lang);
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            {done}
            <p><a class="button" href="/filing/people/new">{texts::invite(lang)}</a></p>
            {table(lang, &all, own)}
            <section aria-labelledby="invitations">
                <h2 id="invitations">{texts::invitations(lang)}</h2>
                {invitations(lang, side, &open)}
            </section>
        }
    };
    Ok(within(side, Page::new(title, body)).here(title))
}

fn table(lang: Lang, all: &[Account], own: i64) -> impl IntoView + use<> {
    let heads = [texts::name(lang), texts::role(lang), texts::login(lang), texts::last_day(lang)];
    let columns = heads.into_iter().map(Column::words).collect();
    let rows = all.iter().map(|account| row(lang, account, own)).collect_view();
    view! { <DataTable caption=texts::title(lang) hide_caption=true records=true columns>{rows}</DataTable> }
}

fn row(lang: Lang, account: &Account, own: i64) -> impl IntoView + use<> {
    let last_day = account.last_day.map_or_else(|| texts::no_last_day(lang).to_owned(), |day| when::date(lang, day));
    let close = if account.id == own {
        view! { <p class="soft">{texts::you(lang)}</p> }.into_any()
    } else {
        let href = format!("/filing/people/{}/close", account.id);
        view! {
            <p>
                <a href=href>
                    {texts::close(lang)}<span class="hidden" lang=chinese(lang)>" " {account.name.clone()}</span>
                </a>
            </p>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row"><span lang=chinese(lang)>{account.name.clone()}</span></th>
            <td data-head=texts::role(lang)>{role_name(lang, account.role)}</td>
            <td data-head=texts::login(lang) class="code">{account.login.clone()}</td>
            <td data-head=texts::last_day(lang)><p>{last_day}</p>{close}</td>
        </tr>
    }
}
