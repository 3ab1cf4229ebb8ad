//! Forms with files, part by part as they come in.
//!
//! Whatever is too much is read and thrown away, not cut off: a browser whose sending is cut off shows no answer at all.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header::CONTENT_TYPE};
use domain::input::clean;
use multer::{Constraints, Field, SizeLimit};
use tokio::time::timeout;

/// The most bytes of a form that are read, whatever becomes of them. Each page says what it takes of it.
pub const LARGEST_UPLOAD: u64 = 192 * 1024 * 1024;
/// The most parts of a form that are looked at; each file is one, and ours have few others.
const MOST_PARTS: usize = 300;
/// How long nothing may come where something should. Whoever holds a connection by saying nothing is let go.
const SILENCE: Duration = Duration::from_secs(30);

/// Why not all of a form was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotWhole {
    /// It broke off, is none, or has more bytes than are read.
    Cut,
    /// It has more parts than are looked at, however small they are.
    ManyParts,
    /// It has a field twice, and which of both was meant nobody knows.
    Twice,
}

/// A form that is coming in.
pub struct Multipart {
    parts: multer::Multipart<'static>,
    left: usize,
}

impl Multipart {
    /// Begins to read a form; none where it is no form with files.
    pub fn of(headers: &HeaderMap, body: Body) -> Option<Self> {
        let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let boundary = multer::parse_boundary(kind).ok()?;
        let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(LARGEST_UPLOAD));
        let parts = multer::Multipart::with_constraints(body.into_data_stream(), boundary, limits);
        Some(Self { parts, left: MOST_PARTS })
    }

    /// The next part; none after the last one. What nobody read of the one before is thrown away.
    ///
    /// # Errors
    /// Where the form does not come to its end, or only after far too many parts.
    pub async fn next(&mut self) -> Result<Option<Part>, NotWhole> {
        let part = self.arriving().await?;
        match self.left.checked_sub(1) {
            Some(left) => {
                self.left = left;
                Ok(part)
            }
            None if part.is_none() => Ok(None),
            None => {
                // The reader gives nothing more out as long as somebody holds a part.
                drop(part);
                while self.arriving().await?.is_some() {}
                Err(NotWhole::ManyParts)
            }
        }
    }

    async fn arriving(&mut self) -> Result<Option<Part>, NotWhole> {
        let field = patiently(self.parts.next_field()).await?;
        Ok(field.map(Part))
    }
}

/// A part of a form.
pub struct Part(Field<'static>);

impl Part {
    /// The name of its field.
    pub fn name(&self) -> &str {
        self.0.name().unwrap_or_default()
    }

    /// What the sender calls the file, without folders. A browser sends the name alone, but nobody has to be one.
    pub fn file_name(&self) -> &str {
        let name = self.0.file_name().unwrap_or_default();
        name.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// The next bytes; none after the last ones.
    ///
    /// # Errors
    /// Where they do not come.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, NotWhole> {
        patiently(self.0.chunk()).await
    }

    /// Reads it to its end and keeps nothing.
    ///
    /// # Errors
    /// Where it does not come to its end.
    pub async fn skip(mut self) -> Result<(), NotWhole> {
        while self.chunk().await?.is_some() {}
        Ok(())
    }

    /// All of a file; none where it has more bytes than `most`.
    ///
    /// # Errors
    /// Where it does not come to its end.
    pub async fn bytes(self, most: usize) -> Result<Option<Vec<u8>>, NotWhole> {
        let (bytes, is_all) = self.beginning(most).await?;
        Ok(is_all.then_some(bytes))
    }

    /// A text, at most `most` bytes of it, and whether that is all.
    ///
    /// # Errors
    /// Where it does not come to its end.
    pub async fn text(self, most: usize) -> Result<(String, bool), NotWhole> {
        let (bytes, is_all) = self.beginning(most).await?;
        // Browsers send line ends as two characters, and count them as one.
        Ok((clean(&String::from_utf8_lossy(&bytes)), is_all))
    }

    async fn beginning(mut self, most: usize) -> Result<(Vec<u8>, bool), NotWhole> {
        let (mut bytes, mut is_all) = (Vec::new(), true);
        while let Some(chunk) = self.chunk().await? {
            let room = most - bytes.len();
            is_all &= chunk.len() <= room;
            bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        Ok((bytes, is_all))
    }
}

async fn patiently<T>(coming: impl Future<Output = multer::Result<T>>) -> Result<T, NotWhole> {
    timeout(SILENCE, coming).await.map_err(|_silent| NotWhole::Cut)?.map_err(|_broken| NotWhole::Cut)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn form(parts: &str) -> Multipart {
        let kind = HeaderValue::from_static("multipart/form-data; boundary=edge");
        Multipart::of(&HeaderMap::from_iter([(CONTENT_TYPE, kind)]), Body::from(parts.to_owned())).unwrap()
    }

    fn part(name: &str, content: &str) -> String {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n")
    }

    #[tokio::test]
    async fn what_is_too_much_is_read_over_and_the_rest_still_arrives() {
        let all = [part("a", "12345"), part("b", "67"), part("c", "x\r\ny"), part("d", "8"), "--edge--\r\n".to_owned()];
        let mut form = form(&all.concat());
        let next = form.next().await.unwrap().unwrap();
        assert_eq!(next.name(), "a");
        assert_eq!(next.bytes(4).await, Ok(None));
        assert_eq!(form.next().await.unwrap().unwrap().bytes(4).await, Ok(Some(b"67".to_vec())));
        assert_eq!(form.next().await.unwrap().unwrap().text(3).await, Ok(("x".to_owned(), false)));
        assert_eq!(form.next().await.unwrap().unwrap().name(), "d");
        assert!(form.next().await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_form_of_too_many_parts_or_without_an_end_is_not_whole() {
        let mut many = form(&[part("a", "1").repeat(MOST_PARTS + 5), "--edge--\r\n".to_owned()].concat());
        for _ in 0..MOST_PARTS {
            assert!(many.next().await.unwrap().is_some());
        }
        assert!(matches!(many.next().await, Err(NotWhole::ManyParts)));
        let mut just = form(&[part("a", "1").repeat(MOST_PARTS), "--edge--\r\n".to_owned()].concat());
        for _ in 0..MOST_PARTS {
            assert!(just.next().await.unwrap().is_some());
        }
        assert!(just.next().await.unwrap().is_none());
        let mut cut = form(&part("a", "1"));
        assert_eq!(cut.next().await.unwrap().unwrap().skip().await, Err(NotWhole::Cut));
        assert!(Multipart::of(&HeaderMap::new(), Body::empty()).is_none());
    }
}
