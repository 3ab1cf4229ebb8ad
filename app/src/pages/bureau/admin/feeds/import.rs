//! Importing a delivery: a look at what would become of each row, the same workbook with its cells marked, and the entry
//! itself.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::access::Action;
use domain::lang::Lang;
use domain::sheet::Kind;
use leptos::prelude::*;
use services::feeds::{Courier, Delivered, deliver};
use services::register::import::{File, LARGEST_FILE, LARGEST_IN_ALL, MOST_FILES, Wish, marked, template};
use services::{Conflict, Error, FormKey};
use tokio::sync::Semaphore;

use super::labels::kind_name;
use super::provider::feed_address;
use crate::pages::bureau::register::import::{attached, report, upload};
use crate::texts::{bureau_feeds as texts, register_import as sheets};
use crate::ui::checkbox::Checkbox;
use crate::ui::file_field::FileField;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::tag::Tone;
use crate::web::multipart::{LARGEST_UPLOAD, NotWhole};
use crate::web::{At, Member, Page, Section};

/// Imports at a time. Each may hold some hundred megabytes.
static ROOM: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// `GET /bureau/feeds/{feed}/import`
pub async fn show(member: Member, At(kind): At<Kind>) -> Response {
    member.answer(page(&member, kind, Wish::default(), None, StatusCode::OK))
}

/// `GET /bureau/feeds/{feed}/template`
pub async fn template(member: Member, At(kind): At<Kind>) -> Response {
    let made = member.actor().must(Action::ManageRegister);
    let made = made.and_then(|()| if kind.is_delivered() { template::workbook_of(kind) } else { Err(Error::NotFound) });
    match made {
        Ok(workbook) => attached(&format!("mingjian-{kind}.xlsx"), workbook),
        Err(failure) => member.answer(Err(failure)),
    }
}

/// `POST /bureau/feeds/{feed}/import`
pub async fn import(member: Member, At(kind): At<Kind>, headers: HeaderMap, body: Body) -> Response {
    let (wish, done) = match take(&member, kind, &headers, body).await {
        Ok(taken) => taken,
        Err(failure) => return member.answer(Err(failure)),
    };
    let status = match &done {
        Done::Marked(workbook) => return attached(&format!("mingjian-{kind}-checked.xlsx"), workbook.clone()),
        Done::Reported(delivered) if delivered.report.written || delivered.report.is_clean() => StatusCode::OK,
        Done::Before => StatusCode::OK,
        Done::Overtaken => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    member.answer(page(&member, kind, wish, Some(done), status))
}

/// What became of what was sent.
enum Done {
    /// No file was among it.
    NoFile,
    /// More was sent than is read, or not all of it arrived.
    NotWhole(NotWhole),
    /// This very form was written before.
    Before,
    /// Another delivery of this kind was first.
    Overtaken,
    /// The workbook with its cells marked.
    Marked(Vec<u8>),
    Reported(Box<Delivered>),
}

async fn take(member: &Member, kind: Kind, headers: &HeaderMap, body: Body) -> Result<(Wish, Done), Error> {
    member.actor().must(Action::ManageRegister)?;
    let sent = match upload::read(headers, body).await {
        Ok(sent) => sent,
        Err(why) => return Ok((Wish::default(), Done::NotWhole(why))),
    };
    let upload::Upload { files, wish, mark, form, .. } = sent;
    if files.is_empty() {
        return Ok((wish, Done::NoFile));
    }
    let form = form.unwrap_or_else(FormKey::generate);
    // Only now: whoever sends slowly must not keep everybody else waiting.
    let _room = ROOM.acquire().await;
    let kept: Vec<File> = if mark { files.clone() } else { Vec::new() };
    let delivered = deliver(member.ctx(), Courier::Person(member.actor()), kind, files, wish, Some(&form)).await;
    let done = match delivered {
        Ok(delivered) if mark => {
            let made = tokio::task::spawn_blocking(move || marked(&kept, &delivered.report));
            Done::Marked(made.await.map_err(|_panic| Error::invalid("file", "the file cannot be read"))??)
        }
        Ok(delivered) => Done::Reported(Box::new(delivered)),
        Err(Error::Conflict(Conflict::SentBefore)) => Done::Before,
        Err(Error::Conflict(Conflict::Overtaken)) => Done::Overtaken,
        Err(failure) => return Err(failure),
    };
    Ok((wish, done))
}

fn page(member: &Member, kind: Kind, wish: Wish, done: Option<Done>, status: StatusCode) -> Result<Page, Error> {
    member.actor().must(Action::ManageRegister)?;
    if !kind.is_delivered() {
        return Err(Error::NotFound);
    }
    let lang = member.lang();
    let name = kind_name(lang, kind);
    let title = texts::import_title(lang, name);
    let heading = title.clone();
    let (said, form) = (done.map(|done| said(lang, &done)), form(lang, kind, wish));
    let body = move || {
        view! {
            <h1>{heading}</h1>
            {said}
            {form}
        }
    };
    let page = Page::new(title, body).status(status).within(Section::Devices);
    let page = page.step(texts::to_all(lang), "/bureau/feeds").step(name, feed_address(kind));
    Ok(page.here(texts::to_import(lang)))
}

fn said(lang: Lang, done: &Done) -> AnyView {
    let warning = |words: String| view! { <Notice tone=Tone::Warn><p role="alert">{words}</p></Notice> }.into_any();
    match done {
        Done::NoFile => warning(sheets::no_file(lang).to_owned()),
        Done::NotWhole(NotWhole::ManyParts) => warning(sheets::many_files(lang, MOST_FILES)),
        Done::NotWhole(NotWhole::Twice) => warning(sheets::twice(lang).to_owned()),
        Done::NotWhole(NotWhole::Cut) => warning(sheets::not_whole(lang, LARGEST_UPLOAD >> 20)),
        Done::Overtaken => warning(texts::overtaken(lang).to_owned()),
        Done::Before => view! { <Notice><p>{texts::sent_before(lang)}</p></Notice> }.into_any(),
        Done::Marked(_) => ().into_any(),
        Done::Reported(delivered) => {
            let Delivered { report, doubtful, strange, doubts, .. } = &**delivered;
            let matched = (doubtful + strange > 0).then(|| {
                let names = (!doubts.is_empty())
                    .then(|| view! { <p>{texts::doubts(lang, doubts.join(lang.pick("；", "; ")))}</p> });
                view! { <p>{texts::matched(lang, *doubtful, *strange)}</p> {names} }
            });
            view! { {report::view(lang, report)} {matched} }.into_any()
        }
    }
}

fn form(lang: Lang, kind: Kind, wish: Wish) -> impl IntoView + use<> {
    let choices = vec![
        Choice { value: "look".into(), label: sheets::look(lang).into() },
        Choice { value: "mark".into(), label: sheets::mark(lang).into() },
        Choice { value: "write".into(), label: sheets::write(lang).into() },
    ];
    let hint = sheets::file_hint(lang, MOST_FILES, LARGEST_FILE >> 20, LARGEST_IN_ALL >> 20);
    let (chosen, key, address) = (if wish.write { "write" } else { "look" }, FormKey::generate(), feed_address(kind));
    view! {
        <p class="lead">{texts::import_lead(lang)}</p>
        <ul>
            <li><a href=format!("{address}/template")>{texts::to_template(lang)}</a></li>
            <li>{texts::first_look(lang)}</li>
            <li>{texts::again(lang)}</li>
        </ul>
        <form method="post" action=format!("{address}/import") enctype="multipart/form-data" class="stack">
            <FormKeyField key=key.expose()/>
            <FileField name="file" label=sheets::file(lang) hint=hint error=None accept=".xlsx,.xlsm,.csv,.txt" multiple=true/>
            <Radios name="wish" label=sheets::wish(lang) error=None choices chosen/>
            <Checkbox name="partial" label=sheets::partial(lang) error=None ticked=wish.partial/>
            <p class="bar-line"><button>{sheets::send(lang)}</button></p>
        </form>
    }
}
