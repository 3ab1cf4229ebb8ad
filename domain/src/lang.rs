//! The two languages of the portal.

text_enum! {
    /// A language that a person reads: Chinese first, English second.
    #[derive(Default)]
    pub enum Lang {
        /// Chinese in simplified characters (简体中文).
        #[default]
        Zh = "zh",
        /// English.
        En = "en",
    }
}

impl Lang {
    /// The value of an HTML `lang` attribute (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The `lang` attribute of a text that exists in Chinese only, on a page of this language; none on a Chinese page,
    /// which is Chinese already.
    pub const fn mark_of_chinese(self) -> Option<&'static str> {
        match self {
            Self::Zh => None,
            Self::En => Some(Self::Zh.tag()),
        }
    }

    /// The text of this language out of a pair.
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// Words that begin a line: in English with a capital letter, but for those that have one further on, as pH.
    pub fn begin_line(self, words: &str) -> String {
        let mut letters = words.chars();
        match letters.next() {
            Some(first) if self == Self::En && !letters.clone().next().is_some_and(char::is_uppercase) => {
                first.to_uppercase().chain(letters).collect()
            }
            _ => words.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_a_capital_in_english() {
        for (words, said) in [("total nickel", "Total nickel"), ("pH", "pH"), ("COD", "COD"), ("", "")] {
            assert_eq!(Lang::En.begin_line(words), said);
        }
        assert_eq!((Lang::Zh.begin_line("总镍"), Lang::Zh.begin_line("nickel")), ("总镍".into(), "nickel".into()));
    }
}
