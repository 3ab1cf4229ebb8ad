//! When a request has come whole.
//!
//! A connection holds its place in a full house while the portal is at its request (`places.rs`). That a client has begun
//! to send one is only its own word: a head without an end, or a body of which a kilobyte comes in a second, is no work.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    Error,
    body::{Body, BodyDataStream, Bytes, HttpBody},
    extract::{ConnectInfo, Request},
    middleware::Next,
    response::Response,
};
use futures::{Stream, StreamExt};

use super::serve::Peer;
use crate::places::{Doing, Sign};

/// Says at the connection's place that its client is served, from the last byte of the request on.
pub async fn hand_over(request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<Peer>>();
    let Some(sign) = peer.and_then(|ConnectInfo(peer)| peer.sign.clone()) else { return next.run(request).await };
    if request.body().is_end_stream() {
        sign.set(Doing::Served);
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let body = Coming { body: body.into_data_stream(), sign };
    next.run(Request::from_parts(parts, Body::from_stream(body))).await
}

/// A body on its way in.
struct Coming {
    body: BodyDataStream,
    sign: Sign,
}

impl Stream for Coming {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.body.poll_next_unpin(cx);
        if matches!(next, Poll::Ready(None)) {
            self.sign.set(Doing::Served);
        }
        next
    }
}
