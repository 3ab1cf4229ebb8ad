//! Who asks, as far as throttling has to know.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use services::throttle::ClientKey;

/// The scrambled address of a client, which the server put into the request's extensions. Without one (a request
/// that came through no socket) all are one client.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub ClientKey);

impl<S: Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let nobody = || Self(ClientKey::of(IpAddr::V4(Ipv4Addr::UNSPECIFIED)));
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_else(nobody))
    }
}
