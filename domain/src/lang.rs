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
}
