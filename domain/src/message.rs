//! Sentences with arguments, in both languages: what a rule says is a key, a pair of templates and its figures.
//!
//! Templates name their arguments in braces: `申报 {declared} 吨`. What is stored and sent are the key and the
//! arguments, so that a sentence can be rendered in either language years later.

use std::{borrow::Cow, fmt::Write};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{input::grouped, lang::Lang};

/// Digits after the point that a sentence shows at most.
const SHOWN_DIGITS: u32 = 6;

/// A template in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// What stands for a name in braces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// A quantity, shown as `161,300` with at most six digits after the point.
    Number(Decimal),
    /// A share of one, shown as `12.5%`.
    Percent(Decimal),
    /// A word that each language has its own of.
    Word {
        /// Chinese.
        zh: Cow<'static, str>,
        /// English.
        en: Cow<'static, str>,
    },
    /// A pollutant by its code, shown by its name where the reader's side knows one.
    Pollutant(String),
    /// The same in both languages: a code, a quarter, a name as the enterprise wrote it.
    Plain(String),
}

/// The name of a pollutant's code in the reader's language, where it is known.
pub type Naming<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The arguments of a sentence, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Args(Vec<(Cow<'static, str>, Arg)>);

impl Args {
    /// These and one more.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.0.push((Cow::Borrowed(name), arg));
        self
    }

    /// These and a quantity.
    #[must_use]
    pub fn number(self, name: &'static str, value: Decimal) -> Self {
        self.with(name, Arg::Number(value))
    }

    /// These and a quantity that was worked out, to the digits that a reader wants. What people wrote down is shown as
    /// they wrote it.
    #[must_use]
    pub fn rounded(self, name: &'static str, value: Decimal) -> Self {
        let rounded = match value.abs() {
            size if size >= Decimal::ONE_THOUSAND => value.round_dp(1),
            size if size >= Decimal::ONE => value.round_dp(3),
            _ => value.round_sf(4).unwrap_or(value),
        };
        self.number(name, rounded)
    }

    /// These and a share of one.
    #[must_use]
    pub fn percent(self, name: &'static str, share: Decimal) -> Self {
        self.with(name, Arg::Percent(share))
    }

    /// These and a pollutant.
    #[must_use]
    pub fn pollutant(self, name: &'static str, code: &str) -> Self {
        self.with(name, Arg::Pollutant(code.to_owned()))
    }

    /// These and a text that is the same in both languages.
    #[must_use]
    pub fn plain(self, name: &'static str, text: &(impl ToString + ?Sized)) -> Self {
        self.with(name, Arg::Plain(text.to_string()))
    }

    /// The argument of a name.
    pub fn get(&self, name: &str) -> Option<&Arg> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, arg)| arg)
    }
}

impl Arg {
    fn write(&self, lang: Lang, name: Naming<'_>, out: &mut String) {
        match self {
            Self::Number(value) => out.push_str(&shown(*value)),
            Self::Percent(share) => {
                out.push_str(&shown(percent(*share)));
                out.push('%');
            }
            Self::Word { zh, en } => out.push_str(lang.pick(zh, en)),
            Self::Pollutant(code) => out.push_str(name(code).as_deref().unwrap_or(code)),
            Self::Plain(text) => out.push_str(text),
        }
    }
}

/// A share of one in per cent for reading, with one digit after the point; with as many more, up to six, as keep what
/// is not all of it from reading 100, and what is something of it from reading 0.
pub fn percent(share: Decimal) -> Decimal {
    let exact = share.saturating_mul(Decimal::ONE_HUNDRED);
    let says_too_much = |shown: &Decimal| *shown != exact && (shown.is_zero() || *shown == Decimal::ONE_HUNDRED);
    let shown = (1..=SHOWN_DIGITS).map(|digits| exact.round_dp(digits)).find(|shown| !says_too_much(shown));
    shown.unwrap_or(exact).normalize()
}

/// A quantity as a sentence shows it.
fn shown(value: Decimal) -> String {
    grouped(value.round_dp(SHOWN_DIGITS))
}

impl Text {
    /// A template, or plain words.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The words of a text without arguments.
    pub const fn pick(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }

    /// The sentence, pollutants by their codes. A name without an argument stays in its braces.
    pub fn fill(&self, lang: Lang, args: &Args) -> String {
        self.fill_named(lang, args, &|_| None)
    }

    /// The sentence with pollutants by name.
    pub fn fill_named(&self, lang: Lang, args: &Args, name_of: Naming<'_>) -> String {
        let mut rest = lang.pick(self.zh, self.en);
        let mut out = String::with_capacity(rest.len() + 32);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, behind)) = after.split_once('}') else { break };
            match args.get(name) {
                Some(arg) => arg.write(lang, name_of, &mut out),
                None => {
                    let _infallible = write!(out, "{{{name}}}");
                }
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// What holds for the sentences of every set of rules.
#[cfg(test)]
pub(crate) mod laws {
    use std::collections::BTreeSet;

    use super::Text;

    /// The arguments that a template names.
    pub(crate) fn names(template: &str) -> BTreeSet<&str> {
        template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    /// Words in both languages, each in its own.
    pub(crate) fn is_in_both(text: &Text) -> bool {
        !text.zh.is_ascii() && !text.en.is_empty() && text.en.chars().all(|c| !('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    /// Each key stands once, is that of its rule (a letter and two digits, a dot, its own name), and says the same in both
    /// languages.
    pub(crate) fn hold<'a>(letter: char, sentences: impl IntoIterator<Item = (&'a str, &'a Text)>) {
        let mut keys = BTreeSet::new();
        for (key, text) in sentences {
            assert!(keys.insert(key), "{key} stands twice");
            let (rule, own) = key.split_once('.').unwrap();
            let number = rule.strip_prefix(letter).unwrap();
            assert!(number.len() == 2 && number.bytes().all(|c| c.is_ascii_digit()) && !own.is_empty(), "{key}");
            assert!(is_in_both(text), "{key}");
            assert_eq!(names(text.zh), names(text.en), "{key} says the same in both languages");
        }
        assert!(!keys.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn what_is_not_all_is_not_called_a_hundred_per_cent() {
        #[rustfmt::skip]
        let cases = [
            (dec!(1),         dec!(100)),
            (dec!(0.9996),    dec!(99.96)),
            (dec!(0.9999999), dec!(99.99999)),
            (dec!(1.0004),    dec!(100.04)),
            (dec!(0.0004),    dec!(0.04)),
            (dec!(0),         dec!(0)),
            (dec!(0.12549),   dec!(12.5)),
        ];
        for (share, want) in cases {
            assert_eq!(percent(share), want, "{share}");
        }
    }

    #[test]
    fn figures_read_like_figures_in_both_languages() {
        let text = Text { zh: "{what}{n} 吨（{p}，{code}，{none}）", en: "{what} {n} t ({p}, {code}, {none})" };
        let what = Arg::Word { zh: "废水".into(), en: "wastewater".into() };
        let args = Args::default().with("what", what).number("n", dec!(-1234567.5000)).percent("p", dec!(0.12549));
        let args = args.plain("code", "DW001");
        assert_eq!(text.fill(Lang::Zh, &args), "废水-1,234,567.5 吨（12.5%，DW001，{none}）");
        let named = Text { zh: "{p}", en: "{p} at DW001" };
        let args_of = Args::default().pollutant("p", "w01018");
        assert_eq!(named.fill_named(Lang::Zh, &args_of, &|_| Some("化学需氧量".to_owned())), "化学需氧量");
        assert_eq!(named.fill(Lang::En, &args_of), "w01018 at DW001");
        assert_eq!(text.fill(Lang::En, &args), "wastewater -1,234,567.5 t (12.5%, DW001, {none})");
    }

    #[test]
    fn digits_group_from_the_point() {
        for (value, want) in
            [(dec!(0), "0"), (dec!(999), "999"), (dec!(1000), "1,000"), (dec!(0.0000004), "0"), (dec!(-0.5), "-0.5")]
        {
            assert_eq!(shown(value), want);
        }
    }

    #[test]
    fn what_was_worked_out_has_the_digits_that_a_reader_wants() {
        for (value, want) in [
            (dec!(164547.945205), "164,547.9"),
            (dec!(3.042972), "3.043"),
            (dec!(0.000516749), "0.000517"),
            (dec!(-1000.04), "-1,000"),
            (dec!(0), "0"),
        ] {
            let text = Text { zh: "{n}", en: "{n}" };
            assert_eq!(text.fill(Lang::En, &Args::default().rounded("n", value)), want, "{value}");
        }
    }
}
