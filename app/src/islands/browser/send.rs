//! Asking the server for something in the background.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::XmlHttpRequest;

/// How long an answer may take, in milliseconds.
const PATIENCE: u32 = 20_000;

/// The header that says for whom a page was made.
const MADE_FOR: &str = "made-for";

/// Sends JSON, or nothing, to an address of the portal, for whom the page was `made_for`. `on_answer` hears the status and the text of the answer, or
/// nothing where none came.
pub fn send(
    method: &str,
    address: &str,
    made_for: &str,
    json: Option<&str>,
    on_answer: impl FnOnce(Option<(u16, String)>) + 'static,
) {
    let Ok(request) = XmlHttpRequest::new() else { return on_answer(None) };
    let answered = request.clone();
    let done = Closure::once_into_js(move || {
        // A request that failed or took too long has the status 0.
        let status = answered.status().ok().filter(|status| *status > 0);
        on_answer(status.map(|status| (status, answered.response_text().ok().flatten().unwrap_or_default())));
    });
    request.set_onloadend(Some(done.unchecked_ref()));
    let sent = start(&request, (method, address), made_for, json);
    debug_assert!(sent.is_ok(), "a request to an address of our own can be sent");
}

fn start(
    request: &XmlHttpRequest,
    (method, address): (&str, &str),
    made_for: &str,
    json: Option<&str>,
) -> Result<(), JsValue> {
    request.open(method, address)?;
    request.set_timeout(PATIENCE);
    request.set_request_header("accept", "application/json")?;
    request.set_request_header(MADE_FOR, made_for)?;
    match json {
        Some(json) => {
            request.set_request_header("content-type", "application/json")?;
            request.send_with_opt_str(Some(json))
        }
        None => request.send(),
    }
}
