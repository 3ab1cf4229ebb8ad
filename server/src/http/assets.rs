//! The built files: style sheet, islands, icons. A release carries them inside itself; a development build reads them
//! when it starts.

use std::{borrow::Cow, collections::HashMap};

use anyhow::Context;
use app::web::{AppState, Assets, Bundle};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{
        HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY},
    },
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use super::{
    accept::{Encoding, holds},
    page_cache::fingerprint,
    refusal::refuse,
};

/// A name with its content's hash in it stands for that content for ever.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Other names may be kept, and must be asked about.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("public, no-cache");

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Embedded;

/// A file with its smaller copies.
#[derive(Debug)]
struct SiteFile {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    kind: HeaderValue,
    cache: HeaderValue,
    tag: HeaderValue,
}

/// The built files by their addresses.
#[derive(Debug)]
pub struct SiteFiles {
    files: HashMap<String, SiteFile>,
    manifest: Option<Bytes>,
}

impl SiteFiles {
    /// Reads the files.
    pub fn load() -> Self {
        let is_copy = |name: &str| matches!(name.rsplit_once('.'), Some((_, "br" | "gz")));
        let names = Embedded::iter().filter(|name| !is_copy(name) && name != "manifest.json");
        let files = names.filter_map(|name| Some((format!("/{name}"), file(&name)?))).collect();
        Self { files, manifest: bytes("manifest.json") }
    }

    /// The addresses that pages put into their heads. A server without a built front end (a test, `cargo run` on a
    /// fresh clone) has pages without style, and says so.
    pub fn addresses(&self) -> anyhow::Result<Assets> {
        let Some(manifest) = &self.manifest else {
            tracing::warn!("the front end is not built: pages have no style and nothing moves (cargo xtask build)");
            let missing = |name: &str| format!("/pkg/{name}");
            let bundle = || Bundle { js: missing("app.js"), wasm: missing("app.wasm") };
            let (public, desk) = (bundle(), bundle());
            return Ok(Assets { public, desk, boot: missing("boot.js"), style: missing("style.css") });
        };
        serde_json::from_slice(manifest).context("target/site/manifest.json cannot be read; build the front end again")
    }
}

fn bytes(name: &str) -> Option<Bytes> {
    Some(match Embedded::get(name)?.data {
        Cow::Borrowed(inside) => Bytes::from_static(inside),
        Cow::Owned(read) => Bytes::from(read),
    })
}

fn file(name: &str) -> Option<SiteFile> {
    SiteFile::new(name, bytes(name)?, bytes(&format!("{name}.br")), bytes(&format!("{name}.gz")))
}

/// Whether a name holds its content's hash: `pkg/app.2301e83e2211a9d6.js`, or lies below a folder of wasm-bindgen's
/// that does (`pkg/snippets/…`).
fn is_hashed(name: &str) -> bool {
    let is_hash = |part: &str| part.len() >= 16 && part.bytes().all(|b| b.is_ascii_hexdigit());
    name.starts_with("pkg/") && name.split(['.', '-', '/']).any(is_hash)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "ico" => "image/x-icon",
        "png" => "image/png",
        "webp" => "image/webp",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A built file, or the page that says that there is nothing at this address.
pub fn file_or_not_found(files: &SiteFiles, app: &AppState, request: &Request) -> Response {
    match files.files.get(request.uri().path()) {
        None => refuse(app, request.uri(), request.headers(), StatusCode::NOT_FOUND),
        Some(_) if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            refuse(app, request.uri(), request.headers(), StatusCode::METHOD_NOT_ALLOWED)
        }
        Some(file) => file.answer(request),
    }
}

impl SiteFile {
    fn new(name: &str, plain: Bytes, brotli: Option<Bytes>, gzip: Option<Bytes>) -> Option<Self> {
        let tag = HeaderValue::try_from(format!("\"{}\"", fingerprint(&plain))).ok()?;
        let cache = if is_hashed(name) { FOREVER } else { ASK_AGAIN };
        Some(Self { plain, brotli, gzip, kind: HeaderValue::from_static(kind(name)), cache, tag })
    }

    fn answer(&self, request: &Request) -> Response {
        let shared = [
            (ETAG, self.tag.clone()),
            (CACHE_CONTROL, self.cache.clone()),
            (VARY, HeaderValue::from_static("accept-encoding")),
        ];
        if holds(request.headers(), &self.tag) {
            return (StatusCode::NOT_MODIFIED, shared).into_response();
        }
        let (encoding, body) = match (Encoding::best(request.headers()), &self.brotli, &self.gzip) {
            (Encoding::Brotli, Some(copy), _) => (Encoding::Brotli, copy),
            (Encoding::Brotli | Encoding::Gzip, _, Some(copy)) => (Encoding::Gzip, copy),
            _ => (Encoding::Identity, &self.plain),
        };
        let body = if *request.method() == Method::HEAD { Body::empty() } else { Body::from(body.clone()) };
        let mut response = (shared, [(CONTENT_TYPE, self.kind.clone())], body).into_response();
        if let Some(encoding) = encoding.header() {
            response.headers_mut().insert(CONTENT_ENCODING, encoding);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("pkg/app.2301e83e2211a9d6.js"));
        assert!(is_hashed("pkg/snippets/dom-9ac2b7f1e0d44c55/inline0.js"));
        for name in ["favicon.svg", "pkg/app.js", "robots.txt", "2301e83e2211a9d6.txt"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn the_smallest_copy_that_is_taken_is_sent() {
        let copies = [b"br".as_slice(), b"gz"].map(|copy| Some(Bytes::from_static(copy)));
        let [brotli, gzip] = copies;
        let file = SiteFile::new("favicon.svg", Bytes::from_static(b"plain"), brotli, gzip).unwrap();
        let ask = |accepted: &str, held: &str| {
            let request =
                Request::get("/favicon.svg").header("accept-encoding", accepted).header("if-none-match", held);
            file.answer(&request.body(Body::empty()).unwrap())
        };
        for (accepted, encoding) in [("gzip, br", Some("br")), ("gzip", Some("gzip")), ("", None)] {
            let answer = ask(accepted, "");
            assert_eq!(answer.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap()), encoding);
            assert_eq!(answer.headers()[VARY], "accept-encoding");
        }
        let tag = file.tag.to_str().unwrap();
        assert_eq!(ask("br", tag).status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn kinds_that_browsers_insist_on() {
        assert_eq!(kind("pkg/app.2301e83e2211a9d6.wasm"), "application/wasm");
        assert_eq!(kind("pkg/app.2301e83e2211a9d6.js"), "text/javascript; charset=utf-8");
        assert_eq!(kind("LICENCE"), "application/octet-stream");
    }
}
