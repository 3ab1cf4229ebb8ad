//! How a browser calls a server function.

use std::pin::pin;
use std::time::Duration;

use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::set_timeout_with_handle;
use leptos::server_fn::client::{Client, browser::BrowserClient};
use leptos::server_fn::request::{ClientReq, browser::BrowserRequest};
use leptos::server_fn::response::ClientRes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::window;

use super::{Failure, MADE_FOR};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(20);
const JSON: &str = "application/json";

/// What a function is sent.
pub fn json(input: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(input).map_err(|_| Failure::Unavailable)
}

/// Sends JSON to a function, for whom the page was made. Where no answer came it is [`Failure::Unavailable`].
pub async fn call<Output: DeserializeOwned>(path: &str, json: Vec<u8>) -> Result<Output, Failure> {
    let request: BrowserRequest = ClientReq::<Failure>::try_new_post_bytes(path, JSON, JSON, json.into())?;
    request.headers().set(MADE_FOR, &made_for());
    let (status, body) = within(TIMEOUT, send(request)).await.unwrap_or(Err(Failure::Unavailable))?;
    if (200..300).contains(&status) {
        serde_json::from_slice(&body).map_err(|_| Failure::Unavailable)
    } else {
        Err(Failure::read(status, &body))
    }
}

async fn send(request: BrowserRequest) -> Result<(u16, Vec<u8>), Failure> {
    let response = <BrowserClient as Client<Failure>>::send(request).await?;
    let status = ClientRes::<Failure>::status(&response);
    let body = ClientRes::<Failure>::try_into_bytes(response).await?;
    Ok((status, body.into()))
}

/// What becomes of a future, or nothing where it takes longer. A request that is let go of is aborted.
async fn within<T>(longest: Duration, future: impl Future<Output = T>) -> Option<T> {
    let (bell, rings) = oneshot::channel();
    let wake = move || {
        // Nobody hears it where the answer came first.
        let _heard = bell.send(());
    };
    let timer = set_timeout_with_handle(wake, longest).ok();
    let first = match select(pin!(future), rings).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    };
    if let Some(timer) = timer {
        timer.clear();
    }
    first
}

/// For whom the page was made: the document says it (`app/src/shell/tab.rs`).
fn made_for() -> String {
    let page = window().and_then(|window| window.document());
    let told = page.and_then(|page| page.query_selector("[data-tab]").ok().flatten());
    told.and_then(|told| told.get_attribute("data-tab")).unwrap_or_default()
}
