//! Who stands in for somebody of the bureau who is away.

use axum::response::Response;
use chrono::NaiveDate;
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::accounts::{self, Account, COVERING, Colleague, Cover, Covering, Covers, LONGEST_COVER};
use services::input::{Incoming, sound};
use services::{Conflict, Error};
use validator::Validate;

use super::act;
use crate::pages::parts::{around, issue};
use crate::texts::admin_account_cover as texts;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::select::{Choice, Select};
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{At, Form, Member, Page, see_other};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    by: Input<Colleague>,
    #[validate(custom(function = sound))]
    from: Input<NaiveDate>,
    #[validate(custom(function = sound))]
    to: Input<NaiveDate>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = COVERING;
}

/// `GET /bureau/accounts/{id}/cover`
pub async fn ask_for_cover(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// `POST /bureau/accounts/{id}/cover`
pub async fn name_cover(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let again = match apply(&member, id, &form).await {
        Ok(()) => return see_other(&format!("/bureau/accounts/{id}/cover?done=1")),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

/// `POST /bureau/accounts/{id}/cover/{cover}/end`
pub async fn end_cover(member: Member, At((id, cover)): At<(i64, i64)>) -> Response {
    match accounts::end_cover(member.ctx(), member.actor(), id, cover).await {
        Ok(()) => see_other(&format!("/bureau/accounts/{id}/cover?ended=1")),
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn apply(member: &Member, id: i64, form: &Form<Sent>) -> Result<(), Error> {
    let sent = form.ready(member.actor(), domain::access::Action::ManageAccounts)?;
    let covering = Covering { by: Some(*sent.by.get()?), from: Some(*sent.from.get()?), to: Some(*sent.to.get()?) };
    accounts::name_cover(member.ctx(), member.actor(), id, form.key(), covering).await
}

async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, _) = accounts::show(member.ctx(), member.actor(), id).await?;
    let covers = accounts::covers(member.ctx(), member.actor(), id).await?;
    let done = ["done", "ended"].into_iter().find(|word| member.visitor().param(word).is_some());
    let done = done.map(|word| if word == "done" { texts::done(lang) } else { texts::ended(lang) });
    let head = (texts::title(lang), form.status());
    Ok(act::page(member, account, head, move |account| {
        view! {
            {done.map(|words| view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> })}
            {view(lang, account, covers, &form)}
        }
        .into_any()
    }))
}

fn view(lang: Lang, account: &Account, covers: Covers, form: &Form<Sent>) -> AnyView {
    let say = |words: &'static str| view! { <Notice><p>{words}</p></Notice> }.into_any();
    if !account.role.is_local() {
        return say(texts::city_wide(lang));
    }
    if account.closed_at.is_some() || form.conflict == Some(Conflict::ClosedAccount) {
        return say(texts::closed(lang));
    }
    let action = format!("/bureau/accounts/{}/cover", account.id);
    let named = (!covers.named.is_empty()).then(|| named(lang, &action, covers.named));
    let new = if covers.candidates.is_empty() {
        say(texts::nobody(lang))
    } else {
        new(lang, action, covers.candidates, form).into_any()
    };
    view! { <p class="prose">{texts::what(lang)}</p> {named} {new} }.into_any()
}

/// Those who are named, each with a way to end it.
fn named(lang: Lang, action: &str, named: Vec<Cover>) -> impl IntoView + use<> {
    let lines = named.into_iter().map(|cover| {
        let (from, to) = (when::date(lang, cover.from), when::date(lang, cover.to));
        let line = around(lang, &cover.name, |name| texts::line(lang, name, from, to));
        let of = around(lang, &cover.name, |name| texts::end_of(lang, name));
        view! {
            <li>
                <form method="post" action=format!("{action}/{}/end", cover.id) class="bar-line">
                    <span>{line}</span>
                    <button class="quiet">{texts::end(lang)}<span class="hidden">" " {of}</span></button>
                </form>
            </li>
        }
    });
    view! {
        <section aria-labelledby="named" class="flow">
            <h2 id="named">{texts::named(lang)}</h2>
            <ul>{lines.collect_view()}</ul>
        </section>
    }
}

fn new(lang: Lang, action: String, candidates: Vec<(i64, String)>, form: &Form<Sent>) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| match field {
        "by" => texts::by(lang),
        "from" => texts::from(lang),
        _ => texts::to(lang),
    };
    let choices = candidates.into_iter().map(|(id, name)| Choice { value: id.to_string(), label: name }).collect();
    let typed = &form.typed;
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <section aria-labelledby="new" class="flow">
            <h2 id="new">{texts::new(lang)}</h2>
            <form method="post" action=action class="stack">
                <FormKeyField key=form.key_field()/>
                <Select name="by" label=texts::by(lang) any=texts::choose(lang) choices chosen=typed.by.typed().to_owned()
                    error=error("by")/>
                <Field name="from" label=texts::from(lang) hint=texts::day_hint(lang)
                    value=typed.from.typed().to_owned() error=error("from") autocomplete="off"/>
                <Field name="to" label=texts::to(lang) hint=texts::to_hint(lang, LONGEST_COVER)
                    value=typed.to.typed().to_owned() error=error("to") autocomplete="off"/>
                <p><button>{texts::save(lang)}</button></p>
            </form>
        </section>
    }
}
