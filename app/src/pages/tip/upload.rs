//! Reading the form as it comes in: texts and photos, part by part, each within its limits.
//!
//! Whatever is too much is read and thrown away, not cut off: a browser whose sending is cut off shows no answer at all.

use std::{mem, time::Duration};

use axum::body::Body;
use axum::http::{HeaderMap, header::CONTENT_TYPE};
use domain::input::{Issue, clean};
use multer::{Constraints, Field, Multipart, SizeLimit};
use services::Ctx;
use services::input::FieldIssue;
use services::throttle::ClientKey;
use services::tips::{HeldPhoto, MOST_PHOTOS};

use tokio::time::timeout;

use super::photo::{self, Refused};
use super::typed::Typed;
use crate::web::Form;

/// The most bytes of a form with everything in it. Thirty photos of a telephone come in below that, and are answered.
pub const LARGEST: u64 = 192 * 1024 * 1024;
/// The most bytes of a field that are kept; the longest text that is taken needs a quarter of it.
const LONGEST_FIELD: usize = 64 * 1024;
/// The most parts of a form; ours has fewer, and each photo is one.
const MOST_PARTS: usize = 300;

/// How long nothing may come where something should. Whoever holds a connection by saying nothing is let go.
const SILENCE: Duration = Duration::from_secs(30);

/// A form that came in.
#[derive(Default)]
pub struct Upload {
    /// The fields in their order.
    pairs: Vec<(String, String)>,
    dropped: Vec<String>,
    /// The new photos, cleaned.
    pub photos: Vec<HeldPhoto>,
    /// Photos that were not taken, and why.
    pub refused: Vec<Refused>,
    /// Fields of which only the beginning was kept.
    cut: Vec<String>,
    /// Everything arrived that was sent.
    pub whole: bool,
}

/// Reads a form; none where it is no multipart form.
pub async fn read(ctx: &Ctx, client: ClientKey, headers: &HeaderMap, body: Body) -> Option<Upload> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let boundary = multer::parse_boundary(kind).ok()?;
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(LARGEST));
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let mut upload = Upload::default();
    for _ in 0..MOST_PARTS {
        match timeout(SILENCE, parts.next_field()).await {
            Ok(Ok(Some(part))) => {
                if upload.take(ctx, client, part).await.is_err() {
                    break;
                }
            }
            Ok(Ok(None)) => {
                upload.whole = true;
                break;
            }
            Ok(Err(_)) | Err(_) => break,
        }
    }
    Some(upload)
}

impl Upload {
    async fn take(&mut self, ctx: &Ctx, client: ClientKey, part: Field<'_>) -> Result<(), multer::Error> {
        let name = part.name().unwrap_or_default().to_owned();
        if name != "photo" {
            let Ok(text) = timeout(SILENCE, text(part)).await else { return Err(multer::Error::IncompleteStream) };
            let (value, whole) = text?;
            if !whole {
                self.cut.push(name.clone());
            }
            if name == "drop" {
                self.dropped.push(value);
            } else {
                // Of a field that comes twice the last one counts; our page has each once.
                self.pairs.retain(|(known, _)| *known != name);
                self.pairs.push((name, value));
            }
            return Ok(());
        }
        let many = self.photos.len() >= MOST_PHOTOS;
        match photo::receive(ctx, client, part, many).await? {
            Ok(Some(photo)) => self.photos.push(photo),
            Ok(None) => {}
            Err(refused) => self.refused.push(refused),
        }
        Ok(())
    }
}

impl Upload {
    /// What was typed. A field of which only the beginning was kept says so.
    pub fn form(&mut self) -> Form<Typed> {
        let mut form = Form::<Typed>::read(mem::take(&mut self.pairs)).unwrap_or_default();
        form.typed.dropped = mem::take(&mut self.dropped);
        let cut = |one: FieldIssue| match one.issue {
            Issue::Long(most) if self.cut.iter().any(|field| *field == one.field) => (one.field, Issue::Cut(most)),
            issue => (one.field, issue),
        };
        form.issues = form.issues.into_iter().map(cut).collect();
        form
    }
}

/// A text, and whether all of it was kept.
async fn text(mut part: Field<'_>) -> Result<(String, bool), multer::Error> {
    let mut bytes = Vec::new();
    let mut whole = true;
    while let Some(chunk) = part.chunk().await? {
        let room = LONGEST_FIELD - bytes.len();
        whole &= chunk.len() <= room;
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    // Browsers send line ends as two characters, and count them as one.
    Ok((clean(&String::from_utf8_lossy(&bytes)), whole))
}
