//! Asking for the page again.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, XmlHttpRequest, XmlHttpRequestResponseType, window};

/// Seconds after which the page is read again for islands: several may ask at once, and the frame that one of them
/// heard of brings more values.
const GATHER: u64 = 3;
/// Seconds after which it is asked for again where that failed.
const AGAIN: u64 = 10;

/// Asks for the current page and replaces the elements with the ids `parts` by the new ones. `on_done` hears whether
/// that went well; a hidden page is left alone.
pub fn reload(parts: Vec<String>, on_done: impl Fn(bool) + 'static) {
    let Some(page) = document().filter(|page| !page.hidden()) else { return };
    fetch(move |fresh| {
        if let Some(fresh) = &fresh {
            replace(&page, fresh, &parts);
        }
        on_done(fresh.is_some());
    });
}

/// What wants to hear what the page now gives an island.
type Reader = (String, Box<dyn Fn(&str)>);

thread_local! {
    static READERS: RefCell<Vec<Reader>> = RefCell::default();
}

/// Reads the page again and tells `on_props` what it now gives the island in the element with the id `place`. All who
/// ask within a few seconds are told by one request.
pub fn reread(place: String, on_props: impl Fn(&str) + 'static) {
    let first = READERS.with_borrow_mut(|readers| {
        let first = readers.is_empty();
        if readers.iter().all(|(waiting, _)| *waiting != place) {
            readers.push((place, Box::new(on_props)));
        }
        first
    });
    if first {
        set_timeout(read, Duration::from_secs(GATHER));
    }
}

fn read() {
    fetch(|fresh| match fresh {
        Some(fresh) => {
            for (place, on_props) in READERS.take() {
                let island = fresh.get_element_by_id(&place).and_then(|place| place.first_element_child());
                if let Some(props) = island.and_then(|island| island.get_attribute("data-props")) {
                    on_props(&props);
                }
            }
        }
        None => {
            set_timeout(read, Duration::from_secs(AGAIN));
        }
    });
}

fn document() -> Option<Document> {
    window().and_then(|window| window.document())
}

/// Asks for the current page; nothing where no such page came.
fn fetch(on_page: impl FnOnce(Option<Document>) + 'static) {
    let address = document().and_then(|page| page.url().ok());
    let (Some(address), Ok(request)) = (address, XmlHttpRequest::new()) else { return on_page(None) };
    let answered = request.clone();
    let done = Closure::once_into_js(move || {
        on_page(answered.response_xml().ok().flatten().filter(|_| answered.status() == Ok(200)));
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
