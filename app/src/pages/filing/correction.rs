//! Correcting what was signed: begun with a reason, and given up again.

use axum::response::{IntoResponse, Response};
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::declarations::{Draft, LONGEST_REASON, abandon_correction, begin_correction};

use super::parts::address;
use crate::pages::parts::count;
use crate::texts::filing as texts;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::text_area::TextArea;
use crate::web::{At, Fields, Member, see_other};

/// What was typed into the form, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Typed {
    pub reason: String,
    pub error: Option<String>,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    reason: String,
}

/// `POST /filing/{quarter}/correction`
pub async fn begin(member: Member, At(quarter): At<Quarter>, Fields(Sent { reason }): Fields<Sent>) -> Response {
    match begin_correction(member.ctx(), member.actor(), quarter, &reason).await.map_err(Error::from) {
        Ok(_revision) => see_other(&address(quarter)).into_response(),
        Err(Error::Invalid { field: "reason", .. }) => {
            let error = Some(wrong(member.lang(), &reason));
            let page = super::quarter::page(&member, quarter, Typed { reason, error }).await;
            member.answer(page)
        }
        // It was accepted, returned or closed meanwhile: the page says how it stands now.
        Err(Error::Conflict(_)) => see_other(&address(quarter)).into_response(),
        Err(failure) => member.answer(Err(failure)),
    }
}

/// `POST /filing/{quarter}/correction/abandon`
pub async fn abandon(member: Member, At(quarter): At<Quarter>) -> Response {
    match abandon_correction(member.ctx(), member.actor(), quarter).await {
        Ok(()) => see_other(&address(quarter)).into_response(),
        Err(failure) => member.answer(Err(failure)),
    }
}

fn wrong(lang: Lang, reason: &str) -> String {
    match reason.trim().chars().count() {
        0 => texts::reason_empty(lang).to_owned(),
        count => texts::reason_long(lang, LONGEST_REASON, count),
    }
}

/// What is wrong, at the top of the page.
pub fn errors(lang: Lang, typed: &Typed) -> impl IntoView + use<> {
    let error = |message: &String| FieldError { name: "reason".into(), message: message.clone() };
    let errors: Vec<_> = typed.error.iter().map(error).collect();
    view! { <ErrorSummary title=texts::problems(lang, count(errors.len())) errors/> }
}

/// The form that fits how the declaration stands.
pub fn forms(lang: Lang, draft: &Draft, typed: Typed) -> impl IntoView + use<> {
    let base = address(draft.quarter);
    if draft.may_correct {
        let hint = texts::reason_hint(lang, LONGEST_REASON);
        return view! {
            <section aria-labelledby="correct">
                <h2 id="correct">{texts::correct(lang)}</h2>
                <p class="prose">{texts::correct_how(lang)}</p>
                <form method="post" action=format!("{base}/correction") class="stack">
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
                <button class="quiet">{texts::abandon(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
