//! `POST /filing/findings/{id}`: the enterprise explains.

use axum::response::{IntoResponse, Response};
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::findings::{LONGEST_TEXT, OwnFindingView, Slip};
use services::{Error, FormKey, Seen, findings};

use super::one;
use crate::pages::filing::parts::address;
use crate::pages::parts::quarter_name;
use crate::texts::filing_findings as texts;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::text_area::TextArea;
use crate::web::{At, Fields, Member, see_other};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    text: String,
    form: String,
    /// Where the finding stood on the page.
    seen: String,
}

/// What was typed, and what is wrong with it.
pub struct Typed {
    text: String,
    form: FormKey,
    pub error: Option<String>,
    /// Somebody wrote or decided meanwhile.
    pub overtaken: bool,
}

impl Typed {
    /// A new form.
    pub fn blank() -> Self {
        Self { text: String::new(), form: FormKey::generate(), error: None, overtaken: false }
    }
}

/// Keeps the explanation.
pub async fn explain(member: Member, At(id): At<i64>, Fields(sent): Fields<Sent>) -> Response {
    let form = FormKey::parse(&sent.form).unwrap_or_else(FormKey::generate);
    let seen = Seen::sent(&sent.seen);
    let (error, overtaken) = match findings::explain(member.ctx(), member.actor(), (id, &seen), &sent.text, &form).await
    {
        Ok(()) => return see_other(&format!("/filing/findings/{id}?sent=1")).into_response(),
        Err(Error::Invalid { field: "text", .. }) => (Some(wrong(member.lang(), &sent.text)), false),
        // The form's key is spent where it was sent before with another text; deciding again takes a new one.
        Err(Error::Conflict(_)) => (None, true),
        Err(failure) => return member.answer(Err(failure)),
    };
    let form = if overtaken { FormKey::generate() } else { form };
    let page = one::page(&member, id, Typed { text: sent.text, form, error, overtaken }, false).await;
    member.answer(page)
}

fn wrong(lang: Lang, text: &str) -> String {
    match Slip::of(text) {
        None | Some(Slip::Empty) => texts::empty(lang).to_owned(),
        Some(Slip::Short) => texts::short(lang).to_owned(),
        Some(Slip::Long) => texts::long(lang, LONGEST_TEXT, text.trim().chars().count()),
    }
}

/// What is wrong, at the top of the page.
pub fn errors(lang: Lang, finding: &OwnFindingView, typed: &Typed) -> impl IntoView + use<> {
    let late = typed.overtaken.then(|| {
        let words = if finding.is_open { texts::moved_on(lang) } else { texts::closed_meanwhile(lang) };
        FieldError { name: "text".into(), message: words.to_owned() }
    });
    let error = |message: &String| FieldError { name: "text".into(), message: message.clone() };
    let errors: Vec<_> = typed.error.iter().map(error).chain(late).collect();
    view! { <ErrorSummary title=texts::problems(lang) errors/> }
}

/// The form, while an explanation is taken from this person.
pub fn form(lang: Lang, finding: &OwnFindingView, typed: Typed, may: bool) -> AnyView {
    if !finding.is_open {
        let typed = (!typed.text.is_empty()).then_some(typed.text);
        // What was typed in vain is given back.
        return view! { {typed.map(|text| view! { <p class="said" id="f-text" tabindex="-1">{text}</p> })} }.into_any();
    }
    if !may {
        return view! { <Notice><p>{texts::read_only(lang)}</p></Notice> }.into_any();
    }
    let (id, quarter) = (finding.row.id, finding.row.quarter);
    let again = finding.entries.iter().any(|entry| entry.kind.is_of_enterprise());
    let label = if again { texts::explain_again(lang) } else { texts::explain(lang) };
    view! {
        <section aria-labelledby="explain">
            <h2 id="explain">{label}</h2>
            <p>
                {texts::explain_or(lang)} " "
                <a href=address(quarter)>{texts::to_quarter(lang, quarter_name(lang, quarter))}</a>
            </p>
            <form method="post" action=format!("/filing/findings/{id}") class="stack">
                <FormKeyField key=typed.form.expose()/>
                <input type="hidden" name="seen" value=finding.seen.as_str().to_owned()/>
                <TextArea name="text" label=label hint=texts::explain_hint(lang, LONGEST_TEXT) error=typed.error
                    value=typed.text rows=6/>
                <button>{texts::send(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
