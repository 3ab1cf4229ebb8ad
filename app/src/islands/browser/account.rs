//! Hearing who is signed in now. `public/tab.js` finds it out, and writes it on the document.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::window;

use crate::islands::account::Account;

/// `heard` is told whenever the answer changes.
pub fn on_account(heard: impl Fn(Account) + 'static) {
    let Some(window) = window() else { return };
    let changed = Closure::<dyn Fn()>::new(move || heard(now()));
    let added = window.add_event_listener_with_callback("account", changed.as_ref().unchecked_ref());
    debug_assert!(added.is_ok(), "adding a listener does not fail");
    changed.forget();
}

fn now() -> Account {
    let root = window().and_then(|window| window.document()).and_then(|page| page.document_element());
    let told = |name: &str| root.as_ref().and_then(|root| root.get_attribute(name)).unwrap_or_default();
    match told("data-account").as_str() {
        "other" => Account::Other(told("data-account-who")),
        "out" => Account::Out,
        _ => Account::Same,
    }
}
