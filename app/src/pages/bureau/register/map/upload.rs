//! Reading the form as it comes in, within its limits.

use axum::body::Body;
use axum::http::HeaderMap;
use domain::input::printable;
use domain::map::{LARGEST_FILE, System};
use services::FormKey;
use services::map::MapFile;

use crate::web::multipart::{Multipart, NotWhole};

/// The most bytes of a field that is no file.
const LONGEST_FIELD: usize = 1024;
/// The most characters of a file's name that are kept.
const LONGEST_NAME: usize = 100;

/// What came.
#[derive(Default)]
pub struct Upload {
    /// The file; one that is too large without its content.
    pub file: Option<MapFile>,
    pub system: Option<System>,
    pub write: bool,
    /// The key of the form; none where it came without one.
    pub form: Option<FormKey>,
    /// The names of the fields that came.
    fields: Vec<String>,
}

/// Reads it to its end.
///
/// # Errors
/// Where it does not come to its end, or a field comes twice. A form without a file has none.
pub async fn read(headers: &HeaderMap, body: Body) -> Result<Upload, NotWhole> {
    let mut upload = Upload::default();
    let mut is_twice = false;
    let Some(mut parts) = Multipart::of(headers, body) else { return Ok(upload) };
    while let Some(part) = parts.next().await? {
        let name = part.name().to_owned();
        is_twice |= upload.fields.contains(&name);
        if name == "file" {
            let file = printable(part.file_name(), LONGEST_NAME);
            let content = part.bytes(LARGEST_FILE).await?;
            // That is how browsers say that no file was chosen.
            if !file.is_empty() || content.as_ref().is_none_or(|bytes| !bytes.is_empty()) {
                upload.file = Some(MapFile { name: file, content });
            }
        } else {
            let (said, _) = part.text(LONGEST_FIELD).await?;
            match &*name {
                "system" => upload.system = said.parse().ok(),
                "wish" => upload.write = said == "write",
                "form" => upload.form = FormKey::parse(&said),
                _ => {}
            }
        }
        upload.fields.push(name);
    }
    if is_twice { Err(NotWhole::Twice) } else { Ok(upload) }
}
