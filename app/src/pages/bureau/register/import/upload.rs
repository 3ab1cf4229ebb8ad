//! Reading the form as it comes in, within its limits.

use axum::body::Body;
use axum::http::HeaderMap;
use domain::input::printable;
use services::FormKey;
use services::register::import::{File, FileSlip, LARGEST_FILE, LARGEST_IN_ALL, MOST_FILES, Wish};

use crate::web::multipart::{Multipart, NotWhole, Part};

/// The most bytes of a field that is no file.
const LONGEST_FIELD: usize = 1024;
/// The same of the reason, which is a text.
const LONGEST_REASON: usize = 4 * 1024;
/// The most characters of a file's name that are shown.
const LONGEST_NAME: usize = 100;

/// What came.
#[derive(Default)]
pub struct Upload {
    /// The files, those that are too large or too many without their content.
    pub files: Vec<File>,
    pub wish: Wish,
    /// Whether the answer shall be the workbook with its cells marked.
    pub mark: bool,
    /// Why, as it was typed.
    pub reason: String,
    /// The key of the form; none where it came without one.
    pub form: Option<FormKey>,
    /// The names of the fields that came.
    fields: Vec<String>,
    /// Whether one of them came twice.
    has_twice: bool,
    /// How many bytes of files are kept.
    kept: usize,
}

/// Reads it to its end.
///
/// # Errors
/// Where it does not come to its end. A form without files has none.
pub async fn read(headers: &HeaderMap, body: Body) -> Result<Upload, NotWhole> {
    let mut upload = Upload::default();
    let Some(mut parts) = Multipart::of(headers, body) else { return Ok(upload) };
    while let Some(part) = parts.next().await? {
        upload.take(part).await?;
    }
    if upload.has_twice { Err(NotWhole::Twice) } else { Ok(upload) }
}

impl Upload {
    async fn take(&mut self, part: Part) -> Result<(), NotWhole> {
        if part.name() == "file" {
            return self.file(part).await;
        }
        let name = part.name().to_owned();
        let longest = if name == "reason" { LONGEST_REASON } else { LONGEST_FIELD };
        let (said, _) = part.text(longest).await?;
        self.has_twice |= self.fields.contains(&name);
        self.fields.push(name.clone());
        match &*name {
            "wish" => (self.wish.write, self.mark) = (said == "write", said == "mark"),
            "partial" => self.wish.partial = said == "yes",
            "reason" => self.reason = said,
            "form" => self.form = FormKey::parse(&said),
            _ => {}
        }
        Ok(())
    }

    /// A file. What is not kept of it stays here by its name, and the import says why.
    async fn file(&mut self, part: Part) -> Result<(), NotWhole> {
        let name = printable(part.file_name(), LONGEST_NAME);
        let content = if self.files.len() >= MOST_FILES {
            part.skip().await?;
            Err(FileSlip::ManyFiles(MOST_FILES))
        } else {
            let left = LARGEST_IN_ALL - self.kept;
            let too_large = if left < LARGEST_FILE {
                FileSlip::LargeInAll(LARGEST_IN_ALL >> 20)
            } else {
                FileSlip::Large(LARGEST_FILE >> 20)
            };
            part.bytes(left.min(LARGEST_FILE)).await?.ok_or(too_large)
        };
        // That is how browsers say that no file was chosen.
        if name.is_empty() && content.as_ref().is_ok_and(Vec::is_empty) {
            return Ok(());
        }
        self.kept += content.as_ref().map_or(0, Vec::len);
        self.files.push(File { name, content: content.map(Into::into) });
        Ok(())
    }
}
