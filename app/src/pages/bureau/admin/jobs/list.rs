//! What waits, what was given up and why.

use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::jobs::{self, Queue, Waiting};

use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::texts::admin_jobs as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// `GET /bureau/jobs`
pub async fn list(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let queue = jobs::list(member.ctx(), member.actor()).await?;
    let has_mail = member.ctx().mailer().reaches_people();
    let manages = may(member.actor().role, Action::ManageJobs);
    let (nav, done) = (nav(member, AdminPage::Jobs), done(member));
    let title = texts::title(lang);
    let body = move || {
        let shown = u64::try_from(queue.jobs.len()).unwrap_or(u64::MAX);
        let cut =
            (queue.failed + queue.waiting > shown).then(|| view! { <p class="soft">{texts::only_first(lang)}</p> });
        view! {
            {nav}
            <h1>{title}</h1>
            {done.map(|words| view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> })}
            <p class="lead">{sentence(lang, &queue, has_mail)}</p>
            {has_mail.then(|| view! { <p class="soft prose-line">{texts::what(lang)}</p> })}
            {table(lang, &queue.jobs, manages)}
            {cut}
        }
    };
    Ok(Page::new(title, body).within(Section::Audit).here(title))
}

fn done(member: &Member) -> Option<&'static str> {
    let (lang, visitor) = (member.lang(), member.visitor());
    match (visitor.param("retried"), visitor.param("gone")) {
        (Some(_), _) => Some(texts::retried(lang)),
        (_, Some(_)) => Some(texts::gone(lang)),
        _ => None,
    }
}

fn sentence(lang: Lang, queue: &Queue, has_mail: bool) -> String {
    let Queue { failed, waiting, unsent, .. } = *queue;
    let said = [
        (failed > 0).then(|| texts::some_failed(lang, failed)),
        (waiting > 0).then(|| texts::some_wait(lang, waiting)),
        (unsent > 0).then(|| texts::unsent(lang, unsent)),
    ];
    let said: Vec<_> = said.into_iter().flatten().collect();
    match (said.is_empty(), has_mail) {
        (true, true) => texts::all_done(lang).to_owned(),
        (true, false) => texts::all_done_no_mail(lang).to_owned(),
        (false, _) => said.join(lang.pick("", " ")),
    }
}

fn table(lang: Lang, jobs: &[Waiting], manages: bool) -> impl IntoView + use<> {
    if jobs.is_empty() {
        return None;
    }
    let mut columns = vec![
        Column::words(texts::job(lang)),
        Column::words(texts::state(lang)),
        Column::numbers(texts::attempts(lang)),
        Column::words(texts::error(lang)),
    ];
    columns.extend(manages.then(|| Column::words(texts::again(lang))));
    let rows = jobs.iter().map(|job| row(lang, job, manages)).collect_view();
    Some(view! { <DataTable caption=texts::title(lang) hide_caption=true records=true columns>{rows}</DataTable> })
}

fn row(lang: Lang, job: &Waiting, manages: bool) -> impl IntoView + use<> {
    let error = match &job.last_error {
        Some(error) => view! { <span lang="en">{error.clone()}</span> }.into_any(),
        None => view! { <span class="soft">{texts::no_error(lang)}</span> }.into_any(),
    };
    let again = manages.then(|| {
        let action = format!("/bureau/jobs/{}/retry", job.id);
        view! { <td><form method="post" action=action><button class="small">{texts::retry(lang)}</button></form></td> }
    });
    view! {
        <tr>
            <th scope="row">{what(lang, job)}</th>
            <td data-head=texts::state(lang)>{state(lang, job)}</td>
            <td class="n" data-head=texts::attempts(lang)>{job.attempts}</td>
            <td data-head=texts::error(lang)>{error}</td>
            {again}
        </tr>
    }
}

/// What a kind of job does; nothing for one that this version does not know.
pub fn job_name(lang: Lang, kind: &str) -> Option<&'static str> {
    Some(match kind {
        "send-mail" => texts::send_mail(lang),
        "post-message" => texts::post_message(lang),
        "count-terms" => texts::count_terms(lang),
        "settle-bills" => texts::settle_bills(lang),
        "cross-check" => texts::cross_check(lang),
        "note-report" => texts::note_report(lang),
        _ => return None,
    })
}

fn what(lang: Lang, job: &Waiting) -> impl IntoView + use<> {
    let name = job_name(lang, &job.kind).map_or_else(|| job.kind.clone(), str::to_owned);
    let letter = job.letter.clone().map(|letter| {
        view! { <br/> <span lang="zh-CN">{letter.subject}</span> <br/> {texts::to(lang, letter.recipient)} }
    });
    let number = texts::number(lang, job.id, when::moment(lang, job.created_at));
    view! { {name} <span class="small">{letter}</span> <br/> <span class="soft small">{number}</span> }
}

fn state(lang: Lang, job: &Waiting) -> impl IntoView + use<> {
    let (tone, word, at) = match job.failed_at {
        Some(at) => (Tone::Over, texts::given_up(lang), texts::given_up_at(lang, when::moment(lang, at))),
        None => (Tone::Plain, texts::waits(lang), texts::next_at(lang, when::moment(lang, job.run_after))),
    };
    view! { <Tag tone word/> " " <span class="small">{at}</span> }
}
