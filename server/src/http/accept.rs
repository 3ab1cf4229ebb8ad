//! Which encoding of a body a client takes, and whether it has the body already.

use axum::http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_ENCODING, IF_NONE_MATCH},
};

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli, about a fifth smaller than gzip.
    Brotli,
    /// Gzip, which everything takes.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The best that a client takes.
    pub fn best(headers: &HeaderMap) -> Self {
        let takes = |name: &str| {
            let lists = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
            lists.flat_map(|list| list.split(',')).any(|item| is_taken(item, name))
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    /// The value of `Content-Encoding`; none for a body as it is.
    pub fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }
}

/// Whether `gzip;q=0.5` accepts `gzip`: it does unless the quality is zero.
fn is_taken(item: &str, name: &str) -> bool {
    let mut parts = item.split(';').map(str::trim);
    let named = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
    let quality = parts.filter_map(|p| p.strip_prefix("q=")).next_back();
    named && quality.is_none_or(|q| q.parse::<f32>().is_ok_and(|q| q > 0.0))
}

/// Whether a client says that it holds the body with this tag already. Compared weakly: the same page is the same in
/// every encoding.
pub fn holds(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let Ok(tag) = tag.to_str().map(opaque) else { return false };
    let lists = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).map(str::trim).any(|held| held == "*" || opaque(held) == tag)
}

fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: axum::http::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn the_best_encoding_that_is_taken() {
        let cases = [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip;q=1.0, br;q=0", Encoding::Gzip),
            ("GZIP", Encoding::Gzip),
            ("brx, gzipped", Encoding::Identity),
            ("", Encoding::Identity),
        ];
        for (accepted, want) in cases {
            assert_eq!(Encoding::best(&headers(ACCEPT_ENCODING, accepted)), want, "{accepted}");
        }
        assert_eq!(Encoding::best(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn tags_are_compared_weakly() {
        let tag = HeaderValue::from_static("W/\"a1\"");
        for held in ["W/\"a1\"", "\"a1\"", "\"x\", W/\"a1\"", "*"] {
            assert!(holds(&headers(IF_NONE_MATCH, held), &tag), "{held}");
        }
        assert!(!holds(&headers(IF_NONE_MATCH, "\"a2\""), &tag));
        assert!(!holds(&HeaderMap::new(), &tag));
    }
}
