//! `GET /bureau/register/duplicates/{credit_code}/{other_code}`: two enterprises beside each other, and what can be decided of
//! them.

use axum::http::StatusCode;
use axum::response::Response;
use domain::credit_code::CreditCode;
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::register::LONGEST_REASON;
use services::register::duplicates::{Couple, Hindrance, Side, pair};

use super::addresses::{QUEUE, pair_address};
use super::facts::{consequences, table};
use super::sent::{Apart, Merging};
use super::words::{about, hindrance, place, proposal, reasons};
use crate::pages::parts::{chinese, given_back, issue};
use crate::texts::{bureau_register as shared, register_duplicates as texts};
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Form, Member, Page, Section};

/// The forms of the page, and what stands in the way of the one that was sent.
#[derive(Default)]
pub struct State {
    pub merging: Form<Merging>,
    pub apart: Form<Apart>,
    pub hindrances: Vec<Hindrance>,
}

impl State {
    fn status(&self) -> StatusCode {
        let statuses = [self.merging.status(), self.apart.status()];
        let refused = if self.hindrances.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
        statuses.into_iter().find(|status| *status != StatusCode::OK).unwrap_or(refused)
    }

    fn is_overtaken(&self) -> bool {
        self.merging.conflict.is_some() || self.apart.conflict.is_some()
    }
}

/// The page.
pub async fn show(member: Member, At(codes): At<(CreditCode, CreditCode)>) -> Response {
    member.answer(page(&member, codes, None).await)
}

/// The page with forms that came back.
pub async fn page(member: &Member, codes: (CreditCode, CreditCode), state: Option<State>) -> Result<Page, Error> {
    let lang = member.lang();
    let couple = pair(member.ctx(), member.actor(), [codes.0, codes.1]).await?;
    let state = state.unwrap_or_else(|| State {
        merging: Form::new(Merging { stays: Input::of(proposed(&couple).to_string()), ..Merging::default() }),
        ..State::default()
    });
    let (title, status) = (texts::pair_title(lang), state.status());
    let body = move || {
        let names = [&couple.sides[0].name, &couple.sides[1].name];
        let stands = couple.sides.iter().all(|side| side.merged_into.is_none());
        let decide = stands.then(|| {
            view! {
                <p>{proposal(lang, couple.proposal, names)}</p>
                {consequences(lang, &couple)}
                {merge_form(lang, &couple, &state)}
                {apart_form(lang, &couple, &state)}
            }
        });
        // Where there is nothing to decide any more, what was written is given back.
        let written = [state.merging.typed.reason.typed(), state.apart.typed.apart_reason.typed()];
        let written = if stands { None } else { given_back(lang, written) };
        view! {
            {errors(lang, &state)}
            <h1>{title}</h1>
            {notices(lang, &couple, &state)}
            {why(lang, &couple)}
            {written}
            {table(lang, &couple)}
            {decide}
        }
    };
    let page = Page::new(title, body).within(Section::Register).status(status);
    Ok(page.step(shared::title(lang), "/bureau/register").step(texts::title(lang), QUEUE).here(title))
}

/// The code of the one that should stay.
fn proposed(couple: &Couple) -> CreditCode {
    couple.sides[place(couple.proposal.stays)].credit_code
}

fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "stays" => texts::stays(lang),
        "apart_reason" => texts::apart_reason(lang),
        _ => texts::reason(lang),
    }
}

fn errors(lang: Lang, state: &State) -> AnyView {
    let mut errors = issue::lines(lang, &state.merging.issues, |field| label(lang, field));
    errors.extend(issue::lines(lang, &state.apart.issues, |field| label(lang, field)));
    issue::summary_of(texts::problems(lang), errors)
}

/// What became of a form, and how both stand.
fn notices(lang: Lang, couple: &Couple, state: &State) -> impl IntoView + use<> {
    let overtaken = state.is_overtaken().then(|| {
        view! { <Notice tone=Tone::Over><p role="alert">{texts::overtaken(lang)}</p></Notice> }
    });
    let ways: Vec<String> = state.hindrances.iter().map(|one| hindrance(lang, *one)).collect();
    let hindered = (!ways.is_empty()).then(|| {
        let ways = ways.into_iter().map(|way| view! { <li>{way}</li> }).collect_view();
        view! { <Notice tone=Tone::Over><p role="alert">{texts::hindered_now(lang)}</p><ul>{ways}</ul></Notice> }
    });
    let gone = |side: &Side| {
        let kept = side.merged_into?;
        let words = format!("{} {} {kept}", side.credit_code, texts::into(lang));
        Some(view! { <Notice><p>{words}</p></Notice> })
    };
    let apart = couple.apart.as_ref().map(|said| {
        let (day, by, reason) = (when::date(lang, said.at.day()), said.by.clone(), said.reason.clone());
        let over = (!said.holds).then(|| view! { <p>{texts::apart_over(lang)}</p> });
        let by = services::Names::new(by, "");
        view! {
            <Notice>
                <p>{about(lang, &by, |by| texts::apart_said(lang, &day, by))}</p>
                <p class="written" lang=chinese(lang)>{reason}</p>
                {over}
            </Notice>
        }
    });
    view! { {overtaken} {hindered} {couple.sides.iter().filter_map(gone).collect_view()} {apart} }
}

fn why(lang: Lang, couple: &Couple) -> impl IntoView + use<> {
    let none = couple.reasons.is_empty().then(|| view! { <p>{texts::reasons_none(lang)}</p> });
    let weak = (!couple.reasons.is_empty() && !couple.comes_up)
        .then(|| view! { <p class="soft">{texts::reasons_weak(lang)}</p> });
    view! {
        <h2>{texts::reasons(lang)}</h2>
        {reasons(lang, &couple.reasons)}
        {none}
        {weak}
    }
}

fn merge_form(lang: Lang, couple: &Couple, state: &State) -> impl IntoView + use<> {
    let form = &state.merging;
    let choice = |side: &Side| Choice {
        value: side.credit_code.to_string(),
        label: format!("{} {}", side.name.pick(lang), side.credit_code),
    };
    let choices = couple.sides.iter().map(choice).collect();
    let at = |field: &str| issue::at(lang, &form.issues, field);
    let [one, other] = &couple.sides;
    let action = format!("{}/merge", pair_address(one.credit_code, other.credit_code));
    view! {
        <section aria-labelledby="merge" class="flow">
            <h2 id="merge">{texts::merge_title(lang)}</h2>
            <form method="post" action=action class="stack">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=couple.seen.as_str().to_owned()/>
                <Radios name="stays" label=texts::stays(lang) error=at("stays") choices
                    chosen=form.typed.stays.typed().to_owned()/>
                <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang)
                    value=form.typed.reason.typed().to_owned() error=at("reason") rows=3 longest=LONGEST_REASON/>
                <p class="bar-line"><button>{texts::merge(lang)}</button></p>
            </form>
        </section>
    }
}

fn apart_form(lang: Lang, couple: &Couple, state: &State) -> impl IntoView + use<> {
    let form = &state.apart;
    let error = issue::at(lang, &form.issues, "apart_reason");
    let [one, other] = &couple.sides;
    let action = format!("{}/apart", pair_address(one.credit_code, other.credit_code));
    view! {
        <section aria-labelledby="apart" class="flow">
            <h2 id="apart">{texts::apart_title(lang)}</h2>
            <p>{texts::apart_what(lang)}</p>
            <form method="post" action=action class="stack">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=couple.seen.as_str().to_owned()/>
                <TextArea name="apart_reason" label=texts::apart_reason(lang) hint=texts::apart_hint(lang)
                    value=form.typed.apart_reason.typed().to_owned() error rows=3 longest=LONGEST_REASON/>
                <p class="bar-line"><button>{texts::apart(lang)}</button></p>
            </form>
        </section>
    }
}
