//! Another credit code or name of an enterprise, which keeps its history.

use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use domain::access::Action;
use domain::credit_code::CreditCode;
use domain::input::{Input, Words};
use domain::lang::Lang;
use domain::sheet::{Kind, columns};
use domain::time::Day;
use leptos::prelude::*;
use serde::Deserialize;
use services::input::{Incoming, sound};
use services::register::{Identity, LONGEST_REASON, Reason, Renamed, Standing, Wrong, rename};
use services::{Error, Seen, register};
use validator::Validate;

use super::enterprise_address;
use super::sent::sentence;
use crate::pages::parts::issue;
use crate::texts::{bureau_register as shared, register_life as texts};
use crate::ui::error_summary::FieldError;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::web::{At, Form, Member, Page, Section, see_other};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub credit_code: Input<CreditCode>,
    #[validate(custom(function = sound))]
    pub name: Input<Words<1, 120>>,
    #[validate(custom(function = sound))]
    pub name_en: Input<Option<Words<1, 200>>>,
    #[validate(custom(function = sound))]
    pub from: Input<NaiveDate>,
    #[validate(custom(function = sound))]
    pub reason: Input<Reason>,
    /// How the enterprise's row stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["credit_code", "name", "name_en", "from", "reason"];
}

/// The form, and what the register finds wrong.
#[derive(Default)]
struct State {
    form: Form<Sent>,
    wrong: Vec<(&'static str, Wrong)>,
}

/// `GET /bureau/register/of/{credit_code}/identity`
pub async fn show(member: Member, At(credit_code): At<CreditCode>) -> Response {
    member.answer(page(&member, credit_code, None).await)
}

/// `POST /bureau/register/of/{credit_code}/identity`
pub async fn post(member: Member, At(credit_code): At<CreditCode>, form: Form<Sent>) -> Response {
    let again = match take(&member, credit_code, &form).await {
        Ok((Renamed::Done, now)) => return see_other(&format!("{}?done=entered", enterprise_address(now))),
        Ok((Renamed::Same, now)) => return see_other(&format!("{}?done=unchanged", enterprise_address(now))),
        Ok((Renamed::Refused(wrong), _)) => Ok(State { form, wrong }),
        Err(failure) => form.refused(failure).map(|form| State { form, ..State::default() }),
    };
    member.answer(match again {
        Ok(state) => page(&member, credit_code, Some(state)).await,
        Err(failure) => Err(failure),
    })
}

async fn take(member: &Member, credit_code: CreditCode, form: &Form<Sent>) -> Result<(Renamed, CreditCode), Error> {
    let sent = form.ready(member.actor(), Action::ManageRegister)?;
    let (Ok(now), Ok(from)) = (sent.credit_code.get(), sent.from.get()) else { return Err(Error::NotFound) };
    let identity = Identity {
        credit_code: *now,
        name: sent.name.typed().to_owned(),
        name_en: sent.name_en.typed().to_owned(),
        from: Day(*from),
    };
    let said = (sent.reason.typed(), &sent.seen, form.key());
    Ok((rename(member.ctx(), member.actor(), credit_code, &identity, said).await?, *now))
}

async fn page(member: &Member, credit_code: CreditCode, state: Option<State>) -> Result<Page, Error> {
    let lang = member.lang();
    let file = register::show(member.ctx(), member.actor(), credit_code).await?;
    let own = file.tables.iter().find(|(kind, _)| *kind == Kind::Enterprises).and_then(|(_, rows)| rows.first());
    let row = own.cloned().ok_or(Error::NotFound)?;
    let state = state.unwrap_or_else(|| State { form: Form::new(typed(&row)), ..State::default() });
    let title = texts::rename(lang);
    let status = if state.wrong.is_empty() { state.form.status() } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = move || {
        let overtaken = state.form.conflict.as_ref().map(|_| {
            view! { <Notice tone=Tone::Over><p role="alert">{texts::overtaken(lang)}</p></Notice> }
        });
        view! {
            {errors(lang, &state)}
            <h1>{title}</h1>
            {overtaken}
            <p>{texts::rename_what(lang)}</p>
            {form(lang, &row, &state)}
        }
    };
    let page = Page::new(title, body).within(Section::Register).status(status);
    let back = enterprise_address(credit_code);
    Ok(page.step(shared::title(lang), "/bureau/register").step(shared::back(lang), back).here(title))
}

/// What stands there, to begin with.
fn typed(row: &Standing) -> Sent {
    let said = |field: &str| {
        let at = columns(Kind::Enterprises).iter().position(|column| column.field == field);
        at.and_then(|at| row.said.get(at)).cloned().unwrap_or_default()
    };
    Sent {
        credit_code: Input::of(said("credit_code")),
        name: Input::of(said("name")),
        name_en: Input::of(said("name_en")),
        ..Sent::default()
    }
}

fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "credit_code" => texts::code(lang),
        "name" => texts::name(lang),
        "name_en" => texts::name_en(lang),
        "from" => texts::from(lang),
        _ => texts::reason(lang),
    }
}

fn errors(lang: Lang, state: &State) -> AnyView {
    let mut errors = issue::lines(lang, &state.form.issues, |field| label(lang, field));
    errors.extend(state.wrong.iter().map(|(field, wrong)| {
        let message = format!("{}{}{}", label(lang, field), lang.pick("：", ": "), sentence(lang, wrong));
        FieldError { name: (*field).to_owned(), message }
    }));
    issue::summary_of(texts::problems(lang), errors)
}

fn form(lang: Lang, row: &Standing, state: &State) -> impl IntoView + use<> {
    let sent = &state.form.typed;
    let error = |field: &str| {
        let wrong = state.wrong.iter().find(|(own, _)| *own == field).map(|(_, wrong)| sentence(lang, wrong));
        wrong.or_else(|| issue::at(lang, &state.form.issues, field))
    };
    view! {
        <form method="post" class="stack">
            <FormKeyField key=state.form.key_field()/>
            <input type="hidden" name="seen" value=row.seen.as_str().to_owned()/>
            <Field name="credit_code" label=texts::code(lang) value=sent.credit_code.typed().to_owned()
                error=error("credit_code")/>
            <Field name="name" label=texts::name(lang) value=sent.name.typed().to_owned() error=error("name")/>
            <Field name="name_en" label=texts::name_en(lang) value=sent.name_en.typed().to_owned()
                error=error("name_en")/>
            <Field name="from" label=texts::from(lang) hint=texts::from_hint(lang) value=sent.from.typed().to_owned()
                error=error("from")/>
            <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang)
                value=sent.reason.typed().to_owned() error=error("reason") rows=3 longest=LONGEST_REASON/>
            <p class="bar-line"><button>{texts::save(lang)}</button></p>
        </form>
    }
}
