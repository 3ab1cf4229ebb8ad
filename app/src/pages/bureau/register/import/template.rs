//! The template to fill in, and workbooks to download.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use services::register::import::template::workbook;

use crate::web::Member;

/// The kind of file that a workbook is.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /bureau/register/template`
pub async fn template(member: Member) -> Response {
    match member.actor().must(Action::ManageRegister).and_then(|()| workbook()) {
        Ok(workbook) => attached("mingjian-register.xlsx", workbook),
        Err(failure) => member.answer(Err(failure)),
    }
}

/// A workbook as a file of this name, which has plain letters only.
pub fn attached(name: &str, workbook: Vec<u8>) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let head = [
        (CONTENT_TYPE, HeaderValue::from_static(WORKBOOK)),
        (CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    (head, workbook).into_response()
}
