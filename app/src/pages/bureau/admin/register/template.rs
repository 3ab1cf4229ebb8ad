//! The template to fill in.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use services::register::import::template::workbook;

use crate::web::Member;

/// `GET /bureau/register/template`
pub async fn template(member: Member) -> Response {
    let made = member.actor().must(Action::ManageRegister).and_then(|()| workbook());
    let workbook = match made {
        Ok(workbook) => workbook,
        Err(failure) => return member.answer(Err(failure)),
    };
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let head = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"mingjian-register.xlsx\"")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    (head, workbook).into_response()
}
