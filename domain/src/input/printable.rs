//! Text from outside, made fit to be shown.

use super::invisible::is_invisible;

/// Whether a character would hide something, or turn the direction of the text around it.
fn misleads(c: char) -> bool {
    c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The text with `�` for every character that cannot be seen or turns the text around, cut to `most` characters.
pub fn printable(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).map(|c| if misleads(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misleads_is_seen_and_what_is_long_is_cut() {
        for (text, want) in [
            ("w01018", "w01018"),
            ("清洗", "清洗"),
            ("a\u{202e}b", "a\u{fffd}b"),
            ("a\0\n", "a\u{fffd}\u{fffd}"),
            ("a\u{200b}", "a\u{fffd}"),
            ("123456789", "12345678…"),
            ("", ""),
        ] {
            assert_eq!(printable(text, 8), want);
        }
    }
}
