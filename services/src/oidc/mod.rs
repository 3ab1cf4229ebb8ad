//! Sign-in by `OpenID Connect`: the conversation with the provider of the unified identity (统一身份认证).
//!
//! Nothing here knows accounts or the database. The provider is believed about one thing, who somebody is, and only where
//! its words are signed by a key of its own, meant for this portal, and about this very sign-in. All else that it may do
//! wrong is a [`Fault`].

mod claims;
mod fault;
mod known;
mod provider;
mod settings;
mod signatures;
mod talk;

pub use claims::Person;
pub use fault::Fault;
pub use provider::{Oidc, Provider, Secrets};
pub use settings::{BadSetting, Settings};
