//! A form that waits inside the one that signs in.

use super::Sent;
use crate::web::{self, Form};

/// The form that signs in, with the one that waits inside it.
pub(super) fn keep(path: &str, sent: &web::Sent) -> Form<Sent> {
    let kept = serde_urlencoded::to_string(&sent.fields).unwrap_or_default();
    // Without fields there is nothing to send again, and the address of a form is none to come back to; but a form with
    // files goes to the address of its page.
    let next = if kept.is_empty() && !sent.has_files { String::new() } else { path.to_owned() };
    Form::new(Sent { next, kept, ..Sent::default() })
}
