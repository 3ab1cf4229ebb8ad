//! Where the pointer is.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// How far right of the left edge of the element that listens an event is, as a share of its width. What lies in the
/// element must let events through to it.
pub fn share(event: &PointerEvent) -> Option<f64> {
    let element = event.current_target()?.dyn_into::<Element>().ok()?;
    let width = element.client_width();
    (width > 0).then(|| (f64::from(event.offset_x()) / f64::from(width)).clamp(0.0, 1.0))
}
