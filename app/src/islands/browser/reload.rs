//! Asking for the page again.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, XmlHttpRequest, XmlHttpRequestResponseType, window};

/// Asks for the current page and replaces the elements with the ids `parts` by the new ones. `on_done` hears whether
/// that went well; a hidden page is left alone.
pub fn reload(parts: Vec<String>, on_done: impl Fn(bool) + 'static) {
    let Some(page) = window().and_then(|window| window.document()).filter(|page| !page.hidden()) else { return };
    let (Ok(address), Ok(request)) = (page.url(), XmlHttpRequest::new()) else { return on_done(false) };
    let answered = request.clone();
    let done = Closure::once_into_js(move || {
        let fresh = answered.response_xml().ok().flatten().filter(|_| answered.status() == Ok(200));
        if let Some(fresh) = &fresh {
            replace(&page, fresh, &parts);
        }
        on_done(fresh.is_some());
    });
    request.set_onloadend(Some(done.unchecked_ref()));
    let sent = request.open("GET", &address).and_then(|()| {
        request.set_response_type(XmlHttpRequestResponseType::Document);
        request.send()
    });
    debug_assert!(sent.is_ok(), "a request for the page's own address can be sent");
}

fn replace(page: &Document, fresh: &Document, parts: &[String]) {
    for id in parts {
        if let (Some(old), Some(new)) = (page.get_element_by_id(id), fresh.get_element_by_id(id)) {
            // A part that holds the keyboard's focus stays: its reader is in the middle of it.
            if page.active_element().is_none_or(|focus| !old.contains(Some(&focus))) {
                let replaced = old.replace_with_with_node_1(&new);
                debug_assert!(replaced.is_ok(), "an element of the page can be replaced");
            }
        }
    }
}
