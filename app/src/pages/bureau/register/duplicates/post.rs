//! Deciding of two that they are one, or two.

use axum::response::Response;
use domain::access::Action;
use domain::credit_code::CreditCode;
use domain::input::Issue;
use services::Error;
use services::register::duplicates::{self, Wanted};

use super::addresses::QUEUE;
use super::pair::{State, page};
use super::sent::{Apart, Merging};
use crate::web::{At, Form, Member, see_other};

/// `POST /bureau/register/duplicates/{credit_code}/{other_code}/merge`
pub async fn merge(member: Member, At(codes): At<(CreditCode, CreditCode)>, form: Form<Merging>) -> Response {
    let again = match take(&member, codes, &form).await {
        Ok(duplicates::Merging::Done) => return see_other(&format!("{QUEUE}?done=merged")),
        Ok(duplicates::Merging::Refused(hindrances)) => {
            // What stood in the way may be gone when it is sent again: that is another form.
            let merging = Form::new(form.typed);
            Ok(State { merging, hindrances, ..State::default() })
        }
        Err(failure) => form.refused(failure).map(|merging| State { merging, ..State::default() }),
    };
    answer(&member, codes, again).await
}

async fn take(
    member: &Member,
    codes: (CreditCode, CreditCode),
    form: &Form<Merging>,
) -> Result<duplicates::Merging, Error> {
    let sent = form.ready(member.actor(), Action::ManageRegister)?;
    let (kept, gone) = match sent.stays.get() {
        Ok(stays) if *stays == codes.0 => codes,
        Ok(stays) if *stays == codes.1 => (codes.1, codes.0),
        _ => return Err(Error::issue("stays", Issue::NoChoice)),
    };
    let wanted = Wanted { kept, gone, reason: sent.reason.typed(), seen: &sent.seen };
    duplicates::merge(member.ctx(), member.actor(), wanted, form.key()).await
}

/// `POST /bureau/register/duplicates/{credit_code}/{other_code}/apart`
pub async fn apart(member: Member, At(codes): At<(CreditCode, CreditCode)>, form: Form<Apart>) -> Response {
    let done = match form.ready(member.actor(), Action::ManageRegister) {
        Ok(sent) => {
            let said = (sent.apart_reason.typed(), &sent.seen, form.key());
            duplicates::keep_apart(member.ctx(), member.actor(), [codes.0, codes.1], said).await
        }
        Err(failure) => Err(failure),
    };
    let again = match done {
        Ok(()) => return see_other(&format!("{QUEUE}?done=apart")),
        Err(failure) => form.refused(failure).map(|apart| State { apart, ..State::default() }),
    };
    answer(&member, codes, again).await
}

async fn answer(member: &Member, codes: (CreditCode, CreditCode), again: Result<State, Error>) -> Response {
    member.answer(match again {
        Ok(state) => page(member, codes, Some(state)).await,
        Err(failure) => Err(failure),
    })
}
