//! People: a certifier looks after those of the own enterprise, the administrator invites whoever is needed.

mod close;
mod form;
mod invitations;
mod invited;
mod nav;
mod own;
mod post;

use axum::routing::{get, post as posted};

use super::Routes;
pub use nav::{PeoplePage, nav};

/// Who invites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// An enterprise's certifier.
    Enterprise,
    /// The administrator.
    Bureau,
}

impl Side {
    /// Where its list is, to which the form goes.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Enterprise => "/filing/people",
            Self::Bureau => "/bureau/invitations",
        }
    }
}

/// The addresses of both sides.
pub fn routes() -> Routes {
    use Side::{Bureau as ALL, Enterprise as OWN};
    Routes::default()
        .at("/filing/people", get(own::show).post(|member, form| post::invite(OWN, member, form)))
        .at("/filing/people/new", get(|member| form::show(OWN, member)))
        .at("/filing/people/{id}/close", get(close::ask).post(close::close))
        .at("/filing/people/invitations/{id}/revoke", posted(|member, at| post::revoke(OWN, member, at)))
        .at("/bureau/invitations", get(invitations::show).post(|member, form| post::invite(ALL, member, form)))
        .at("/bureau/invitations/new", get(|member| form::show(ALL, member)))
        .at("/bureau/invitations/{id}/revoke", posted(|member, at| post::revoke(ALL, member, at)))
}
