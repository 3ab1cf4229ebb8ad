//! `GET /bureau/retention`

use axum::http::StatusCode;
use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use domain::source::Source;
use leptos::prelude::*;
use services::Error;
use services::input::Issues;
use services::retention::{self, Due, Hold, Log, Overview};

use super::labels::{class, term};
use super::sent::Sent;
use crate::number::grouped;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::{chinese, issue};
use crate::texts::admin_retention as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Form, Member, Page, Section};

/// `GET /bureau/retention`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member, &Form::default(), None).await)
}

/// The page, with a hold that was refused, or with what is wrong with lifting one, which is named by its key.
pub async fn page(member: &Member, form: &Form<Sent>, lifting: Option<(i64, Issues)>) -> Result<Page, Error> {
    let lang = member.lang();
    let overview = retention::overview(member.ctx(), member.actor()).await?;
    let manages = may(member.actor().role, Action::ManageRetention);
    let title = texts::title(lang);
    let nav = nav(member, AdminPage::Retention);
    let done = match member.done() {
        Some("placed") => Some(texts::placed(lang)),
        Some("lifted") => Some(texts::lifted_now(lang)),
        _ => None,
    };
    let status = if lifting.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { form.status() };
    let refused = lifting.as_ref().map(|(id, _)| *id);
    let wrong =
        lifting.map(|(_, issues)| issue::summary(lang, texts::problems(lang), &issues, |_| texts::lift_reason(lang)));
    let place = manages.then(|| place(lang, form));
    let body = move || {
        let Overview { due, holds, log, is_nightly } = &overview;
        let nightly = if *is_nightly { texts::nightly(lang) } else { texts::not_nightly(lang) };
        view! {
            {nav}
            <h1>{title}</h1>
            {done.map(|words| view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> })}
            {wrong}
            <p class="lead">{texts::lead(lang)}</p>
            <p class="prose-line">{nightly}</p>
            {table(lang, due)}
            <p class="soft prose-line">{texts::kept(lang)}</p>
            <section class="flow" aria-labelledby="holds">
                <h2 id="holds">{texts::holds(lang)}</h2>
                <p class="prose-line">{texts::holds_what(lang)}</p>
                {holds_table(lang, holds, manages, refused)}
                {place}
            </section>
            <section class="flow" aria-labelledby="log">
                <h2 id="log">{texts::log(lang)}</h2>
                {log_table(lang, log)}
            </section>
        }
    };
    Ok(Page::new(title, body).within(Section::Audit).status(status).here(title))
}

fn table(lang: Lang, due: &[Due]) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(texts::class(lang)),
        Column::words(texts::term(lang)),
        Column::numbers(texts::rows(lang)),
        Column::words(texts::oldest(lang)),
        Column::numbers(texts::held(lang)),
    ];
    let row = |one: &Due| {
        let source = Source::read(&one.term.source).said(lang);
        let oldest = one.oldest.map_or_else(|| texts::none(lang).to_owned(), |at| when::date(lang, at.day()));
        let count = |rows: i64| grouped(u64::try_from(rows).unwrap_or_default());
        view! {
            <tr>
                <th scope="row">{class(lang, one.class)}</th>
                <td data-head=texts::term(lang)>
                    {term(lang, one.term.months)} <br/>
                    <span class="soft small" lang=chinese(lang)>{source}</span>
                </td>
                <td class="n" data-head=texts::rows(lang)>{count(one.rows)}</td>
                <td data-head=texts::oldest(lang)>{oldest}</td>
                <td class="n" data-head=texts::held(lang)>{count(one.held)}</td>
            </tr>
        }
    };
    let rows = due.iter().map(row).collect_view();
    view! { <DataTable caption=texts::due(lang) records=true columns>{rows}</DataTable> }
}

fn holds_table(lang: Lang, holds: &[Hold], manages: bool, refused: Option<i64>) -> AnyView {
    if holds.is_empty() {
        return view! { <p class="soft">{texts::no_holds(lang)}</p> }.into_any();
    }
    let columns = vec![
        Column::words(texts::enterprise(lang)),
        Column::words(texts::reason(lang)),
        Column::words(texts::placed_at(lang)),
        Column::words(texts::state(lang)),
    ];
    let rows = holds.iter().map(|hold| hold_row(lang, hold, manages, refused)).collect_view();
    view! { <DataTable caption=texts::holds(lang) hide_caption=true records=true columns>{rows}</DataTable> }.into_any()
}

fn hold_row(lang: Lang, hold: &Hold, manages: bool, refused: Option<i64>) -> impl IntoView + use<> {
    let zh = chinese(lang);
    let case =
        hold.case_no.clone().map(|case_no| view! { <br/> <span class="small">{texts::for_case(lang, case_no)}</span> });
    let state = match hold.lifted_at() {
        Some(at) => {
            let because = hold.row.lifted_because.clone();
            view! { {texts::lifted(lang, when::moment(lang, at))} <br/> <span class="small" lang=zh>{because}</span> }
                .into_any()
        }
        None if manages => {
            // The summary above leads to the one that was refused.
            let is_refused = refused == Some(hold.row.id);
            let id = if is_refused { "f-lift_reason".to_owned() } else { format!("lift-{}", hold.row.id) };
            let action = format!("/bureau/retention/holds/{}/lift", hold.row.id);
            view! {
                <form method="post" action=action class="stack">
                    <label for=id.clone()>{texts::lift_reason(lang)}</label>
                    <input id=id name="lift_reason" autocomplete="off" aria-invalid=is_refused.then_some("true")/>
                    <p><button class="small">{texts::lift(lang)}</button></p>
                </form>
            }
            .into_any()
        }
        None => texts::stands(lang).into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <span lang=zh>{hold.name.clone()}</span> <br/> <span class="code small">{hold.credit_code.to_string()}</span>
                {case}
            </th>
            <td data-head=texts::reason(lang)><span lang=zh>{hold.row.reason.clone()}</span></td>
            <td data-head=texts::placed_at(lang)>
                {when::moment(lang, hold.row.placed_at)} <br/> <span class="small" lang=zh>{hold.who.clone()}</span>
            </td>
            <td data-head=texts::state(lang)>{state}</td>
        </tr>
    }
}

fn place(lang: Lang, form: &Form<Sent>) -> AnyView {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| match field {
        "enterprise" => texts::credit_code(lang),
        "case_no" => texts::case_no(lang),
        _ => texts::reason(lang),
    };
    let typed = &form.typed;
    let title = texts::place(lang);
    view! {
        <h3>{title}</h3>
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" action="/bureau/retention" class="stack">
            <FormKeyField key=form.key_field()/>
            <Field name="enterprise" label=texts::credit_code(lang) hint=texts::credit_code_hint(lang)
                value=typed.enterprise.clone() error=error("enterprise") autocomplete="off"/>
            <Field name="case_no" label=texts::case_no(lang) hint=texts::case_hint(lang) value=typed.case_no.clone()
                error=error("case_no") autocomplete="off"/>
            <Field name="reason" label=texts::reason(lang) value=typed.reason.clone() error=error("reason")
                autocomplete="off"/>
            <p class="bar-line"><button>{texts::place(lang)}</button></p>
        </form>
    }
    .into_any()
}

fn log_table(lang: Lang, log: &[Log]) -> AnyView {
    if log.is_empty() {
        return view! { <p class="soft">{texts::no_log(lang)}</p> }.into_any();
    }
    let columns = vec![
        Column::words(texts::at(lang)),
        Column::words(texts::class(lang)),
        Column::numbers(texts::gone(lang)),
        Column::words(texts::from_to(lang)),
        Column::words(texts::archive(lang)),
    ];
    let row = |one: &Log| {
        let who = one.who.clone().unwrap_or_else(|| texts::by_itself(lang).to_owned());
        let before = when::date(lang, one.row.before.0);
        let days = match one.row.oldest {
            Some(oldest) => texts::days(lang, when::date(lang, oldest.0), before),
            None => texts::before(lang, before),
        };
        let archive = one.row.archive.clone().unwrap_or_else(|| texts::no_archive(lang).to_owned());
        view! {
            <tr>
                <th scope="row">{when::moment(lang, one.row.at)} <br/> <span class="soft small">{who}</span></th>
                <td data-head=texts::class(lang)>{class(lang, one.row.class)}</td>
                <td class="n" data-head=texts::gone(lang)>{grouped(u64::try_from(one.row.rows).unwrap_or_default())}</td>
                <td data-head=texts::from_to(lang)>{days}</td>
                <td data-head=texts::archive(lang)><span class="code small">{archive}</span></td>
            </tr>
        }
    };
    let rows = log.iter().map(row).collect_view();
    view! { <DataTable caption=texts::log(lang) hide_caption=true records=true columns>{rows}</DataTable> }.into_any()
}
