//! By what headers and names of sheets are compared.

use crate::input::{clean, half_width};

/// A header or the name of a sheet as it is compared: small plain letters without blanks and signs, and without what
/// stands in brackets.
pub(super) fn key(text: &str) -> String {
    let mut depth = 0_usize;
    let mut key = String::new();
    for c in clean(text).chars().map(half_width) {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => key.extend(c.to_lowercase()),
            _ => {}
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_without_its_signs() {
        assert_eq!(key(" 单位名称 *："), "单位名称");
        assert_eq!(key("许可年排放量（kg／年）"), "许可年排放量");
        assert_eq!(key("credit_code"), "creditcode");
    }
}
