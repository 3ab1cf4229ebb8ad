//! The copies that a browser is sent instead of a file: brotli and gzip, at their best, made once.

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;
use std::path::Path;

/// Kinds of files that shrink. Pictures and fonts are compressed already.
const SHRINK: [&str; 9] = ["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Whether copies of this file are worth having.
pub fn worthwhile(path: &Path) -> bool {
    path.extension().is_some_and(|kind| SHRINK.iter().any(|shrinks| kind == *shrinks))
}

/// The brotli copy, quality 11.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut copy = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut copy, &parameters)?;
    Ok(copy)
}

/// The gzip copy, for what is older than brotli.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn both_copies_read_back() {
        let text = "排污口 ".repeat(500);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut brotli(text.as_bytes()).unwrap().as_slice(), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
        let mut back = String::new();
        flate2::read::GzDecoder::new(gzip(text.as_bytes()).unwrap().as_slice()).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn pictures_stay_as_they_are() {
        assert!(worthwhile(Path::new("pkg/app.wasm")));
        assert!(!worthwhile(Path::new("photo.webp")));
    }
}
