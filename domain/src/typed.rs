//! What people type, with what input methods make of it.

/// The letters and digits of a text: full-width forms become ASCII, spaces and dashes of all kinds are dropped. None
/// where anything else stands, or where there are more than `most`.
pub(crate) fn letters_and_digits(text: &str, most: usize) -> Option<String> {
    let mut plain = String::with_capacity(most);
    for c in text.chars() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
            c => c,
        };
        match c {
            c if c.is_ascii_alphanumeric() && plain.len() < most => plain.push(c),
            // Hyphens, dashes, the minus sign, the long-vowel mark that Japanese keyboards give, the middle dot.
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{b7}' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_input_methods_make_of_it() {
        assert_eq!(letters_and_digits("ＡＢ－１２\u{3000}3—4\u{a0}5", 16).as_deref(), Some("AB12345"));
        for text in ["12345", "12x.", "一二", "1,2"] {
            assert_eq!(letters_and_digits(text, 4), None, "{text}");
        }
    }
}
