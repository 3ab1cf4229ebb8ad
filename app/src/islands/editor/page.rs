//! What the editor asks of the page around it. Only in the browser is there one: the server renders what the editor
//! begins with, and nothing ever happens to it.

#[cfg(feature = "hydrate")]
pub use crate::islands::browser::{focus, go, guard, on_account};
#[cfg(feature = "hydrate")]
pub use leptos::task::spawn_local as spawn;

#[cfg(not(feature = "hydrate"))]
mod nowhere {
    pub fn on_account(_heard: impl Fn(crate::islands::account::Account) + 'static) {}

    pub fn focus(_id: &str) {}

    pub fn go(_address: &str) {}

    pub fn guard(_is_unsaved: impl Fn() -> bool + Clone + 'static, _leave_for: impl Fn(String) + 'static) {}

    pub fn spawn(_asking: impl Future<Output = ()> + 'static) {}
}

#[cfg(not(feature = "hydrate"))]
pub use nowhere::{focus, go, guard, on_account, spawn};
