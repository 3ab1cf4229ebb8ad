//! Correcting what was signed: begun with a reason, and given up again.

use axum::response::{IntoResponse, Response};
use domain::lang::Lang;
use domain::quarter::Quarter;
use services::Error;
use services::declarations::{Refusal, abandon_correction, begin_correction};

use super::correction_form::Sent;
use super::form_state::{FormState, changed_by};
use super::parts::address;
use crate::pages::parts::Sentence;
use crate::texts::filing as texts;
use crate::web::{At, Form, Member, see_other};

/// `POST /filing/{quarter}/correction`
pub async fn begin(member: Member, At(quarter): At<Quarter>, form: Form<Sent>) -> Response {
    let Sent { reason, revision } = &form.typed;
    let begun = begin_correction(member.ctx(), member.actor(), quarter, revision.0, reason.typed()).await;
    answer(&member, quarter, form, begun.map(|_revision| ()), BEGIN).await
}

/// `POST /filing/{quarter}/correction/abandon`
pub async fn abandon(member: Member, At(quarter): At<Quarter>, form: Form<Sent>) -> Response {
    let form = form.only(&[]);
    let done = abandon_correction(member.ctx(), member.actor(), quarter, form.typed.revision.0).await;
    answer(&member, quarter, form, done, ABANDON).await
}

/// Why a step was not taken, in the words of that step.
#[derive(Clone, Copy)]
struct Words {
    /// Somebody was quicker: who and when.
    overtaken: fn(Lang, &'static str, String) -> String,
    /// The declaration stands otherwise than the page showed it.
    late: fn(Lang) -> &'static str,
}

const BEGIN: Words = Words { overtaken: texts::begin_overtaken, late: texts::begin_late };
const ABANDON: Words = Words { overtaken: texts::abandon_overtaken, late: texts::abandon_late };

/// Back to the quarter; or its page again, with what was written and why nothing was done.
async fn answer(
    member: &Member,
    quarter: Quarter,
    form: Form<Sent>,
    done: Result<(), Refusal>,
    words: Words,
) -> Response {
    let state = match done {
        Ok(()) => return see_other(&address(quarter)).into_response(),
        Err(refusal) => refused(member.lang(), form, refusal, words),
    };
    member.answer(match state {
        Ok(state) => super::quarter::page(member, quarter, state).await,
        Err(failure) => Err(failure),
    })
}

/// The form with why the step was not taken.
fn refused(lang: Lang, form: Form<Sent>, refusal: Refusal, words: Words) -> Result<FormState<Sent>, Error> {
    let words = match &refusal {
        Refusal::Overtaken(by) => changed_by(lang, by, words.overtaken),
        // How it stands now is said on the page itself.
        Refusal::Locked(_) | Refusal::NotNow(_) | Refusal::Other(Error::Conflict(_)) => {
            Sentence::plain((words.late)(lang))
        }
        Refusal::Problems(_) | Refusal::Unchanged(_) | Refusal::Other(_) => {
            return form.refused(refusal.into()).map(FormState::of);
        }
    };
    FormState::refused(form, refusal, words)
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use domain::declaration::deadline::NotNow;
    use domain::time::Stamp;
    use services::Conflict;
    use services::declarations::{Locked, Overtaken};

    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn each_kind_of_refusal_is_told_in_the_words_of_its_step() {
        let overtaken = || Overtaken { by: Some("许岚".into()), at: Stamp(0), revision: 3 }.into();
        let closed = || NotNow::Closed("2026Q1".parse().unwrap()).into();
        let clash = || Error::from(Conflict::NotReady("elsewhere".into())).into();
        let cases: [(&str, Refusal, Words, &str); 7] = [
            ("overtaken", overtaken(), BEGIN, "许岚"),
            ("accepted", Locked::Accepted.into(), BEGIN, "没有开始更正"),
            ("closed", closed(), BEGIN, "没有开始更正"),
            ("clash", clash(), BEGIN, "没有开始更正"),
            ("overtaken", overtaken(), ABANDON, "没有放弃更正"),
            ("closed", closed(), ABANDON, "没有放弃更正"),
            ("clash", clash(), ABANDON, "没有放弃更正"),
        ];
        for (name, refusal, words, said) in cases {
            let state = refused(Lang::Zh, Form::default(), refusal, words).unwrap();
            assert_eq!(state.status(), StatusCode::CONFLICT, "{name}");
            let html = render(|| state.summary(Lang::Zh, |_| "", None));
            assert!(html.contains(said), "{name}: {html}");
        }
        assert!(refused(Lang::Zh, Form::default(), Error::NotFound.into(), BEGIN).is_err(), "no matter of the form");
    }
}
