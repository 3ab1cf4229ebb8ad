//! Moving about: the focus, other pages, and not leaving what is unsaved by accident.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BeforeUnloadEvent, Element, HtmlAnchorElement, HtmlElement, MouseEvent, window};

/// Moves the keyboard's focus to the element of an id.
pub fn focus(id: &str) {
    let page = window().and_then(|window| window.document());
    let found = page.and_then(|page| page.get_element_by_id(id)).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(element) = found {
        let focused = element.focus();
        debug_assert!(focused.is_ok(), "an element of the page takes the focus");
    }
}

/// Goes to a page of the portal.
pub fn go(address: &str) {
    let gone = window().map(|window| window.location().set_href(address));
    debug_assert!(matches!(gone, Some(Ok(()))), "a page of our own can be gone to");
}

/// While `is_unsaved` says so, the browser asks before it closes the page, and `leave_for` hears the address of a link
/// instead of the browser.
pub fn guard(is_unsaved: impl Fn() -> bool + Clone + 'static, leave_for: impl Fn(String) + 'static) {
    let Some(window) = window() else { return };
    let asks = is_unsaved.clone();
    let closing = Closure::<dyn Fn(BeforeUnloadEvent)>::new(move |event: BeforeUnloadEvent| {
        if asks() {
            event.prevent_default();
            // Browsers of before 2023 ask only when this is set.
            event.set_return_value("?");
        }
    });
    window.set_onbeforeunload(Some(closing.as_ref().unchecked_ref()));
    closing.forget();
    let clicked = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(address) = followed(&event).filter(|_| is_unsaved()) {
            event.prevent_default();
            leave_for(address);
        }
    });
    let added = window.add_event_listener_with_callback("click", clicked.as_ref().unchecked_ref());
    debug_assert!(added.is_ok(), "adding a listener does not fail");
    clicked.forget();
}

/// The address that a click leads this very page to; none for a click that opens another one, or stays.
fn followed(event: &MouseEvent) -> Option<String> {
    if event.default_prevented() || event.button() != 0 || event.ctrl_key() || event.shift_key() || event.meta_key() {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    let here = window()?.location();
    let stays = link.pathname() == here.pathname().ok()? && link.search() == here.search().ok()?;
    let own = link.origin() == here.origin().ok()? && link.target().is_empty();
    (own && !stays).then(|| link.href())
}
