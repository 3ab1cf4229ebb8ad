//! The pages of the bureau. Each begins with somebody who is signed in; whether the role may, the use case says.

mod admin;
mod tips;

use super::Routes;

/// The addresses of the bureau.
pub(super) fn routes() -> Routes {
    admin::routes().and(tips::routes())
}
