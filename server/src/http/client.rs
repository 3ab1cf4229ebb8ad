//! From which address a request comes, scrambled at once: the throttles need to know who is the same, nobody who it is.

use std::net::IpAddr;

use app::web::Client;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use services::throttle::ClientKey;

use super::serve::Peer;

/// Puts the client's key where the pages find it.
pub async fn recognise(State(behind_proxy): State<bool>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<Peer>>().map(|ConnectInfo(peer)| peer.address.ip());
    let told = behind_proxy.then(|| forwarded(request.headers())).flatten();
    if let Some(address) = told.or(peer) {
        request.extensions_mut().insert(Client(ClientKey::of(address)));
    }
    next.run(request).await
}

/// The last address of `X-Forwarded-For`: the one that the nearest proxy saw. Those before it are the client's to
/// invent.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_nearest_proxy_is_believed() {
        let headers = |values: &[&'static str]| {
            values
                .iter()
                .map(|value| ("x-forwarded-for".parse().unwrap(), value.parse().unwrap()))
                .collect::<HeaderMap>()
        };
        let told = |values: &[&'static str]| forwarded(&headers(values)).map(|address| address.to_string());
        assert_eq!(told(&["198.51.100.1, 203.0.113.7"]).as_deref(), Some("203.0.113.7"));
        assert_eq!(told(&["198.51.100.1", "2001:db8::7"]).as_deref(), Some("2001:db8::7"));
        assert_eq!(told(&["198.51.100.1, nonsense"]), None);
        assert_eq!(told(&[]), None);
    }
}
