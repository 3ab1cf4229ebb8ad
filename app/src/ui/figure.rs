//! A figure with its limit and every doubt about it, as data: what pages hand to islands.

use serde::{Deserialize, Serialize};

use super::number::percent_above;

/// A figure as shown. Texts and plain numbers only, because an island is handed it as JSON; the numbers serve the
/// drawing, the texts are exact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The pollutant's code, for example `w01018`.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
    /// The value as sent, in digits; none when nothing was sent.
    pub text: Option<String>,
    /// The unit; empty where there is none (pH).
    pub unit: String,
    /// The limit in words, or that there is none.
    pub limit: String,
    /// The lowest value allowed.
    pub low: Option<f64>,
    /// The highest value allowed.
    pub high: Option<f64>,
    /// The value is beyond a limit.
    pub over: bool,
    /// The value counts; false when the instrument was being calibrated, repaired, and so on.
    pub valid: bool,
    /// The logger's mark, one letter; `N` is normal.
    pub flag: String,
    /// When it was measured, RFC 3339 with the offset +08:00; empty when nothing was sent.
    pub at: String,
}

impl Figure {
    /// The value as a number, for drawing.
    pub fn number(&self) -> Option<f64> {
        self.text.as_ref()?.parse().ok()
    }

    /// The class of its row in the style sheet. A value that does not count is never shown as an exceedance.
    pub fn class(&self) -> &'static str {
        match (&self.text, self.valid, self.over) {
            (None, ..) | (_, true, false) => "reading",
            (_, false, _) => "reading doubt",
            (_, true, true) => "reading over",
        }
    }
}

/// The words around figures, in the page's language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// Above the highest value allowed; `{percent}` stands for by how much.
    pub above: String,
    /// Below the lowest value allowed.
    pub below: String,
    /// Nothing was sent.
    pub nothing: String,
    /// What each mark other than `N` means, and that the value does not count.
    pub flags: Vec<(String, String)>,
    /// The same for a mark that is not in the list.
    pub doubt: String,
}

impl Words {
    /// What is to be said about a figure beside its limit; none when all is well.
    pub fn about(&self, figure: &Figure) -> Option<String> {
        let Some(value) = figure.number() else { return Some(self.nothing.clone()) };
        if !figure.valid {
            let known = self.flags.iter().find(|(letter, _)| *letter == figure.flag);
            return Some(known.map_or(&self.doubt, |(_, meaning)| meaning).clone());
        }
        if !figure.over {
            return None;
        }
        Some(match figure.high.and_then(|high| percent_above(value, high)) {
            Some(percent) => self.above.replace("{percent}", &percent),
            None => self.below.clone(),
        })
    }
}

/// The hour, minute and second of an RFC 3339 text.
pub fn clock(at: &str) -> &str {
    at.get(11..19).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            above: "高于限值 {percent}%".into(),
            below: "低于限值".into(),
            nothing: "没有数据".into(),
            flags: vec![("C".into(), "校准，不计".into())],
            doubt: "不计".into(),
        }
    }

    fn nickel(text: &str, over: bool) -> Figure {
        let at = "2026-11-22T14:35:20+08:00".into();
        Figure {
            text: Some(text.into()),
            high: Some(0.5),
            over,
            valid: true,
            flag: "N".into(),
            at,
            ..Figure::default()
        }
    }

    #[test]
    fn within_limits_nothing_is_said() {
        assert_eq!(words().about(&nickel("0.21", false)), None);
    }

    #[test]
    fn beyond_a_limit_says_by_how_much() {
        assert_eq!(words().about(&nickel("0.62", true)).unwrap(), "高于限值 24%");
        let acid = Figure { low: Some(6.0), high: Some(9.0), ..nickel("5.1", true) };
        assert_eq!(words().about(&acid).unwrap(), "低于限值");
    }

    #[test]
    fn a_value_that_does_not_count_is_not_an_exceedance() {
        let calibrating = Figure { valid: false, flag: "C".into(), ..nickel("2.0", true) };
        assert_eq!(words().about(&calibrating).unwrap(), "校准，不计");
        assert_eq!(calibrating.class(), "reading doubt");
        let unknown = Figure { flag: "Z".into(), ..calibrating };
        assert_eq!(words().about(&unknown).unwrap(), "不计");
    }

    #[test]
    fn nothing_sent_is_said() {
        assert_eq!(words().about(&Figure::default()).unwrap(), "没有数据");
    }
}
