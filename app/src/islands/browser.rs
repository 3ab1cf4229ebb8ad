//! The two things that islands ask of the browser.
//!
//! The closures live as long as the page does: an island is never taken off a page, so they are handed to the browser
//! for good.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, EventSource, MessageEvent, XmlHttpRequest, XmlHttpRequestResponseType, window};

/// Listens to the `kind` events of the stream at `address`. `on_state` hears whether the stream stands; after a break
/// the browser connects again by itself.
pub fn stream(address: &str, kind: &str, on_data: impl Fn(String) + 'static, on_state: impl Fn(bool) + 'static) {
    let Ok(source) = EventSource::new(address) else { return on_state(false) };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(data) = event.data().as_string() {
            on_data(data);
        }
    });
    // Adding a listener to an event target does not fail; the result is a formality of the binding.
    let _ignored = source.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref());
    heard.forget();
    let state = source.clone();
    let changed = Closure::<dyn Fn()>::new(move || on_state(state.ready_state() == EventSource::OPEN));
    source.set_onopen(Some(changed.as_ref().unchecked_ref()));
    source.set_onerror(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

/// Asks for the current page and replaces the elements with the ids `parts` by the new ones. `on_done` hears whether
/// that went well; a hidden page is left alone.
pub fn reload(parts: Vec<String>, on_done: impl Fn(bool) + 'static) {
    let Some(document) = window().and_then(|window| window.document()).filter(|page| !page.hidden()) else { return };
    let (Ok(request), Ok(address)) =
        (XmlHttpRequest::new(), document.location().map_or(Err(()), |l| l.href().map_err(|_| ())))
    else {
        return on_done(false);
    };
    let answered = request.clone();
    let done = Closure::once_into_js(move || {
        let ok = answered.status() == Ok(200);
        if let Some(fresh) = answered.response_xml().ok().flatten().filter(|_| ok) {
            replace(&document, &fresh, &parts);
        }
        on_done(ok);
    });
    request.set_onloadend(Some(done.unchecked_ref()));
    let sent = request.open("GET", &address).and_then(|()| {
        request.set_response_type(XmlHttpRequestResponseType::Document);
        request.send()
    });
    // A request that cannot even be sent ends without an answer; the word on the page stays as it was.
    drop(sent);
}

fn replace(page: &Document, fresh: &Document, parts: &[String]) {
    for id in parts {
        if let (Some(old), Some(new)) = (page.get_element_by_id(id), fresh.get_element_by_id(id)) {
            // An element with the keyboard's focus inside stays: its reader is in the middle of it.
            if page.active_element().is_none_or(|focus| !old.contains(Some(&focus))) {
                old.replace_with_with_node_1(&new).unwrap_or_default();
            }
        }
    }
}
