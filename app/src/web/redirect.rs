//! Going on to another page after a form has done its work.

use axum::http::{HeaderValue, StatusCode, header::LOCATION};
use axum::response::{IntoResponse, Response};

/// Sends the browser on to a page of this portal with GET, so that reloading it sends no form again.
pub fn see_other(address: &str) -> Response {
    match HeaderValue::try_from(address) {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(_impossible) => (StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_static("/"))]).into_response(),
    }
}

/// An address inside this portal out of a parameter that anybody may have written: a path from the root, and nothing
/// that a browser could take for another site.
pub fn own_address(text: &str) -> Option<&str> {
    let plain = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (plain && text.starts_with('/') && !text.starts_with("//")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_are_gone_to() {
        assert_eq!(own_address("/filing/2026Q3?x=1"), Some("/filing/2026Q3?x=1"));
        for foreign in ["", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "filing"] {
            assert_eq!(own_address(foreign), None, "{foreign}");
        }
    }
}
