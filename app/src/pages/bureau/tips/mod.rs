//! Tip-offs at the bureau: the queue, one tip-off, and the identity behind it.

mod custodian;
mod filter;
mod forms;
mod identity;
mod photo;
mod post;
mod queue;
mod sent;
mod show;
mod tip;

use axum::routing::{get, post as post_to};

use crate::pages::Routes;

/// The addresses of this part.
pub(super) fn routes() -> Routes {
    Routes::default()
        .at("/bureau/tips", get(queue::show))
        .at("/bureau/tips/{tip_no}", get(show::show))
        .at("/bureau/tips/{tip_no}/accept", post_to(post::accept))
        .at("/bureau/tips/{tip_no}/decline", post_to(post::decline))
        .at("/bureau/tips/{tip_no}/hand-over", post_to(post::hand_over))
        .at("/bureau/tips/{tip_no}/reply", post_to(post::reply))
        .at("/bureau/tips/{tip_no}/answer", post_to(post::answer))
        .at("/bureau/tips/{tip_no}/photos/{photo}", get(photo::show))
        .at("/bureau/tips/{tip_no}/identity", get(identity::show).post(identity::open))
}

/// The address of a tip-off.
fn address(tip_no: &str) -> String {
    format!("/bureau/tips/{tip_no}")
}
