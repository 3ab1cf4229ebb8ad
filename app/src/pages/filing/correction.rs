//! Correcting what was signed: begun with a reason, and given up again.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::input::Input;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::declarations::{Draft, LONGEST_REASON, Overtaken, Reason, Refusal, abandon_correction, begin_correction};
use services::input::{Incoming, sound};
use validator::Validate;

use super::parts::address;
use crate::pages::parts::{Sentence, chinese, count, issue};
use crate::texts::{filing as texts, issues};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Form, Member, Revision, see_other};

/// What was typed into the form, and what became of it.
#[derive(Debug, Default)]
pub struct Typed {
    pub reason: String,
    pub error: Option<String>,
    /// Why nothing was done, where that is nobody's mistake.
    pub late: Option<Sentence>,
}

impl Typed {
    /// The status of the page.
    pub const fn status(&self) -> StatusCode {
        match (&self.error, &self.late) {
            (_, Some(_)) => StatusCode::CONFLICT,
            (Some(_), None) => StatusCode::UNPROCESSABLE_ENTITY,
            (None, None) => StatusCode::OK,
        }
    }
}

/// What the forms send.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    reason: Input<Reason>,
    /// The draft's revision that the page showed.
    revision: Revision,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["reason"];
}

/// `POST /filing/{quarter}/correction`
pub async fn begin(member: Member, At(quarter): At<Quarter>, form: Form<Sent>) -> Response {
    let (lang, sent) = (member.lang(), form.typed);
    let reason = sent.reason.typed().to_owned();
    let (error, late) = match begin_correction(member.ctx(), member.actor(), quarter, sent.revision.0, &reason).await {
        Ok(_revision) => return see_other(&address(quarter)).into_response(),
        Err(Refusal::Other(Error::Invalid(issues))) => (issue::at(lang, &issues, "reason"), None),
        Err(Refusal::Overtaken(by)) => (None, Some(changed_by(lang, by, texts::begin_overtaken))),
        Err(Refusal::Locked(_) | Refusal::NotNow(_)) => (None, Some(Sentence::plain(texts::begin_late(lang)))),
        Err(failure) => return member.answer(Err(failure.into())),
    };
    let typed = Typed { reason, error, late };
    member.answer(super::quarter::page(&member, quarter, typed).await)
}

/// `POST /filing/{quarter}/correction/abandon`
pub async fn abandon(member: Member, At(quarter): At<Quarter>, form: Form<Sent>) -> Response {
    match abandon_correction(member.ctx(), member.actor(), quarter, form.typed.revision.0).await {
        Ok(()) => see_other(&address(quarter)).into_response(),
        Err(Refusal::Overtaken(by)) => {
            let late = Some(changed_by(member.lang(), by, texts::abandon_overtaken));
            let typed = Typed { late, ..Typed::default() };
            member.answer(super::quarter::page(&member, quarter, typed).await)
        }
        Err(failure) => member.answer(Err(failure.into())),
    }
}

/// A sentence about who was quicker.
fn changed_by(lang: Lang, by: Overtaken, say: fn(Lang, &'static str, String) -> String) -> Sentence {
    let at = when::moment(lang, by.at);
    match by.by {
        Some(who) => Sentence::around(who, |who| say(lang, who, at)),
        None => Sentence::plain(say(lang, texts::somebody(lang), at)),
    }
}

/// What is wrong, or why nothing was done, at the top of the page. Where there is no form any more that would hold the
/// reason, it is given back here.
pub fn errors(lang: Lang, draft: &Draft, typed: &Typed) -> impl IntoView + use<> {
    let error = |message: &String| FieldError {
        name: "reason".into(),
        message: issues::of_field(lang, texts::reason(lang), message),
    };
    let errors: Vec<_> = typed.error.iter().map(error).collect();
    let late = typed.late.clone().map(|words| {
        let written = (!draft.may_correct && !typed.reason.trim().is_empty()).then(|| {
            view! {
                <p>{texts::your_reason(lang)}</p>
                <blockquote class="written" lang=chinese(lang)>{typed.reason.clone()}</blockquote>
            }
        });
        let words = words.view(lang);
        view! { <div role="alert"><Notice tone=Tone::Over><p><strong>{words}</strong></p>{written}</Notice></div> }
    });
    view! {
        <ErrorSummary title=texts::problems(lang, count(errors.len())) errors/>
        {late}
    }
}

/// The form that fits how the declaration stands.
pub fn forms(lang: Lang, draft: &Draft, typed: Typed) -> impl IntoView + use<> {
    let base = address(draft.quarter);
    let revision = draft.revision.to_string();
    if draft.may_correct {
        let hint = texts::reason_hint(lang, LONGEST_REASON);
        return view! {
            <section aria-labelledby="correct">
                <h2 id="correct">{texts::correct(lang)}</h2>
                <p class="prose">{texts::correct_how(lang)}</p>
                <form method="post" action=format!("{base}/correction") class="stack">
                    <input type="hidden" name="revision" value=revision/>
                    <TextArea name="reason" label=texts::reason(lang) hint=hint error=typed.error value=typed.reason rows=3/>
                    <button>{texts::begin_correction(lang)}</button>
                </form>
            </section>
        }
        .into_any();
    }
    if draft.correction.is_none() || !draft.may_change {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="abandon">
            <h2 id="abandon">{texts::abandon(lang)}</h2>
            <p>{texts::abandon_what(lang)}</p>
            <form method="post" action=format!("{base}/correction/abandon")>
                <input type="hidden" name="revision" value=revision/>
                <button class="quiet">{texts::abandon(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
