//! The pages that say why there is none: the one place where refusals become pages.

use std::future::{Ready, ready};

use axum::response::Response;

use super::{error, sign_in};
use crate::web::{Refusal, Why};

/// The layer around all pages: an answer that carries a refusal becomes the page that says it.
pub fn render(mut response: Response) -> Ready<Response> {
    ready(match response.extensions_mut().remove::<Refusal>() {
        Some(refusal) => page(&refusal),
        None => response,
    })
}

/// The page of a refusal, under its status.
pub fn page(Refusal { visit, why }: &Refusal) -> Response {
    let page = match why {
        Why::Failed(failure) => error::page(visit, failure),
        Why::BadForm => error::bad_form(visit),
        Why::TooLarge => error::too_large(visit),
        Why::NoForm => error::takes_no_form(visit),
        Why::ForeignForm => error::foreign_form(visit),
        Why::Broken => error::broken(visit),
        Why::NotSaved(failure, fields) => error::not_saved(visit, failure, fields.clone()),
        Why::SessionEnded(sent) => sign_in::session_ended(visit, sent),
        Why::MadeForAnother(now, sent) => sign_in::made_for_another(visit, now, sent),
    };
    visit.answer(Ok(page.status(why.status())))
}
