//! Listening to the server's event stream.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

/// The events that carry a value.
const KIND: &str = "measurement";

/// What an island wants to hear.
struct Listener {
    on_data: Box<dyn Fn(&str)>,
    on_state: Box<dyn Fn(bool)>,
}

type Listeners = Rc<RefCell<Vec<Listener>>>;

thread_local! {
    /// The page's streams by address. A browser opens few connections to one server, so islands share theirs.
    static STREAMS: RefCell<HashMap<String, Listeners>> = RefCell::default();
}

/// Listens to the stream at `address`. `on_data` hears each value, `on_state` whether the stream stands; after a break
/// the browser connects again by itself.
pub fn listen(address: &str, on_data: impl Fn(&str) + 'static, on_state: impl Fn(bool) + 'static) {
    let listener = Listener { on_data: Box::new(on_data), on_state: Box::new(on_state) };
    STREAMS.with_borrow_mut(|streams| {
        let listeners = streams.entry(address.to_owned()).or_insert_with(|| open(address));
        listeners.borrow_mut().push(listener);
    });
}

fn open(address: &str) -> Listeners {
    let listeners = Listeners::default();
    // Only an address that is none is refused, and ours is made by the server; then the page stays as it was sent.
    let Ok(source) = EventSource::new(address) else { return listeners };
    let hearing = listeners.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(data) = event.data().as_string() {
            hearing.borrow().iter().for_each(|listener| (listener.on_data)(&data));
        }
    });
    let added = source.add_event_listener_with_callback(KIND, heard.as_ref().unchecked_ref());
    debug_assert!(added.is_ok(), "adding a listener does not fail");
    heard.forget();
    let (state, hearing) = (source.clone(), listeners.clone());
    let changed = Closure::<dyn Fn()>::new(move || {
        let stands = state.ready_state() == EventSource::OPEN;
        hearing.borrow().iter().for_each(|listener| (listener.on_state)(stands));
    });
    source.set_onopen(Some(changed.as_ref().unchecked_ref()));
    source.set_onerror(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
    listeners
}
