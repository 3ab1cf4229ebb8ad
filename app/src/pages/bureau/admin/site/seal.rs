//! `POST /bureau/site/seal`: another picture of the seal, or none.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::access::Action;
use domain::input::Issue;
use services::site::{self, LARGEST_SEAL, LONGEST_SIDE, Seal};
use services::{Error, FormKey, Seen};

use super::show::again_for_seal;
use crate::web::multipart::{Multipart, NotWhole};
use crate::web::{Member, see_other};

/// The most bytes of a field that is no file.
const LONGEST_FIELD: usize = 4096;

#[derive(Default)]
struct Upload {
    form: Option<FormKey>,
    seen: Seen,
    reason: String,
    remove: bool,
    /// The file; none where it is too large.
    file: Option<Vec<u8>>,
}

/// `POST /bureau/site/seal`
pub async fn post_seal(member: Member, headers: HeaderMap, body: Body) -> Response {
    if let Err(failure) = member.actor().must(Action::ManageSite) {
        return member.answer(Err(failure));
    }
    let refused = || Error::issue("seal", Issue::BadSeal { kilobytes: LARGEST_SEAL / 1024, side: LONGEST_SIDE });
    let Ok(upload) = read(&headers, body).await else { return again_for_seal(&member, refused()).await };
    let seal = match (upload.remove, upload.file) {
        (true, _) => Seal::None,
        (false, Some(file)) => Seal::Picture(file),
        (false, None) => return again_for_seal(&member, refused()).await,
    };
    let form = upload.form.unwrap_or_else(FormKey::generate);
    let change = (seal, upload.reason);
    let set = site::set_seal(member.ctx(), member.actor(), &form, &upload.seen, member.site(), change).await;
    match set {
        Ok(()) => see_other("/bureau/site?done=saved"),
        Err(failure) => again_for_seal(&member, failure).await,
    }
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Upload, NotWhole> {
    let mut upload = Upload::default();
    let Some(mut parts) = Multipart::of(headers, body) else { return Ok(upload) };
    while let Some(part) = parts.next().await? {
        if part.name() == "seal" {
            upload.file = part.bytes(LARGEST_SEAL).await?;
            continue;
        }
        let name = part.name().to_owned();
        let (said, _) = part.text(LONGEST_FIELD).await?;
        match &*name {
            "form" => upload.form = FormKey::parse(&said),
            "seen" => upload.seen = Seen::sent(&said),
            "seal_reason" => upload.reason = said,
            "remove" => upload.remove = said == "yes",
            _ => {}
        }
    }
    Ok(upload)
}
