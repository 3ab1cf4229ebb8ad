//! What is left of a request that was answered before it was read.
//!
//! Whoever sends a large body and is refused at its head goes on sending. The HTTP library closes such a connection after
//! the answer, and the client, still sending, sees a reset and no answer at all. So the rest is read and thrown away
//! first. Where it is too much, or does not come, the answer at least says that the connection ends with it.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use app::web::multipart::LARGEST_UPLOAD;
use axum::{
    Error,
    body::{Body, BodyDataStream, Bytes, HttpBody},
    extract::Request,
    http::{
        HeaderMap, HeaderValue,
        header::{CONNECTION, CONTENT_LENGTH, EXPECT},
    },
    middleware::Next,
    response::Response,
};
use futures::{Stream, StreamExt};
use tokio::time::timeout;

use super::guard::{FILES_WITHIN, takes_files};

/// The most bytes that are read for nothing: more than any page takes but those that take files.
const MOST: u64 = 64 * 1024 * 1024;
/// How long the rest may take to come; of files as long as they may take anyway.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Where a body is left by whoever does not read it to the end.
type Left = Arc<Mutex<Option<BodyDataStream>>>;

/// Reads what an answer has left unread, or says that the connection ends.
pub async fn read_to_the_end(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (most, within) = if takes_files(&request) { (LARGEST_UPLOAD, FILES_WITHIN) } else { (MOST, TIMEOUT) };
    let waits = request.headers().contains_key(EXPECT) || announced(request.headers()) > most;
    let left = Left::default();
    let (parts, body) = request.into_parts();
    let body = Lent { body: Some(body.into_data_stream()), left: left.clone() };
    let mut response = next.run(Request::from_parts(parts, Body::from_stream(body))).await;
    let rest = lock(&left).take();
    if let Some(rest) = rest
        && (waits || !ends(rest, most, within).await)
    {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

fn announced(headers: &HeaderMap) -> u64 {
    headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok()).unwrap_or_default()
}

/// Whether the rest came to its end.
async fn ends(mut rest: BodyDataStream, most: u64, within: Duration) -> bool {
    let reading = async {
        let mut bytes = 0;
        while let Some(Ok(chunk)) = rest.next().await {
            bytes += chunk.len() as u64;
            if bytes > most {
                return false;
            }
        }
        true
    };
    timeout(within, reading).await.unwrap_or(false)
}

/// A body that comes back when it is dropped before its end.
struct Lent {
    body: Option<BodyDataStream>,
    left: Left,
}

impl Stream for Lent {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let next = body.poll_next_unpin(cx);
        if matches!(next, Poll::Ready(None | Some(Err(_)))) {
            self.body = None;
        }
        next
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(body) = self.body.take() {
            *lock(&self.left) = Some(body);
        }
    }
}

fn lock(left: &Left) -> MutexGuard<'_, Option<BodyDataStream>> {
    left.lock().unwrap_or_else(PoisonError::into_inner)
}
