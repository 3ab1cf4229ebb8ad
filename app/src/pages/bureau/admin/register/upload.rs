//! Reading the form as it comes in, within its limits.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, header::CONTENT_TYPE};
use multer::{Constraints, Field, Multipart, SizeLimit};
use services::register::import::{File, LARGEST_FILE, MOST_FILES, Wish};
use tokio::time::timeout;

/// The most bytes of a form with all its files.
pub const LARGEST: u64 = 96 * 1024 * 1024;
/// The most bytes of a field that is no file.
const LONGEST_FIELD: usize = 1024;
/// How long nothing may come where something should.
const SILENCE: Duration = Duration::from_secs(30);

/// What came.
#[derive(Default)]
pub struct Upload {
    pub files: Vec<File>,
    pub wish: Wish,
    /// All of it arrived, and none of it was too much.
    pub is_whole: bool,
}

/// Reads it; none where it is no form with files.
pub async fn read(headers: &HeaderMap, body: Body) -> Option<Upload> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let boundary = multer::parse_boundary(kind).ok()?;
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(LARGEST));
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let mut upload = Upload { is_whole: true, ..Upload::default() };
    loop {
        let Ok(Ok(next)) = timeout(SILENCE, parts.next_field()).await else { break };
        let Some(part) = next else { return Some(upload) };
        if upload.take(part).await.is_none() {
            break;
        }
    }
    Some(Upload { is_whole: false, ..Upload::default() })
}

impl Upload {
    /// Takes a part; none where it is too large or breaks off.
    async fn take(&mut self, part: Field<'_>) -> Option<()> {
        let field = part.name().unwrap_or_default().to_owned();
        // A browser sends the name alone, but nobody has to be one.
        let name = part.file_name().unwrap_or_default();
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let most = if field == "file" { LARGEST_FILE } else { LONGEST_FIELD };
        let bytes = bytes(part, most).await?;
        match (&*field, &*bytes) {
            ("file", []) if name.is_empty() => {}
            ("file", _) if self.files.len() >= MOST_FILES => return None,
            ("file", _) => self.files.push(File { name: domain::input::printable(&name, 100), bytes: bytes.into() }),
            ("wish", said) => self.wish.write = said == b"write",
            ("partial", said) => self.wish.partial = said == b"yes",
            _ => {}
        }
        Some(())
    }
}

async fn bytes(mut part: Field<'_>, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = timeout(SILENCE, part.chunk()).await.ok()?.ok()? {
        if bytes.len() + chunk.len() > most {
            return None;
        }
        bytes.extend_from_slice(&chunk);
    }
    Some(bytes)
}
