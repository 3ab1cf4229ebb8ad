//! A text that somebody typed and somebody else can read.

use std::{
    fmt,
    ops::{Deref, RangeInclusive},
};

use super::{Issue, broken::is_broken, clean::clean, invisible::is_invisible};

/// A text with something to see in it, within its limits: no control characters but line ends and tabs, nothing
/// invisible but what joins visible characters, no marks without a character to stand on, no blanks around it.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Reads what was typed. The limits count characters of the cleaned text; a lower limit above one is one for texts
    /// that have to say something.
    ///
    /// # Errors
    /// What is wrong with it; nothing to see is always [`Issue::Missing`].
    pub fn read(typed: &str, limits: RangeInclusive<usize>) -> Result<Self, Issue> {
        let text = clean(typed);
        match text.chars().count() {
            0 => Err(Issue::Missing),
            count if count < *limits.start() => Err(Issue::Short(*limits.start())),
            count if count > *limits.end() => Err(Issue::Long(*limits.end())),
            _ => Ok(Self(text)),
        }
    }

    /// The same for what others will know something by: a name, an address. It is refused where something of it was lost on its
    /// way, which nobody sees who does not know it.
    ///
    /// # Errors
    /// As [`read`](Self::read), and [`Issue::Broken`].
    pub fn unbroken(typed: &str, limits: RangeInclusive<usize>) -> Result<Self, Issue> {
        let text = Self::read(typed, limits)?;
        if is_broken(&text) { Err(Issue::Broken) } else { Ok(text) }
    }

    /// The same for a field that may be left empty.
    ///
    /// # Errors
    /// [`Issue::Long`].
    pub fn optional(typed: &str, most: usize) -> Result<Option<Self>, Issue> {
        match Self::read(typed, 1..=most) {
            Err(Issue::Missing) => Ok(None),
            read => read.map(Some),
        }
    }

    /// The characters.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// What people type is for no log: its length is told.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} characters)", self.0.chars().count())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Whether a text can be the name or number of something: it is looked up as it is, and no name has control or
/// invisible characters. What cannot be a name names nothing; a database need not be asked.
pub fn can_name(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|c| c.is_control() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_can_see_is_nothing() {
        for typed in [
            "",
            "  ",
            "\u{200b}\u{200b}\u{feff}",
            "\u{3164}",
            "\u{2800}\n\u{ad}",
            "\0",
            "\u{200d}\u{fe0f}",
            "　\u{202e}",
            "\u{301}",
            "\u{300}\u{36f} \u{489}\n\u{20dd}",
            "\u{200b}\u{301}\u{93f}",
        ] {
            assert_eq!(Text::read(typed, 1..=9), Err(Issue::Missing), "{typed:?}");
            assert_eq!(Text::optional(typed, 9), Ok(None), "{typed:?}");
        }
    }

    #[test]
    fn what_is_legitimate_stays() {
        for typed in [
            "夜里两点，厂后小门排黄水",
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}",
            "邉\u{e0101}",
            "a\tb\nc",
            "naïve e\u{301}",
            "हिन्दी",
            "ไทย ที่นี่",
        ] {
            assert_eq!(clean(typed), typed);
        }
        assert_eq!(clean(" a\r\nb\rc\u{2028}d "), "a\nb\nc\nd");
        assert_eq!(clean("pol\0lut\u{202e}ion\u{7f}\u{200b}"), "pollution");
    }

    #[test]
    fn limits_count_what_is_kept() {
        let text = |typed: &str| Text::read(typed, 3..=5).map(Text::into_string);
        assert_eq!(text(" 一二 "), Err(Issue::Short(3)));
        assert_eq!(text("一二三四五\u{200b}\u{200b}").as_deref(), Ok("一二三四五"));
        assert_eq!(text("一二三四五六"), Err(Issue::Long(5)));
        assert_eq!(text("一\u{200b}二"), Err(Issue::Short(3)), "invisible characters do not fill it up");
    }

    #[test]
    fn a_text_is_in_no_log() {
        assert_eq!(format!("{:?}", Text::read("李四 13800138000", 1..=20).unwrap()), "Text(14 characters)");
    }

    #[test]
    fn a_name_of_which_something_was_lost_is_refused() {
        let read = |typed: &str| Text::unbroken(typed, 1..=9).map(Text::into_string);
        assert_eq!(read("样溪\u{fffd}厂"), Err(Issue::Broken));
        assert_eq!(read("样\u{202e}溪\u{2066}厂\u{200f}"), Ok("样溪厂".to_owned()), "marks of direction go");
        assert_eq!(read("\u{202e}"), Err(Issue::Missing));
    }

    #[test]
    fn names_are_plain() {
        assert!(can_name("DH-2026-0123") && can_name("澄溪镇"));
        for text in ["", "\0", "a\0", "a\u{200b}", "a\n"] {
            assert!(!can_name(text), "{text:?}");
        }
    }
}
