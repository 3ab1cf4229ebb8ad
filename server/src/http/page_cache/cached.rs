//! A page that is kept.

use std::{
    hash::{DefaultHasher, Hasher},
    io::Write,
    sync::OnceLock,
};

use axum::{
    body::{Body, Bytes},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, SET_COOKIE, TRANSFER_ENCODING, VARY},
    },
    response::{IntoResponse, Response},
};
use brotli::enc::BrotliEncoderParams;
use bytes::BytesMut;
use flate2::{Compression, write::GzEncoder};
use futures::{StreamExt, TryStreamExt, future, stream};

use crate::http::accept::{Encoding, holds};

/// The largest page in bytes that is kept.
const LARGEST: usize = 4 * 1024 * 1024;
/// Brotli's middle: a page of 60 kB takes a millisecond, and is a tenth larger than at its best.
const BROTLI_QUALITY: i32 = 5;

/// A rendered page, with its encodings as they were first asked for.
#[derive(Debug)]
pub struct Kept {
    status: StatusCode,
    headers: HeaderMap,
    tag: HeaderValue,
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

impl Kept {
    /// The page of an answer, or the answer back where it may not be kept.
    pub async fn of(response: Response) -> Result<Self, Box<Response>> {
        if !may_be_kept(&response) {
            return Err(Box::new(response));
        }
        let (mut parts, body) = response.into_parts();
        let plain = match Read::of(body).await {
            Ok(Read::Whole(plain)) => plain,
            Ok(Read::Larger(body)) => return Err(Box::new(Response::from_parts(parts, body))),
            Err(error) => {
                tracing::error!(%error, "a page broke off");
                return Err(Box::new(StatusCode::INTERNAL_SERVER_ERROR.into_response()));
            }
        };
        let tag = HeaderValue::try_from(format!("W/\"{}\"", fingerprint(&plain)));
        let Ok(tag) = tag else { return Err(Box::new(Response::from_parts(parts, Body::from(plain)))) };
        parts.headers.remove(CONTENT_LENGTH);
        parts.headers.remove(TRANSFER_ENCODING);
        parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        parts.headers.insert(VARY, HeaderValue::from_static("cookie, accept-encoding"));
        parts.headers.insert(ETAG, tag.clone());
        let (status, headers) = (parts.status, parts.headers);
        Ok(Self { status, headers, tag, plain, brotli: OnceLock::new(), gzip: OnceLock::new() })
    }

    /// What it takes in memory, encodings included.
    pub fn weight(&self) -> usize {
        self.plain.len() + self.plain.len() / 2
    }

    /// The page for one reader: in the best encoding that is taken, or just the news that nothing changed.
    pub fn answer(&self, method: &Method, asked: &HeaderMap) -> Response {
        let mut response = if self.status == StatusCode::OK && holds(asked, &self.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let encoding = Encoding::best(asked);
            let bytes = self.encoded(encoding);
            let length = HeaderValue::from(bytes.len());
            let body = if *method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
            let mut response = (self.status, body).into_response();
            response.headers_mut().insert(CONTENT_LENGTH, length);
            response.headers_mut().extend(encoding.header().map(|value| (CONTENT_ENCODING, value)));
            response
        };
        let same = self.headers.iter().map(|(name, value)| (name.clone(), value.clone()));
        response.headers_mut().extend(same);
        response
    }

    fn encoded(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Brotli => self.brotli.get_or_init(|| brotli(&self.plain)).clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain)).clone(),
            Encoding::Identity => self.plain.clone(),
        }
    }
}

/// What came of reading a body.
enum Read {
    /// All of it.
    Whole(Bytes),
    /// It is larger than what is kept: all of it again, what was read and what was not.
    Larger(Body),
}

impl Read {
    async fn of(body: Body) -> Result<Self, axum::Error> {
        let mut rest = body.into_data_stream();
        let mut read = BytesMut::new();
        while let Some(part) = rest.try_next().await? {
            read.extend_from_slice(&part);
            if read.len() > LARGEST {
                let read = stream::once(future::ready(Ok(read.freeze())));
                return Ok(Self::Larger(Body::from_stream(read.chain(rest))));
            }
        }
        Ok(Self::Whole(read.freeze()))
    }
}

fn may_be_kept(response: &Response) -> bool {
    let headers = response.headers();
    let forbids = |value: &HeaderValue| {
        let value = value.to_str().unwrap_or("no-store");
        value.contains("no-store") || value.contains("private")
    };
    matches!(response.status(), StatusCode::OK | StatusCode::NOT_FOUND)
        && !headers.contains_key(SET_COOKIE)
        && !headers.contains_key(CONTENT_ENCODING)
        && !headers.get_all(CACHE_CONTROL).iter().any(forbids)
}

/// A short name of a content. Two contents of one address that share it would be mistaken for each other by one
/// reader's browser: once in 2⁶⁴.
pub fn fingerprint(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    format!("{:016x}", hasher.finish())
}

fn brotli(plain: &[u8]) -> Bytes {
    let parameters = BrotliEncoderParams { quality: BROTLI_QUALITY, size_hint: plain.len(), ..Default::default() };
    let mut encoded = Vec::with_capacity(plain.len() / 3);
    // Writing to memory does not fail.
    brotli::BrotliCompress(&mut &*plain, &mut encoded, &parameters).unwrap_or_default();
    encoded.into()
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 3), Compression::default());
    // Writing to memory does not fail.
    encoder.write_all(plain).and_then(|()| encoder.finish()).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, io::Read as _};

    use axum::{
        body::to_bytes,
        http::header::{ACCEPT_ENCODING, IF_NONE_MATCH},
    };

    use super::*;

    fn page() -> (HeaderMap, String) {
        (HeaderMap::from_iter([(CACHE_CONTROL, HeaderValue::from_static("no-cache"))]), "排放口 ".repeat(900))
    }

    async fn read(response: Response) -> Bytes {
        to_bytes(response.into_body(), LARGEST).await.unwrap()
    }

    #[tokio::test]
    async fn each_encoding_reads_back() {
        let (headers, text) = page();
        let kept = Kept::of((headers, text.clone()).into_response()).await.unwrap();
        let ask = |encoding: &'static str| {
            let asked = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(encoding))]);
            kept.answer(&Method::GET, &asked)
        };
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*read(ask("br")).await, &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&*read(ask("gzip")).await).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let plain = ask("identity");
        assert_eq!(plain.headers()[CONTENT_LENGTH], text.len().to_string());
        assert!(!plain.headers().contains_key(CONTENT_ENCODING));
    }

    #[tokio::test]
    async fn a_reader_who_has_the_page_is_told_that_nothing_changed() {
        let kept = Kept::of(page().into_response()).await.unwrap();
        let asked = HeaderMap::from_iter([(IF_NONE_MATCH, kept.tag.clone())]);
        let answer = kept.answer(&Method::GET, &asked);
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(answer.headers()[ETAG], kept.tag);
        assert!(read(answer).await.is_empty());
    }

    #[tokio::test]
    async fn what_is_for_one_reader_comes_back() {
        let cookie = ([(SET_COOKIE, "lang=en")], "page").into_response();
        let secret = ([(CACHE_CONTROL, "no-store")], "page").into_response();
        for response in [cookie, secret, StatusCode::SERVICE_UNAVAILABLE.into_response()] {
            assert!(Kept::of(response).await.is_err());
        }
        assert!(Kept::of(StatusCode::NOT_FOUND.into_response()).await.is_ok());
    }

    #[tokio::test]
    async fn a_page_too_large_to_be_kept_goes_through_as_it_is() {
        let large = "排放口".repeat(LARGEST / 9 + 1);
        let parts = large.as_bytes().chunks(65_536).map(|part| Ok::<_, Infallible>(Bytes::copy_from_slice(part)));
        let streamed = Body::from_stream(stream::iter(parts.collect::<Vec<_>>()));
        for body in [Body::from(large.clone()), streamed] {
            let page = (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "max-age=5")], body).into_response();
            let unkept = *Kept::of(page).await.unwrap_err();
            assert_eq!(unkept.status(), StatusCode::NOT_FOUND);
            assert_eq!(unkept.headers()[CACHE_CONTROL], "max-age=5");
            let read = to_bytes(unkept.into_body(), usize::MAX).await.unwrap();
            assert!(read == large.as_bytes(), "{} bytes of {}", read.len(), large.len());
        }
        assert!(Kept::of("x".repeat(LARGEST).into_response()).await.is_ok(), "the largest that is kept");
    }

    #[tokio::test]
    async fn a_page_that_breaks_off_is_not_handed_out_as_if_it_were_whole() {
        let parts =
            stream::iter([Ok(Bytes::from_static(b"half")), Err(std::io::Error::other("the database went away"))]);
        let failed = *Kept::of(Body::from_stream(parts).into_response()).await.unwrap_err();
        assert_eq!(failed.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
