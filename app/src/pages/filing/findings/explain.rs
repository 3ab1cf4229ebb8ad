//! `POST /filing/findings/{id}`: the enterprise explains.

use axum::response::{IntoResponse, Response};
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::findings::{LONGEST_TEXT, OwnFindingView, Words};
use services::input::{Incoming, sound};
use services::{Seen, findings};
use validator::Validate;

use super::one;
use crate::pages::filing::parts::address;
use crate::pages::parts::{issue, quarter_name};
use crate::texts::filing_findings as texts;
use crate::ui::error_summary::FieldError;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::text_area::TextArea;
use crate::web::{At, Form, Member, see_other};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub text: Input<Words>,
    /// Where the finding stood on the page.
    seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["text"];
}

/// Keeps the explanation.
pub async fn explain(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let Sent { text, seen } = &form.typed;
    let again = match findings::explain(member.ctx(), member.actor(), (id, seen), text.typed(), form.key()).await {
        Ok(()) => return see_other(&format!("/filing/findings/{id}?sent=1")).into_response(),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => one::page(&member, id, form, false).await,
        Err(failure) => Err(failure),
    })
}

/// What is wrong, at the top of the page.
pub fn errors(lang: Lang, finding: &OwnFindingView, form: &Form<Sent>) -> impl IntoView + use<> {
    let late = form.conflict.is_some().then(|| {
        let words = if finding.is_open { texts::moved_on(lang) } else { texts::closed_meanwhile(lang) };
        FieldError { name: "text".into(), message: words.to_owned() }
    });
    let mut errors = issue::lines(lang, &form.issues, |_| texts::explain(lang));
    errors.extend(late);
    issue::summary_of(texts::problems(lang), errors)
}

/// The form, while an explanation is taken from this person.
pub fn form(lang: Lang, finding: &OwnFindingView, form: &Form<Sent>, may: bool) -> AnyView {
    let value = form.typed.text.typed().to_owned();
    if !finding.is_open {
        let typed = (!value.is_empty()).then_some(value);
        // What was typed in vain is given back.
        return view! { {typed.map(|text| view! { <p class="said" id="f-text" tabindex="-1">{text}</p> })} }.into_any();
    }
    if !may {
        return view! { <Notice><p>{texts::read_only(lang)}</p></Notice> }.into_any();
    }
    let error = issue::at(lang, &form.issues, "text");
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
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=finding.seen.as_str().to_owned()/>
                <TextArea name="text" label=label hint=texts::explain_hint(lang, LONGEST_TEXT) error
                    value rows=6/>
                <button>{texts::send(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
