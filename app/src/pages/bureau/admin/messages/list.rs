//! Which messages went to the webhook, which wait and why.

use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::messages::{self, Posted, PostedPage};

use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::labels::message_kind;
use crate::texts::admin_messages as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// `GET /bureau/messages`
pub async fn list(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let posted = messages::posted(member.ctx(), member.actor()).await?;
    let has_mail = member.ctx().mailer().reaches_people();
    let manages = may(member.actor().role, Action::ManageJobs);
    let (nav, done) = (nav(member, AdminPage::Messages), done(member));
    let title = texts::title(lang);
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            {done.map(|words| view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> })}
            <p class="lead">{sentence(lang, &posted, has_mail)}</p>
            <p class="soft prose-line">{texts::what(lang)}</p>
            {table(lang, &posted.newest, manages)}
        }
    };
    Ok(Page::new(title, body).within(Section::Audit).here(title))
}

fn done(member: &Member) -> Option<&'static str> {
    let (lang, visitor) = (member.lang(), member.visitor());
    match (visitor.param("again"), visitor.param("under-way")) {
        (Some(_), _) => Some(texts::again_done(lang)),
        (_, Some(_)) => Some(texts::under_way(lang)),
        _ => None,
    }
}

fn sentence(lang: Lang, posted: &PostedPage, has_mail: bool) -> String {
    let PostedPage { is_set, total, waiting, .. } = *posted;
    match (is_set, total) {
        (false, 0) if has_mail => texts::unset(lang).to_owned(),
        (false, 0) => texts::unset_no_mail(lang).to_owned(),
        (false, _) => texts::unset_since(lang).to_owned(),
        (true, 0) => texts::none(lang).to_owned(),
        (true, _) if waiting == 0 => texts::all_taken(lang, total),
        (true, _) => texts::some_wait(lang, total, waiting),
    }
}

fn table(lang: Lang, newest: &[Posted], manages: bool) -> impl IntoView + use<> {
    if newest.is_empty() {
        return None;
    }
    let mut columns = vec![
        Column::words(texts::message(lang)),
        Column::words(texts::state(lang)),
        Column::numbers(texts::attempts(lang)),
        Column::words(texts::error(lang)),
    ];
    columns.extend(manages.then(|| Column::words(texts::again(lang))));
    let rows = newest.iter().map(|one| row(lang, one, manages)).collect_view();
    Some(view! { <DataTable caption=texts::title(lang) hide_caption=true records=true columns>{rows}</DataTable> })
}

fn row(lang: Lang, one: &Posted, manages: bool) -> impl IntoView + use<> {
    let error = match &one.last_error {
        Some(error) => view! { <span lang="en">{error.clone()}</span> }.into_any(),
        None => view! { <span class="soft">{texts::no_error(lang)}</span> }.into_any(),
    };
    let (tone, word) = match one.sent_at {
        Some(_) => (Tone::Ok, texts::taken(lang)),
        None => (Tone::Warn, texts::waits(lang)),
    };
    let at = one.sent_at.map(|at| view! { " " <span class="small">{when::moment(lang, at)}</span> });
    let again = manages.then(|| {
        let action = format!("/bureau/messages/{}/again", one.id);
        let button = one.sent_at.map(|_| {
            view! { <form method="post" action=action><button class="small">{texts::again(lang)}</button></form> }
        });
        view! { <td>{button}</td> }
    });
    let about = texts::number(lang, one.id, when::moment(lang, one.created_at));
    view! {
        <tr>
            <th scope="row">
                {message_kind(lang, one.kind)} " " <span class="code small">{one.login.clone()}</span>
                <br/> <span class="soft small">{about}</span>
            </th>
            <td data-head=texts::state(lang)><Tag tone word/>{at}</td>
            <td class="n" data-head=texts::attempts(lang)>{one.attempts}</td>
            <td data-head=texts::error(lang)>{error}</td>
            {again}
        </tr>
    }
}
