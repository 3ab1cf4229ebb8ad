//! The way from a browser to a server function and back.

use std::ops::Deref;

use http::Method;
use leptos::server_fn::Protocol;
use leptos::server_fn::client::browser::BrowserClient;
use leptos::server_fn::server::Server;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Asking, Failure};

#[cfg(feature = "ssr")]
type Backend = leptos::server_fn::axum::AxumServerFnBackend;
#[cfg(not(feature = "ssr"))]
type Backend = leptos::server_fn::mock::BrowserMockServer;

type Request = <Backend as Server<Failure>>::Request;
type Response = <Backend as Server<Failure>>::Response;

/// JSON by POST, both ways, for a function that takes one struct that is [`Asking`].
///
/// Leptos's own `Http` reads what was sent before anybody knows who sent it, takes it under any content type, which
/// lets another site send it without asking, and answers every failure under 500.
pub struct Guarded;

impl<Input, Output> Protocol<Input, Output, BrowserClient, Backend, Failure> for Guarded
where
    Input: Deref<Target: Asking> + Serialize + DeserializeOwned + Send,
    Output: Serialize + DeserializeOwned + Send,
{
    const METHOD: Method = Method::POST;

    #[cfg(feature = "ssr")]
    async fn run_server<F, Fut>(request: Request, run: F) -> Result<Response, Failure>
    where
        F: Fn(Input) -> Fut + Send,
        Fut: Future<Output = Result<Output, Failure>> + Send,
    {
        Ok(super::server::answer(request, run).await)
    }

    /// A browser is asked nothing.
    #[cfg(not(feature = "ssr"))]
    async fn run_server<F, Fut>(_: Request, _: F) -> Result<Response, Failure>
    where
        F: Fn(Input) -> Fut + Send,
        Fut: Future<Output = Result<Output, Failure>> + Send,
    {
        Err(Failure::Unavailable)
    }

    #[cfg(feature = "hydrate")]
    async fn run_client(path: &str, input: Input) -> Result<Output, Failure> {
        super::browser::call(path, super::browser::json(&input)?).await
    }

    /// Only a browser asks.
    #[cfg(not(feature = "hydrate"))]
    async fn run_client(_: &str, _: Input) -> Result<Output, Failure> {
        Err(Failure::Unavailable)
    }
}
