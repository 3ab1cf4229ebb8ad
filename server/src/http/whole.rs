//! When a request has come whole, and when its answer is made.
//!
//! A connection holds its place in a full house while the portal is at its request (`connections.rs`). That a client has begun
//! to send one is only its own word: a head without an end, or a body of which a kilobyte comes in a second, is no work. An
//! answer of many pieces is: it is made until its last piece, and whoever loads a large file is not there for nothing.

use std::{
    pin::Pin,
    sync::{Arc, OnceLock},
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
use http_body::{Frame, SizeHint};

use super::serve::Peer;
use crate::connections::{Serving, Sign};

/// Says at the connection's place that its client is served, from the last byte of the request to the last piece of the
/// answer. When that has gone out the connection says itself (`timeouts.rs`).
pub async fn hand_over(request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<Peer>>();
    let Some(sign) = peer.and_then(|ConnectInfo(peer)| peer.sign.clone()) else { return next.run(request).await };
    let work = Work { sign, begun: Arc::default() };
    let request = if request.body().is_end_stream() {
        work.begin();
        request
    } else {
        let (parts, body) = request.into_parts();
        let body = Coming { body: body.into_data_stream(), work: work.clone() };
        Request::from_parts(parts, Body::from_stream(body))
    };
    let response = next.run(request).await;
    // An answer that waited for no more of the request is an answer all the same.
    work.begin();
    response.map(|body| Body::new(Going { body, _work: work }))
}

/// What the portal does for a request, once it has begun with it.
#[derive(Clone)]
struct Work {
    sign: Sign,
    begun: Arc<OnceLock<Serving>>,
}

impl Work {
    fn begin(&self) {
        self.begun.get_or_init(|| self.sign.serve());
    }
}

/// A body on its way in.
struct Coming {
    body: BodyDataStream,
    work: Work,
}

impl Stream for Coming {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.body.poll_next_unpin(cx);
        if matches!(next, Poll::Ready(None)) {
            self.work.begin();
        }
        next
    }
}

/// A body on its way out.
struct Going {
    body: Body,
    _work: Work,
}

impl HttpBody for Going {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
