//! Tip-offs: the form, the receipt, and following with the code.
//!
//! Nobody signs in here, and no session is asked for. A receipt code never stands in an address: it comes and goes in
//! the bodies of forms, so every page that knows one is the answer to a form, and none of them is kept by the browser.

mod follow;
mod form;
mod location;
mod photo;
mod post;
mod receipt;
mod show;
mod shown;
mod typed;
mod upload;
mod ways;

use axum::routing::get;
use leptos::prelude::*;

use super::Routes;
use crate::web::{Visitor, with_params};

/// The addresses of this part.
pub(super) fn routes() -> Routes {
    Routes::default()
        .at("/tip", get(show::show).post(post::file))
        .at("/tip/follow", get(follow::enter).post(follow::open))
        // Whoever asks for a receipt's address by hand, or chooses a language there, is led to where the code is typed.
        .at("/tip/receipt", get(follow::redirect).post(receipt::kept))
        .at("/tip/receipt/file", get(follow::redirect).post(receipt::save))
}

/// What makes a page of this part a little easier where scripts run.
fn script() -> impl IntoView {
    view! { <script type="module" src="/tip.js"></script> }
}

/// The address of a page of this part, for a form or a link. Language and type size go along where the address of this
/// page chose them: here nobody is asked to keep a cookie for that.
fn to(visitor: &Visitor, path: &str) -> String {
    let choice = |name| visitor.param(name).unwrap_or_default();
    with_params(path, [("lang", choice("lang")), ("mode", choice("mode"))])
}
