//! A name in the two languages of the portal.

use domain::lang::Lang;

/// A name in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Names {
    /// Chinese.
    pub zh: String,
    /// English; empty where nobody translated it.
    pub en: String,
}

impl Names {
    /// A name from its two texts.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The name in a language; the Chinese one where there is no other.
    pub fn pick(&self, lang: Lang) -> &str {
        if self.en.is_empty() { &self.zh } else { lang.pick(&self.zh, &self.en) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_nobody_translated_is_shown_in_chinese() {
        assert_eq!(Names::new("澄溪镇", "Chengxi").pick(Lang::En), "Chengxi");
        assert_eq!(Names::new("澄溪镇", "").pick(Lang::En), "澄溪镇");
    }
}
