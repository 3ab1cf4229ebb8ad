//! Listening to the server's event stream, and opening it again after whatever broke it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

use super::super::link::Link;

/// Seconds until the stream is opened again after its first, second, … refusal; the last one for all that follow.
const PAUSES: [u32; 4] = [3, 6, 10, 15];
/// Up to so many seconds more, so that not everybody comes back at the same moment.
const SPREAD: f64 = 5.0;

/// What a listener hears.
pub enum Event<'a> {
    /// A measurement.
    Data(&'a str),
    /// This reader lost events: what is shown has to be read again.
    Stale,
    /// The stream stands, or does not.
    Link(Link),
}

type Listener = Box<dyn Fn(Event<'_>)>;

/// One address that is listened to.
struct Stream {
    address: String,
    listeners: RefCell<Vec<Listener>>,
    /// Refusals since it last stood.
    refused: Cell<usize>,
}

thread_local! {
    /// The page's streams by address. A browser opens few connections to one server, so islands share theirs.
    static STREAMS: RefCell<HashMap<String, Rc<Stream>>> = RefCell::default();
}

/// Listens to the stream at `address`. After a break it is opened again, by the browser where that does so by itself,
/// by us where it gives up: at any answer that is no stream, such as the 502 of a proxy or our own 503.
pub fn listen(address: &str, listener: impl Fn(Event<'_>) + 'static) {
    let (stream, is_new) = STREAMS.with_borrow_mut(|streams| {
        let is_new = !streams.contains_key(address);
        let new = || {
            let (listeners, refused) = (RefCell::default(), Cell::default());
            Rc::new(Stream { address: address.to_owned(), listeners, refused })
        };
        (streams.entry(address.to_owned()).or_insert_with(new).clone(), is_new)
    });
    stream.listeners.borrow_mut().push(Box::new(listener));
    if is_new {
        stream.open();
    }
}

impl Stream {
    fn tell(&self, event: impl Fn() -> Event<'static>) {
        self.listeners.borrow().iter().for_each(|listener| listener(event()));
    }

    fn open(self: Rc<Self>) {
        // Only an address that is none is refused, and ours is made by the server; then the page stays as it was sent.
        let Ok(source) = EventSource::new(&self.address) else { return };
        let hearing = self.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(data) = event.data().as_string() {
                hearing.listeners.borrow().iter().for_each(|listener| listener(Event::Data(&data)));
            }
        });
        let hearing = self.clone();
        let fell_behind = Closure::<dyn Fn()>::new(move || hearing.tell(|| Event::Stale));
        let added = source
            .add_event_listener_with_callback("measurement", heard.as_ref().unchecked_ref())
            .and_then(|()| source.add_event_listener_with_callback("stale", fell_behind.as_ref().unchecked_ref()));
        debug_assert!(added.is_ok(), "adding a listener does not fail");
        heard.forget();
        fell_behind.forget();
        let state = source.clone();
        let changed = Closure::<dyn Fn()>::new(move || match state.ready_state() {
            EventSource::OPEN => {
                self.refused.set(0);
                self.tell(|| Event::Link(Link::Stands));
            }
            EventSource::CLOSED => self.clone().wait(),
            _ => self.tell(|| Event::Link(Link::Trying)),
        });
        source.set_onopen(Some(changed.as_ref().unchecked_ref()));
        source.set_onerror(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    }

    /// Opens it again after a pause.
    fn wait(self: Rc<Self>) {
        let refused = self.refused.get();
        self.refused.set(refused + 1);
        let pause = PAUSES.get(refused).or(PAUSES.last()).copied().unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 5")]
        let spread = (js_sys::Math::random() * SPREAD) as u32;
        self.count_down(pause + spread);
    }

    fn count_down(self: Rc<Self>, seconds: u32) {
        if seconds == 0 {
            self.tell(|| Event::Link(Link::Trying));
            return self.open();
        }
        self.tell(|| Event::Link(Link::Waiting(seconds)));
        set_timeout(move || self.count_down(seconds - 1), Duration::from_secs(1));
    }
}
