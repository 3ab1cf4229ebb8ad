//! The words of a search as a person types them.

/// More words than this are not looked for.
const MOST: usize = 8;
/// A word longer than this many characters is cut: no name is that long.
const LONGEST: usize = 60;

/// Splits what was typed into words. Full-width letters, digits and blanks, as Chinese input methods leave them, count
/// as their plain twins.
pub(super) fn terms(typed: &str) -> Vec<String> {
    let plain: String = typed.chars().map(narrow).collect();
    plain.split_whitespace().take(MOST).map(|word| word.chars().take(LONGEST).collect()).collect()
}

fn narrow(c: char) -> char {
    match c {
        // The full-width forms U+FF01 to U+FF5E stand 0xFEE0 above their ASCII twins.
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\0' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_and_narrowed() {
        assert_eq!(terms(" 澄溪　ＤＩＡＮ９1  du "), ["澄溪", "DIAN91", "du"]);
        assert_eq!(terms("\0"), Vec::<String>::new());
        assert_eq!(terms(&"长".repeat(500))[0].chars().count(), 60);
        assert_eq!(terms(&"a ".repeat(500)).len(), 8);
    }
}
