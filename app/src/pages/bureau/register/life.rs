//! Opening a row to the public, and closing it: a page with one form each.

use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use domain::access::Action;
use domain::input::Input;
use domain::lang::Lang;
use domain::sheet::{Kind, column, columns};
use domain::time::Day;
use leptos::prelude::*;
use serde::Deserialize;
use services::input::{Incoming, sound};
use services::register::{LONGEST_REASON, LifeAct, Lived, Reason, Standing, Wanted, Wrong, live};
use services::{Error, Seen, register};
use validator::Validate;

use super::owner::owner;
use super::sent::sentence;
use super::{list_address, table};
use crate::pages::parts::issue;
use crate::texts::{bureau_register as shared, register_life as texts};
use crate::ui::error_summary::FieldError;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Form, Member, Page, Section, see_other};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub day: Input<Option<NaiveDate>>,
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    /// How the row stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["day", "reason"];
}

/// The form, and what the register finds wrong with the day.
#[derive(Default)]
struct State {
    form: Form<Sent>,
    wrong: Option<Wrong>,
}

/// `GET /bureau/register/rows/{kind}/{id}/open`
pub async fn open(member: Member, At((kind, id)): At<(Kind, i64)>) -> Response {
    member.answer(page(&member, (kind, id), LifeAct::Open, None).await)
}

/// `GET /bureau/register/rows/{kind}/{id}/close`
pub async fn close(member: Member, At((kind, id)): At<(Kind, i64)>) -> Response {
    member.answer(page(&member, (kind, id), LifeAct::Close, None).await)
}

/// `POST /bureau/register/rows/{kind}/{id}/open`
pub async fn put_open(member: Member, At(place): At<(Kind, i64)>, form: Form<Sent>) -> Response {
    put(&member, place, LifeAct::Open, form).await
}

/// `POST /bureau/register/rows/{kind}/{id}/close`
pub async fn put_close(member: Member, At(place): At<(Kind, i64)>, form: Form<Sent>) -> Response {
    put(&member, place, LifeAct::Close, form).await
}

async fn put(member: &Member, place: (Kind, i64), act: LifeAct, form: Form<Sent>) -> Response {
    let again = match take(member, place, act, &form).await {
        Ok(Lived::Done(of)) => return see_other(&format!("{}?done=entered", list_address(place.0, of))),
        Ok(Lived::Same(of)) => return see_other(&format!("{}?done=unchanged", list_address(place.0, of))),
        Ok(Lived::Refused(flaw)) => Ok(State { form, wrong: Some(Wrong::Register(flaw)) }),
        Err(failure) => form.refused(failure).map(|form| State { form, wrong: None }),
    };
    member.answer(match again {
        Ok(state) => page(member, place, act, Some(state)).await,
        Err(failure) => Err(failure),
    })
}

async fn take(member: &Member, (kind, id): (Kind, i64), act: LifeAct, form: &Form<Sent>) -> Result<Lived, Error> {
    let sent = form.ready(member.actor(), Action::ManageRegister)?;
    let day = sent.day.get().ok().copied().flatten().map(Day);
    let wanted = Wanted { kind, id, act, day, reason: sent.reason.typed(), seen: &sent.seen };
    live(member.ctx(), member.actor(), wanted, form.key()).await
}

/// The column that an act changes.
const fn field(act: LifeAct) -> &'static str {
    match act {
        LifeAct::Open => "public_from",
        LifeAct::Close => "closed_on",
    }
}

/// Whether rows of a kind can be opened or closed.
pub fn has(kind: Kind, act: LifeAct) -> bool {
    column(kind, field(act)).is_some()
}

/// What a row says in the column of an act.
fn stands(kind: Kind, row: &Standing, act: LifeAct) -> Option<Day> {
    let at = columns(kind).iter().position(|column| column.field == field(act))?;
    row.said.get(at)?.parse().ok()
}

async fn page(member: &Member, (kind, id): (Kind, i64), act: LifeAct, state: Option<State>) -> Result<Page, Error> {
    member.actor().must(Action::ManageRegister)?;
    if !has(kind, act) {
        return Err(Error::NotFound);
    }
    let lang = member.lang();
    let row = register::one(member.ctx(), member.actor(), kind, id).await?;
    let today = member.ctx().now().day();
    let day = stands(kind, &row, act);
    let state = state.unwrap_or_else(|| {
        let typed = Sent { day: Input::of(day.map(|day| day.to_string()).unwrap_or_default()), ..Sent::default() };
        State { form: Form::new(typed), wrong: None }
    });
    let title = match act {
        LifeAct::Open => texts::open(lang),
        LifeAct::Close => texts::close(lang),
    };
    let back = list_address(kind, owner(kind, Some(&row), &std::collections::BTreeMap::new()));
    let status = if state.wrong.is_none() { state.form.status() } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = move || {
        let is_public = act == LifeAct::Open && day.is_some_and(|day| day.0 <= today);
        let form = (!is_public).then(|| form(lang, act, &row, &state));
        let overtaken = state.form.conflict.as_ref().map(|_| {
            view! { <Notice tone=Tone::Over><p role="alert">{texts::overtaken(lang)}</p></Notice> }
        });
        view! {
            {errors(lang, act, &state)}
            <h1>{title}</h1>
            {overtaken}
            <SummaryList facts=facts(lang, kind, &row)/>
            <p>{now(lang, act, day, today)}</p>
            {(act == LifeAct::Open && kind == Kind::Enterprises).then(|| view! { <p>{texts::open_loggers(lang)}</p> })}
            {form}
        }
    };
    let page = Page::new(title, body).within(Section::Register).status(status);
    Ok(page.step(shared::title(lang), "/bureau/register").step(shared::back(lang), back).here(title))
}

/// What tells the row from others, and its names.
fn facts(lang: Lang, kind: Kind, row: &Standing) -> Vec<Fact> {
    let wanted = ["enterprise", "credit_code", "outlet", "code", "mn", "name"];
    let named = columns(kind).iter().zip(&row.said).filter(|(column, _)| wanted.contains(&column.field));
    named.map(|(column, said)| Fact::new(lang.pick(column.zh, column.en), table::shown(lang, column, said))).collect()
}

/// How it stands.
fn now(lang: Lang, act: LifeAct, day: Option<Day>, today: NaiveDate) -> String {
    let date = |day: Day| when::date(lang, day.0);
    match (act, day) {
        (LifeAct::Open, None) => texts::trial_now(lang).to_owned(),
        (LifeAct::Open, Some(day)) if day.0 <= today => texts::public_since(lang, date(day)),
        (LifeAct::Open, Some(day)) => texts::planned(lang, date(day)),
        (LifeAct::Close, None) => texts::close_what(lang).to_owned(),
        (LifeAct::Close, Some(day)) => texts::closed_now(lang, date(day)),
    }
}

fn label(lang: Lang, act: LifeAct, field: &str) -> &'static str {
    match (field, act) {
        ("day", LifeAct::Open) => texts::open_day(lang),
        ("day", LifeAct::Close) => texts::close_day(lang),
        _ => texts::reason(lang),
    }
}

fn errors(lang: Lang, act: LifeAct, state: &State) -> AnyView {
    let mut errors = issue::lines(lang, &state.form.issues, |field| label(lang, act, field));
    errors.extend(state.wrong.as_ref().map(|wrong| {
        let message = format!("{}{}{}", label(lang, act, "day"), lang.pick("：", ": "), sentence(lang, wrong));
        FieldError { name: "day".to_owned(), message }
    }));
    issue::summary_of(texts::problems(lang), errors)
}

fn form(lang: Lang, act: LifeAct, row: &Standing, state: &State) -> impl IntoView + use<> {
    let typed = &state.form.typed;
    let wrong = state.wrong.as_ref().map(|wrong| sentence(lang, wrong));
    let error = wrong.or_else(|| issue::at(lang, &state.form.issues, "day"));
    let hint = match act {
        LifeAct::Open => texts::open_hint(lang),
        LifeAct::Close => texts::close_hint(lang),
    };
    let reason_error = issue::at(lang, &state.form.issues, "reason");
    view! {
        <form method="post" class="stack">
            <FormKeyField key=state.form.key_field()/>
            <input type="hidden" name="seen" value=row.seen.as_str().to_owned()/>
            <Field name="day" label=label(lang, act, "day") hint value=typed.day.typed().to_owned() error/>
            <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang)
                value=typed.reason.typed().to_owned() error=reason_error rows=3 longest=LONGEST_REASON/>
            <p class="bar-line"><button>{texts::save(lang)}</button></p>
        </form>
    }
}
