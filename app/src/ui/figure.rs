//! A figure beside its limits, and every doubt about it, as data: what pages hand to islands.

use serde::{Deserialize, Serialize};

use super::tag::Tone;

/// The mark of a value at the end of the analyser's range.
const ABOVE_RANGE: &str = "T";

/// A figure as shown. Texts and plain numbers only, because an island is handed it as JSON; the numbers serve the
/// drawing, the texts are exact. It is a real-time value: it stands beside limits for reference and is not judged.
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
    /// The limits in words, or that there is none.
    pub limit: String,
    /// The mean that is judged, for the bar: the real-time value is not held against a limit, in a drawing either.
    pub mean: Option<f64>,
    /// What the bar shows, in words; empty where there is none.
    pub bar: String,
    /// The lowest value allowed for that mean.
    pub low: Option<f64>,
    /// The highest value allowed for that mean.
    pub high: Option<f64>,
    /// The value means something; false when the instrument was being calibrated, repaired, and so on.
    pub valid: bool,
    /// The logger's mark, one letter; `N` is normal.
    pub flag: String,
    /// When it was measured, RFC 3339 with the offset +08:00; empty when nothing was sent.
    pub at: String,
    /// What may be said of the means that the limits name.
    pub means: Vec<MeanLine>,
}

/// A mean that a limit names and what may be said of it, or why nothing may.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeanLine {
    /// What is said.
    pub text: String,
    /// What it deserves.
    pub tone: Tone,
}

impl Figure {
    /// The class of its row in the style sheet; `beyond` colours the bar, which shows the mean.
    pub fn class(&self, old: bool) -> &'static str {
        let is_beyond = self.means.iter().any(|mean| mean.tone == Tone::Over);
        match (&self.text, self.valid || self.flag == ABOVE_RANGE, old) {
            (Some(_), true, true) => "reading old",
            (Some(_), false, _) => "reading doubt",
            _ if is_beyond => "reading beyond",
            _ => "reading",
        }
    }
}

/// The words around figures, in the page's language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// Nothing was sent.
    pub nothing: String,
    /// What each mark other than `N` means, and that the value does not count.
    pub flags: Vec<(String, String)>,
    /// The same for a mark that is not in the list.
    pub doubt: String,
    /// How a moment that is not of today is written; `{year}`, `{month}`, `{day}`, `{clock}` stand for its parts.
    pub moment: String,
}

impl Words {
    /// What is to be said about a figure; none when all is well.
    pub fn about(&self, figure: &Figure) -> Option<String> {
        if figure.text.is_none() {
            return Some(self.nothing.clone());
        }
        if figure.valid {
            return None;
        }
        let known = self.flags.iter().find(|(letter, _)| *letter == figure.flag);
        Some(known.map_or(&self.doubt, |(_, meaning)| meaning).clone())
    }

    /// The moment of a value in words: the time of day, with the date where the value is old.
    pub fn when(&self, at: &str, old: bool) -> String {
        let part = |range: std::ops::Range<usize>| at.get(range).unwrap_or_default();
        if at.is_empty() || !old {
            return clock(at).to_owned();
        }
        let plain = |digits: &str| digits.trim_start_matches('0').to_owned();
        let said = self.moment.replace("{year}", part(0..4)).replace("{month}", &plain(part(5..7)));
        said.replace("{day}", &plain(part(8..10))).replace("{clock}", part(11..16))
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
            nothing: "没有数据".into(),
            flags: vec![("C".into(), "校准，不计".into()), ("T".into(), "超测定上限".into())],
            doubt: "不计".into(),
            moment: "{month}月{day}日 {clock}".into(),
        }
    }

    fn nickel(text: &str) -> Figure {
        let at = "2026-11-02T14:35:20+08:00".into();
        Figure { text: Some(text.into()), high: Some(0.5), valid: true, flag: "N".into(), at, ..Figure::default() }
    }

    #[test]
    fn a_real_time_value_is_never_called_above_its_limit() {
        assert_eq!((words().about(&nickel("0.62")), nickel("0.62").class(false)), (None, "reading"));
    }

    #[test]
    fn a_mean_beyond_its_limit_colours_the_bar() {
        let means = vec![MeanLine { text: "0.536".into(), tone: Tone::Over }];
        assert_eq!(Figure { means, ..nickel("0.2") }.class(false), "reading beyond");
    }

    #[test]
    fn a_value_that_means_nothing_says_why() {
        let calibrating = Figure { valid: false, flag: "C".into(), ..nickel("2.0") };
        assert_eq!(words().about(&calibrating).unwrap(), "校准，不计");
        assert_eq!(calibrating.class(false), "reading doubt");
        let unknown = Figure { flag: "Z".into(), ..calibrating };
        assert_eq!(words().about(&unknown).unwrap(), "不计");
        assert_eq!(words().about(&Figure::default()).unwrap(), "没有数据");
    }

    #[test]
    fn a_saturated_analyser_is_told_and_its_figure_not_struck_out() {
        let saturated = Figure { valid: false, flag: "T".into(), ..nickel("2.0") };
        assert_eq!(words().about(&saturated).unwrap(), "超测定上限");
        assert_eq!(saturated.class(false), "reading");
    }

    #[test]
    fn an_old_value_has_its_date_and_another_class() {
        let old = nickel("0.4");
        assert_eq!(words().when(&old.at, true), "11月2日 14:35");
        assert_eq!(words().when(&old.at, false), "14:35:20");
        assert_eq!(old.class(true), "reading old");
        assert_eq!(words().when("", true), "");
    }
}
