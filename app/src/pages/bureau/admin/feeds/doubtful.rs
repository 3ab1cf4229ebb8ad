//! Those whom deliveries may mean, each with a form that says who it is.

use axum::response::Response;
use domain::access::Action;
use domain::credit_code::CreditCode;
use domain::input::Issue;
use domain::lang::Lang;
use domain::sheet::Kind;
use leptos::prelude::*;
use serde::Deserialize;
use services::feeds::{self, Doubt};
use services::input::Incoming;
use services::{Error, FormKey, Seen};
use validator::Validate;

use super::labels::kind_name;
use super::provider::feed_address;
use crate::pages::parts::{chinese, count};
use crate::texts::bureau_feeds as texts;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, Section, see_other};

/// What is sent where nobody of the register is meant.
const NOBODY: &str = "nobody";

/// Who is meant.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// The credit code of one that was offered, or `nobody`.
    pub enterprise: String,
    /// The credit code of another one.
    pub other: String,
    /// How it stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["enterprise"];
}

/// `GET /bureau/feeds/{feed}/doubtful`
pub async fn show(member: Member, At(kind): At<Kind>) -> Response {
    member.answer(page(&member, kind, None).await)
}

/// `POST /bureau/feeds/{feed}/doubtful/{id}`
pub async fn decide(member: Member, At((kind, id)): At<(Kind, i64)>, form: Form<Sent>) -> Response {
    let failure = match take(&member, id, &form).await {
        Ok(kind) => return see_other(&format!("{}/doubtful?done=1", feed_address(kind))),
        Err(failure) => failure,
    };
    member.answer(match form.refused(failure) {
        Ok(form) => page(&member, kind, Some((id, form))).await,
        Err(failure) => Err(failure),
    })
}

async fn take(member: &Member, id: i64, form: &Form<Sent>) -> Result<Kind, Error> {
    member.actor().must(Action::ManageRegister)?;
    let sent = &form.typed;
    let other = sent.other.trim().to_uppercase();
    let said = if other.is_empty() { sent.enterprise.as_str() } else { &other };
    let meant: Option<CreditCode> = match said {
        NOBODY => None,
        "" => return Err(Error::issue("enterprise", Issue::Missing)),
        code => Some(code.parse().map_err(|_no_code| Error::issue("enterprise", Issue::NoChoice))?),
    };
    feeds::name(member.ctx(), member.actor(), id, meant, &sent.seen, form.key()).await
}

async fn page(member: &Member, kind: Kind, back: Option<(i64, Form<Sent>)>) -> Result<Page, Error> {
    member.actor().must(Action::ManageRegister)?;
    if !kind.is_delivered() {
        return Err(Error::NotFound);
    }
    let lang = member.lang();
    let doubts = feeds::doubtful(member.ctx(), member.actor(), kind).await?;
    let name = kind_name(lang, kind);
    let title = texts::doubtful_title(lang, name);
    let (heading, is_done) = (title.clone(), member.visitor().param("done").is_some());
    let after: i64 = member.visitor().param("after").and_then(|id| id.parse().ok()).unwrap_or_default();
    let status = back.as_ref().map_or(axum::http::StatusCode::OK, |(_, form)| form.status());
    let body = move || {
        let done =
            is_done.then(|| view! { <Notice tone=Tone::Ok><p role="status">{texts::decided(lang)}</p></Notice> });
        let none = doubts.is_empty().then(|| view! { <p>{texts::none_doubtful(lang)}</p> });
        // One at a time: the one whose form came back, or the next in the queue.
        let is_next = |doubt: &&Doubt| back.as_ref().map_or(doubt.id > after, |(id, _)| *id == doubt.id);
        let next = doubts.iter().find(is_next).or_else(|| doubts.first());
        let form = next.map(|doubt| one(lang, kind, doubt, back.as_ref().map(|(_, form)| form)));
        let count = (!doubts.is_empty()).then(|| view! { <p>{texts::in_all(lang, count(doubts.len()))}</p> });
        view! {
            <h1>{heading}</h1>
            {done}
            <p class="lead">{texts::doubtful_lead(lang)}</p>
            {none}
            {count}
            {form}
        }
    };
    let page = Page::new(title, body).status(status).within(Section::Devices);
    let page = page.step(texts::to_all(lang), "/bureau/feeds").step(name, feed_address(kind));
    Ok(page.here(texts::doubtful(lang)))
}

fn one(lang: Lang, kind: Kind, doubt: &Doubt, form: Option<&Form<Sent>>) -> impl IntoView + use<> {
    let address = format!("{}/doubtful", feed_address(kind));
    let (later, address) = (format!("{address}?after={}", doubt.id), format!("{address}/{}", doubt.id));
    let code = doubt.credit_code.as_ref().map(|code| view! { <p class="soft">{texts::said_code(lang, code)}</p> });
    let candidates = doubt.candidates.iter().map(|(party, address)| Choice {
        value: party.credit_code.to_string(),
        label: format!("{} · {address}", party.name.pick(lang)),
    });
    let nobody = Choice { value: NOBODY.to_owned(), label: texts::nobody(lang).to_owned() };
    let choices: Vec<Choice> = candidates.chain([nobody]).collect();
    let issue = form.and_then(|form| form.issues.at("enterprise"));
    let error = issue.map(|issue| match issue {
        Issue::Missing => texts::choose_one(lang).to_owned(),
        _ => texts::unknown_code(lang).to_owned(),
    });
    let chosen = form.map(|form| form.typed.enterprise.clone()).unwrap_or_default();
    let other = form.map(|form| form.typed.other.clone()).unwrap_or_default();
    let seen = doubt.seen.as_str().to_owned();
    let heading = doubt.called.clone();
    let key = form.map_or_else(|| FormKey::generate().expose().to_owned(), |form| form.key_field().to_owned());
    view! {
        <section aria-labelledby="doubt" class="flow">
            <h2 id="doubt" lang=chinese(lang)>{heading}</h2>
            {code}
            <form method="post" action=address class="stack">
                <FormKeyField key=key/>
                <input type="hidden" name="seen" value=seen/>
                <Radios name="enterprise" label=texts::who(lang) error choices chosen/>
                <Field name="other" label=texts::other(lang) hint=texts::other_hint(lang) value=other error=None/>
                <p class="bar-line"><button>{texts::decide(lang)}</button> <a href=later>{texts::later(lang)}</a></p>
            </form>
        </section>
    }
}
