//! Reading the form as it comes in: texts and photos, part by part, each within its limits.

use std::mem;

use axum::body::Body;
use axum::http::HeaderMap;
use domain::input::Issue;
use services::Ctx;
use services::input::FieldIssue;
use services::throttle::ClientKey;
use services::tips::{HeldPhoto, MOST_PHOTOS};

use super::photo::{self, Refused};
use super::typed::Typed;
use crate::web::Form;
use crate::web::multipart::{Multipart, NotWhole, Part};

/// The most bytes of a field that are kept; the longest text that is taken needs a quarter of it.
const LONGEST_FIELD: usize = 64 * 1024;

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
    /// A field came twice, and the second one was not kept.
    has_twice: bool,
    /// Everything arrived that was sent, and each field once.
    pub whole: bool,
}

/// Reads a form; none where it is no multipart form.
pub async fn read(ctx: &Ctx, client: ClientKey, headers: &HeaderMap, body: Body) -> Option<Upload> {
    let mut parts = Multipart::of(headers, body)?;
    let mut upload = Upload::default();
    while let Ok(next) = parts.next().await {
        let Some(part) = next else {
            upload.whole = !upload.has_twice;
            break;
        };
        if upload.take(ctx, client, part).await.is_err() {
            break;
        }
    }
    Some(upload)
}

impl Upload {
    async fn take(&mut self, ctx: &Ctx, client: ClientKey, part: Part) -> Result<(), NotWhole> {
        let name = part.name().to_owned();
        if name != "photo" {
            let (value, whole) = part.text(LONGEST_FIELD).await?;
            if !whole {
                self.cut.push(name.clone());
            }
            if name == "drop" {
                self.dropped.push(value);
            } else {
                // Our page has each field once. Which of two was meant nobody knows, and whoever wrote is asked.
                if self.pairs.iter().any(|(known, _)| *known == name) {
                    self.has_twice = true;
                } else {
                    self.pairs.push((name, value));
                }
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
