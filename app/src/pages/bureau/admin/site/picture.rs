//! `GET /site/seal.png`: the picture of the seal, for everybody.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use services::Error;

use crate::web::Visit;

/// The picture. Pages name it with its digest, so that a browser may keep it.
pub async fn picture(visit: Visit) -> Response {
    let Some(png) = visit.ctx().site().seal() else { return visit.answer(Err(Error::NotFound)) };
    let head = [
        (CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    (head, png).into_response()
}
