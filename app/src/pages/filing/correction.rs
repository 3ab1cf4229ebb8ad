//! Correcting what was signed: begun with a reason, and given up again.

use axum::response::{IntoResponse, Response};
use domain::input::Input;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use serde::Deserialize;
use services::declarations::{Draft, LONGEST_REASON, Reason, Refusal, abandon_correction, begin_correction};
use services::input::{Incoming, sound};
use validator::Validate;

use super::parts::address;
use super::told::{Told, changed_by};
use crate::pages::parts::{Sentence, chinese, issue};
use crate::texts::filing as texts;
use crate::ui::text_area::TextArea;
use crate::web::{At, Form, Member, Revision, see_other};

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
    let Sent { reason, revision } = &form.typed;
    let begun = begin_correction(member.ctx(), member.actor(), quarter, revision.0, reason.typed()).await;
    answer(&member, quarter, form, begun.map(|_revision| ()), texts::begin_overtaken).await
}

/// `POST /filing/{quarter}/correction/abandon`
pub async fn abandon(member: Member, At(quarter): At<Quarter>, form: Form<Sent>) -> Response {
    let form = form.only(&[]);
    let done = abandon_correction(member.ctx(), member.actor(), quarter, form.typed.revision.0).await;
    answer(&member, quarter, form, done, texts::abandon_overtaken).await
}

/// Back to the quarter; or its page again, with what was written and why nothing was done.
async fn answer(
    member: &Member,
    quarter: Quarter,
    form: Form<Sent>,
    done: Result<(), Refusal>,
    overtaken: fn(Lang, &'static str, String) -> String,
) -> Response {
    let lang = member.lang();
    let told = match done {
        Ok(()) => return see_other(&address(quarter)).into_response(),
        Err(Refusal::Overtaken(by)) => Ok(Told::late(form, changed_by(lang, by, overtaken))),
        Err(Refusal::Locked(_) | Refusal::NotNow(_)) => Ok(Told::late(form, Sentence::plain(texts::begin_late(lang)))),
        Err(failure) => form.refused(failure.into()).map(Told::of),
    };
    member.answer(match told {
        Ok(told) => super::quarter::page(member, quarter, told).await,
        Err(failure) => Err(failure),
    })
}

/// What is wrong, or why nothing was done, at the top of the page. Where there is no form any more that would hold the
/// reason, it is given back here.
pub fn errors(lang: Lang, draft: &Draft, told: &Told<Sent>) -> impl IntoView + use<> {
    let reason = &told.form.typed.reason;
    let written = (!draft.may_correct && !reason.is_blank()).then(|| {
        let reason = reason.typed().to_owned();
        view! {
            <p>{texts::your_reason(lang)}</p>
            <blockquote class="written" lang=chinese(lang)>{reason}</blockquote>
        }
        .into_any()
    });
    told.summary(lang, |_| texts::reason(lang), written)
}

/// The form that fits how the declaration stands.
pub fn forms(lang: Lang, draft: &Draft, form: &Form<Sent>) -> impl IntoView + use<> {
    let base = address(draft.quarter);
    let revision = draft.revision.to_string();
    if draft.may_correct {
        let hint = texts::reason_hint(lang, LONGEST_REASON);
        let (value, error) = (form.typed.reason.typed().to_owned(), issue::at(lang, &form.issues, "reason"));
        return view! {
            <section aria-labelledby="correct">
                <h2 id="correct">{texts::correct(lang)}</h2>
                <p class="prose">{texts::correct_how(lang)}</p>
                <form method="post" action=format!("{base}/correction") class="stack">
                    <input type="hidden" name="revision" value=revision/>
                    <TextArea name="reason" label=texts::reason(lang) hint error value rows=3/>
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
