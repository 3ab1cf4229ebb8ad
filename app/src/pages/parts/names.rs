//! Names and addresses.

use domain::{credit_code::CreditCode, lang::Lang, outlet::OutletCode, quarter::Quarter};
use leptos::prelude::*;
use services::{Names, Pollutant};

use crate::texts::terms as texts;

/// The page of an enterprise.
pub fn enterprise_address(credit_code: CreditCode) -> String {
    format!("/enterprises/{credit_code}")
}

/// The page of an outlet.
pub fn outlet_address(credit_code: CreditCode, outlet: OutletCode) -> String {
    format!("/enterprises/{credit_code}/outlets/{outlet}")
}

/// A pollutant's name; in English with a capital, because it begins a line, but for pH.
pub fn pollutant_name(lang: Lang, pollutant: &Pollutant) -> String {
    lang.begin_line(pollutant.name.pick(lang))
}

/// A quarter in full: 2026 年第三季度.
pub fn quarter_name(lang: Lang, quarter: Quarter) -> String {
    let name = match quarter.number() {
        1 => texts::quarter_1,
        2 => texts::quarter_2,
        3 => texts::quarter_3,
        _ => texts::quarter_4,
    };
    name(lang, quarter.year())
}

/// The `lang` attribute of a text that exists in Chinese only; none on a Chinese page, which is Chinese already.
pub fn chinese(lang: Lang) -> Option<&'static str> {
    lang.mark_of_chinese()
}

/// A name in the page's language, marked where it exists in Chinese only.
pub fn named(lang: Lang, names: &Names) -> impl IntoView + use<> {
    let mark = if names.en.is_empty() { chinese(lang) } else { None };
    view! { <span lang=mark>{names.pick(lang).to_owned()}</span> }
}

/// Stands for a name while its sentence is made.
const STAND_IN: &str = "\u{fffc}";

/// A sentence that may have a name or words in it which exist in Chinese only.
#[derive(Clone, Debug)]
pub struct Sentence {
    before: String,
    chinese: String,
    after: String,
}

impl Sentence {
    /// A sentence without such words.
    pub fn plain(words: impl Into<String>) -> Self {
        Self { before: words.into(), chinese: String::new(), after: String::new() }
    }

    /// One that `say` makes around what stands for the words.
    pub fn around(chinese: impl Into<String>, say: impl FnOnce(&'static str) -> String) -> Self {
        let sentence = say(STAND_IN);
        match sentence.split_once(STAND_IN) {
            Some((before, after)) => {
                Self { before: before.to_owned(), chinese: chinese.into(), after: after.to_owned() }
            }
            None => Self::plain(sentence),
        }
    }

    /// The sentence as it is read, for where nothing can be marked.
    pub fn text(self) -> String {
        self.before + &self.chinese + &self.after
    }

    /// The sentence with those words marked.
    pub fn view(self, lang: Lang) -> AnyView {
        let Self { before, chinese: words, after } = self;
        let words = (!words.is_empty()).then(|| view! { <span lang=chinese(lang)>{words}</span> });
        view! { {before}{words}{after} }.into_any()
    }
}

/// A sentence around words that exist in Chinese only, which are marked.
pub fn around(lang: Lang, chinese: &str, say: impl FnOnce(&'static str) -> String) -> AnyView {
    Sentence::around(chinese, say).view(lang)
}

/// A unit; those that are written in Chinese in the page's language: loggers measure colour in degrees (度), limits state
/// a multiple of dilution (倍), and coliforms are counted (个/L).
pub fn unit_name(lang: Lang, unit: &str) -> &str {
    match unit {
        "度" => texts::colour_degrees(lang),
        "倍" => texts::colour_dilution(lang),
        "个/L" => texts::count_per_litre(lang),
        _ => unit,
    }
}

/// A number of things.
pub fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn a_name_in_a_sentence_is_marked() {
        let html = render(|| around(Lang::En, "温屿", |by| format!("signed by {by}, receipt 1")));
        assert!(html.contains(r#"signed by <span lang="zh-CN">温屿</span>, receipt 1"#), "{html}");
        let html = render(|| around(Lang::Zh, "温屿", |by| format!("由{by}签字")));
        assert!(!html.contains("lang="), "{html}");
    }

    #[test]
    fn units_that_are_written_in_chinese_have_a_name_in_english() {
        for (unit, want) in [("度", "degrees"), ("倍", "times (dilution)"), ("个/L", "per litre"), ("mg/L", "mg/L")]
        {
            assert_eq!(unit_name(Lang::En, unit), want);
        }
        assert_eq!(unit_name(Lang::Zh, "倍"), "倍（稀释倍数）");
    }
}
