//! The list of accounts.

use axum::response::Response;
use domain::access::Role;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::accounts::{self, Account, Wanted};
use services::public::PageOf;

use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::bureau::admin::pages::pages;
use crate::pages::parts::{chinese, named, role_name};
use crate::texts::{admin, admin_accounts as texts};
use crate::ui::data_table::{Column, DataTable};
use crate::ui::field::Field;
use crate::ui::select::{Choice, Select};
use crate::ui::when;
use crate::web::{Member, Page, Section, Visitor, with_params};

/// Accounts a page.
const PER_PAGE: u32 = 50;

/// `GET /bureau/accounts?q=&role=&state=&page=`
pub async fn list(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let wanted = wanted(member.visitor())?;
    let found = accounts::list(member.ctx(), member.actor(), &wanted).await?;
    let nav = nav(member, AdminPage::Accounts);
    let title = texts::title(lang);
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            <p class="lead">{sentence(lang, &wanted, found.total)}</p>
            <p class="bar-line">
                <a class="button" href="/bureau/invitations/new">{texts::invite(lang)}</a>
                <a href="/bureau/invitations">{texts::invitations(lang)}</a>
                <a href="/bureau/accounts/new">{texts::new(lang)}</a>
            </p>
            {filter(lang, &wanted)}
            {table(lang, &wanted, found)}
        }
    };
    Ok(Page::new(title, body).within(Section::Accounts).here(title))
}

fn wanted(visitor: &Visitor) -> Result<Wanted, Error> {
    let q = visitor.param("q").map(str::to_owned);
    let paging = visitor.paging(PER_PAGE)?;
    Ok(Wanted { q, role: visitor.one_of("role")?, closed: visitor.param("state") == Some("closed"), paging })
}

fn sentence(lang: Lang, wanted: &Wanted, total: u64) -> String {
    match (wanted.q.is_some() || wanted.role.is_some(), wanted.closed) {
        (true, _) => texts::found(lang, total),
        (false, true) => texts::total_closed(lang, total),
        (false, false) => texts::total(lang, total),
    }
}

fn filter(lang: Lang, wanted: &Wanted) -> impl IntoView + use<> {
    let chosen = wanted.role.map(|role| role.to_string()).unwrap_or_default();
    let closed = vec![Choice { value: "closed".to_owned(), label: texts::only_closed(lang).to_owned() }];
    let narrows = wanted.q.is_some() || wanted.role.is_some() || wanted.closed;
    let clear = narrows.then(|| view! { <a href="/bureau/accounts">{admin::clear(lang)}</a> });
    let q = wanted.q.clone().unwrap_or_default();
    let state = if wanted.closed { "closed" } else { "" };
    view! {
        <form role="search" action="/bureau/accounts" method="get" class="stack">
            <div class="filters">
                <Field name="q" label=texts::q(lang) kind="search" value=q/>
                <Select name="role" label=texts::role(lang) any=admin::any(lang) choices=roles(lang) chosen/>
                <Select name="state" label=texts::state(lang) any=texts::only_open(lang) choices=closed chosen=state/>
            </div>
            <p class="bar-line"><button type="submit">{admin::search(lang)}</button>{clear}</p>
        </form>
    }
}

/// The roles that an account can have, as choices.
pub(super) fn roles(lang: Lang) -> Vec<Choice> {
    let roles = Role::ALL.iter().filter(|&&role| role != Role::Public);
    roles.map(|&role| Choice { value: role.to_string(), label: role_name(lang, role).to_owned() }).collect()
}

fn table(lang: Lang, wanted: &Wanted, found: PageOf<Account>) -> impl IntoView + use<> {
    if found.total == 0 {
        return view! { <p>{texts::none(lang)}</p> }.into_any();
    }
    let heads = [texts::name(lang), texts::role(lang), texts::belongs(lang), texts::login(lang), texts::state(lang)];
    let columns = heads.into_iter().map(Column::words).collect();
    let rows = found.items.iter().map(|account| row(lang, account)).collect_view();
    let (q, role) = (wanted.q.clone().unwrap_or_default(), wanted.role);
    let state = if wanted.closed { "closed" } else { "" };
    let address = move |page: &str| {
        let role = role.map(Role::as_str).unwrap_or_default();
        with_params("/bureau/accounts", [("q", q.as_str()), ("role", role), ("state", state), ("page", page)])
    };
    view! {
        <DataTable caption=texts::title(lang) hide_caption=true records=true columns>{rows}</DataTable>
        {pages(lang, &found, address)}
    }
    .into_any()
}

fn row(lang: Lang, account: &Account) -> impl IntoView + use<> {
    let state = match account.closed_at {
        Some(at) => texts::closed_on(lang, when::date(lang, at.day())),
        None => texts::open_since(lang, when::date(lang, account.created_at.day())),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/bureau/accounts/{}", account.id) lang=chinese(lang)>{account.name.clone()}</a>
            </th>
            <td data-head=texts::role(lang)>{role_name(lang, account.role)}</td>
            <td data-head=texts::belongs(lang)>{belongs(lang, account)}</td>
            <td data-head=texts::login(lang) class="code">{account.login.clone()}</td>
            <td data-head=texts::state(lang)>{state}</td>
        </tr>
    }
}

/// The enterprise or the town; the bureau where it is neither.
pub(super) fn belongs(lang: Lang, account: &Account) -> AnyView {
    match (&account.enterprise, &account.town) {
        (Some(works), _) => named(lang, &works.name).into_any(),
        (None, Some(town)) => named(lang, town).into_any(),
        (None, None) if account.role.is_local() => texts::no_town(lang).into_any(),
        (None, None) => texts::bureau(lang).into_any(),
    }
}
