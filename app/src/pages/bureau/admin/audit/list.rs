//! The log, newest first.

use axum::response::Response;
use domain::access::{Action, Role, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::audit::{self, Act, Line, Log};

use super::acts::act_name;
use super::asked::Asked;
use super::detail;
use super::subject::subject;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::{chinese, role_name};
use crate::texts::{admin, admin_audit as texts};
use crate::ui::data_table::{Column, DataTable};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::field::Field;
use crate::ui::select::{Choice, Select};
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// `GET /bureau/audit?who=&act=&day=&before=`
pub async fn list(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let (lang, role) = (member.lang(), member.actor().role);
    let asked = Asked::of(member.visitor());
    let log = audit::read(member.ctx(), member.actor(), &asked.wanted()).await?;
    let nav = nav(member, AdminPage::Audit);
    let title = texts::title(lang);
    let body = move || {
        let wrong = asked.bad_day.then(|| FieldError { name: "day".into(), message: texts::bad_day(lang).into() });
        view! {
            {nav}
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            <ErrorSummary title=texts::problems(lang) errors=wrong.into_iter().collect()/>
            {filter(lang, &asked)}
            {lines(lang, role, &log)}
            {ways(lang, &asked, &log)}
            {file(lang, &asked, &log)}
        }
    };
    Ok(Page::new(title, body).within(Section::Audit).here(title))
}

fn filter(lang: Lang, asked: &Asked) -> impl IntoView + use<> {
    let choices =
        Act::ALL.iter().map(|&act| Choice { value: act.as_str().to_owned(), label: act_name(lang, act).to_owned() });
    let chosen = asked.act.map_or("", Act::as_str);
    let error = asked.bad_day.then(|| texts::bad_day(lang).to_owned());
    let clear = asked.narrows().then(|| view! { <a href="/bureau/audit">{admin::clear(lang)}</a> });
    view! {
        <form role="search" action="/bureau/audit" method="get" class="stack">
            <div class="filters">
                <Field name="who" label=texts::who(lang) kind="search" value=asked.who.clone()/>
                <Select name="act" label=texts::act(lang) any=admin::any(lang) choices=choices.collect() chosen/>
                <Field name="day" label=texts::day(lang) kind="date" value=asked.day.clone() error/>
            </div>
            <p class="bar-line"><button type="submit">{admin::search(lang)}</button>{clear}</p>
        </form>
    }
}

fn lines(lang: Lang, role: Role, log: &Log) -> impl IntoView + use<> {
    if log.lines.is_empty() {
        return view! { <p>{texts::none(lang)}</p> }.into_any();
    }
    let heads = [texts::time(lang), texts::who(lang), texts::act(lang), texts::about(lang), texts::detail(lang)];
    let columns = heads.into_iter().map(Column::words).collect();
    let rows = log.lines.iter().map(|line| row(lang, role, line)).collect_view();
    view! { <DataTable caption=texts::title(lang) hide_caption=true records=true columns>{rows}</DataTable> }.into_any()
}

fn row(lang: Lang, role: Role, line: &Line) -> impl IntoView + use<> {
    let act = line.act().map_or_else(|| line.word.clone(), |act| act_name(lang, act).to_owned());
    let detail = detail::view(lang, &line.detail);
    let head = detail.is_some().then(|| texts::detail(lang));
    let at = line.at;
    // Of a reporter's message the hour is all that was kept.
    let moment = if line.is_of_a_reporter() {
        when::hour(lang, at)
    } else {
        format!("{} {}", when::short_date(lang, at.day()), when::clock(at))
    };
    view! {
        <tr>
            <td data-head=texts::time(lang)><time datetime=at.rfc3339()>{moment}</time></td>
            <td data-head=texts::who(lang)>{who(lang, role, line)}</td>
            <th scope="row" data-head=texts::act(lang)>{act}</th>
            <td data-head=texts::about(lang)>{subject(lang, role, &line.about)}</td>
            <td data-head=head>{detail}</td>
        </tr>
    }
}

/// The person with the role of that moment; the portal itself, or the public, where there is none.
fn who(lang: Lang, role: Role, line: &Line) -> AnyView {
    let Some(who) = &line.who else { return view! { <span class="soft">{texts::nobody(lang)}</span> }.into_any() };
    let name = view! { <span lang=chinese(lang)>{who.name.clone()}</span> };
    let name = if may(role, Action::ManageAccounts) {
        view! { <a href=format!("/bureau/accounts/{}", who.account_id)>{name}</a> }.into_any()
    } else {
        name.into_any()
    };
    view! { {name} " " <span class="soft small">{role_name(lang, line.role)}</span> }.into_any()
}

/// On to older lines, and back to the newest.
fn ways(lang: Lang, asked: &Asked, log: &Log) -> impl IntoView + use<> {
    let newest =
        asked.before.is_some().then(|| view! { <li><a href=asked.address(None)>{texts::newest(lang)}</a></li> });
    let older = log.next_before.map(|before| {
        view! { <li><a rel="next" href=asked.address(Some(before))>{texts::older(lang)}</a></li> }
    });
    (newest.is_some() || older.is_some())
        .then(|| view! { <nav aria-label=admin::pages(lang)><ul class="pages">{newest}{older}</ul></nav> })
}

/// All of it, older lines too, as a file.
fn file(lang: Lang, asked: &Asked, log: &Log) -> Option<impl IntoView + use<>> {
    let is_there = !asked.bad_day && !log.lines.is_empty();
    is_there.then(|| view! { <p><a href=asked.file(None)>{texts::csv(lang)}</a></p> })
}
