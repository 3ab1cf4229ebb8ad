//! `GET /bureau/tips/{tip_no}/photos/{photo}`: a photo, for those who may read its tip-off.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use services::tips::photo_of;

use crate::web::{At, Member};

/// The photo, and nothing that lets a browser or a proxy keep it.
pub async fn show(member: Member, At((tip_no, photo)): At<(String, i64)>) -> Response {
    let jpeg = match photo_of(member.ctx(), member.actor(), &tip_no, photo).await {
        Ok(jpeg) => jpeg,
        Err(failure) => return member.answer(Err(failure)),
    };
    let head = [
        (CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"photo.jpg\"")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (head, jpeg).into_response()
}
