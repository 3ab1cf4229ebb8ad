//! A drawing whose values are read out under the pointer and by a slider.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, PointerEvent, window};

use super::super::spot::{Said, Spot};

/// The parts of one drawing's reader.
struct Parts {
    surface: HtmlElement,
    cursor: Element,
    slider: HtmlInputElement,
    said: Element,
}

/// Brings the reader of the drawing `name` to life; `about` says what is to be said of a value.
pub fn probe(name: &str, about: impl Fn(Spot) -> Option<Said> + 'static) {
    let Some(parts) = Parts::find(name) else { return };
    let Some(last) = about(Spot::Number(parts.last())) else { return };
    let parts = Rc::new(parts);
    parts.say(&last, false);
    parts.surface.set_hidden(false);
    if let Some(readout) = parts.slider.parent_element().and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        readout.set_hidden(false);
    }
    let shown = parts.clone();
    let choose = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let place = match event.dyn_ref::<PointerEvent>() {
            Some(pointer) => shown.share(pointer).map(Spot::Share),
            None => shown.slider.value().parse().ok().map(Spot::Number),
        };
        if let Some(said) = place.and_then(&about) {
            shown.say(&said, true);
        }
    });
    let listener = choose.as_ref().unchecked_ref();
    let added = parts
        .surface
        .add_event_listener_with_callback("pointermove", listener)
        .and_then(|()| parts.surface.add_event_listener_with_callback("pointerdown", listener))
        .and_then(|()| parts.slider.add_event_listener_with_callback("input", listener));
    debug_assert!(added.is_ok(), "adding a listener does not fail");
    choose.forget();
}

impl Parts {
    fn find(name: &str) -> Option<Self> {
        let page = window()?.document()?;
        let surface: HtmlElement = page.get_element_by_id(&format!("{name}-probe"))?.dyn_into().ok()?;
        let slider: HtmlInputElement = page.get_element_by_id(&format!("{name}-slider"))?.dyn_into().ok()?;
        let cursor = surface.first_element_child()?.first_element_child()?;
        let said = slider.next_element_sibling()?;
        Some(Self { surface, cursor, slider, said })
    }

    /// The number of the last value.
    fn last(&self) -> usize {
        self.slider.get_attribute("max").and_then(|max| max.parse().ok()).unwrap_or_default()
    }

    /// How far right of the surface's left edge the pointer is, as a share of its width. What lies in the surface lets
    /// events through to it.
    fn share(&self, event: &PointerEvent) -> Option<f64> {
        let width = self.surface.client_width();
        (width > 0).then(|| (f64::from(event.offset_x()) / f64::from(width)).clamp(0.0, 1.0))
    }

    fn say(&self, said: &Said, point: bool) {
        self.slider.set_value(&said.place.to_string());
        self.said.set_text_content(Some(&said.text));
        let (x, shown) = (said.x.to_string(), if point { "cursor on" } else { "cursor" });
        let attributes = [
            (&self.cursor, "x1", x.as_str()),
            (&self.cursor, "x2", &x),
            (&self.cursor, "class", shown),
            (&self.slider, "aria-valuetext", &said.text),
        ];
        for (element, name, value) in attributes {
            let set = element.set_attribute(name, value);
            debug_assert!(set.is_ok(), "an attribute of our own name can be set");
        }
    }
}
