//! Addresses put together from a path and parameters.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes `text` for a query value or a path segment.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Whether what is percent-encoded in an address or a form is a text. A part of a character is none, and neither is one half of
/// a pair (`%ED%A0%80`): whoever takes it for a text keeps something else than what was sent.
pub fn is_text(encoded: &[u8]) -> bool {
    percent_decode(encoded).decode_utf8().is_ok()
}

/// `path` with a query of those `params` whose value is not empty.
pub fn with_params<'a>(path: &str, params: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut address = path.to_owned();
    let mut joint = '?';
    for (name, value) in params {
        if !value.is_empty() {
            let _ = write!(address, "{joint}{}={}", encode(name), encode(value));
            joint = '&';
        }
    }
    address
}

/// A path as a log may show it: of tip-offs, which their reporters want unseen, not even the path.
pub fn path_for_log(path: &str) -> &str {
    let is_tip = path.split('/').any(|part| part == "tip" || part == "tips");
    if is_tip { "/tip" } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tip_offs_leave_no_path() {
        assert_eq!(path_for_log("/tip/follow/1234"), "/tip");
        assert_eq!(path_for_log("/api/v1/tips"), "/tip");
        assert_eq!(path_for_log("/bureau/tips/20261122-0001"), "/tip");
        assert_eq!(path_for_log("/cases/DH-2026-0123"), "/cases/DH-2026-0123");
    }

    #[test]
    fn everything_but_unreserved_characters_is_encoded() {
        assert_eq!(encode("电镀 a&b=c/d~e"), "%E7%94%B5%E9%95%80%20a%26b%3Dc%2Fd~e");
    }

    #[test]
    fn halves_of_characters_are_no_text() {
        for text in ["", "/cases/%E7%94%B5", "name=%E7%94%B5&more=a%20b%", "%00", "%F0%9F%98%80"] {
            assert!(is_text(text.as_bytes()), "{text}");
        }
        for half in ["%ED%A0%80", "name=%E7%94&more=%B5", "%ff", "%C0%80"] {
            assert!(!is_text(half.as_bytes()), "{half}");
        }
        assert!(!is_text(b"name=\xff"));
    }

    #[test]
    fn empty_values_leave_no_trace() {
        assert_eq!(
            with_params("/enterprises", [("q", "纸"), ("town", ""), ("page", "2")]),
            "/enterprises?q=%E7%BA%B8&page=2"
        );
        assert_eq!(with_params("/", [("q", "")]), "/");
    }
}
