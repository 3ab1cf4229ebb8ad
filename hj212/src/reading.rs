//! The values of one pollutant within an upload.

use std::borrow::Cow;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use crate::{
    CpBuilder, DataFlag,
    pollutant::{self, Pollutant},
    read, time,
};

/// The suffixes of measured values.
pub(crate) const FIGURES: [&str; 9] = ["Rtd", "ZsRtd", "Cou", "Min", "Avg", "Max", "ZsMin", "ZsAvg", "ZsMax"];

/// All items of one pollutant. Values are in the unit of the device: by default
/// [`Pollutant::unit`] for concentrations and [`Pollutant::amount`] for `cou`.
///
/// ```
/// use hj212::Reading;
/// let mut reading = Reading::new("011");
/// reading.rtd = Some("41.2".parse().unwrap());
/// assert_eq!(reading.pollutant.unwrap().code, "w01018");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The code as sent: new, legacy or the vendor's own.
    pub code: Cow<'static, str>,
    /// The pollutant that the code names, if it is in the table.
    pub pollutant: Option<&'static Pollutant>,
    /// `-SampleTime`: when a batch analyser took its sample (2011).
    pub sample_time: Option<NaiveDateTime>,
    /// `-Rtd`: instant value (2011).
    pub rtd: Option<Decimal>,
    /// `-ZsRtd`: instant value converted to the reference oxygen content (折算, gas).
    pub zs_rtd: Option<Decimal>,
    /// `-Cou`: amount within the period (2051, 2061, 2031).
    pub cou: Option<Decimal>,
    /// `-Min`: least value of the period.
    pub min: Option<Decimal>,
    /// `-Avg`: mean of the period.
    pub avg: Option<Decimal>,
    /// `-Max`: greatest value of the period.
    pub max: Option<Decimal>,
    /// `-ZsMin`: least converted value.
    pub zs_min: Option<Decimal>,
    /// `-ZsAvg`: mean of the converted values.
    pub zs_avg: Option<Decimal>,
    /// `-ZsMax`: greatest converted value.
    pub zs_max: Option<Decimal>,
    /// `-Flag`: the condition of the instrument.
    pub flag: Option<DataFlag>,
    /// `-EFlag`: up to four characters, the vendor's own.
    pub eflag: Option<String>,
    /// Suffix and text of what has no place above: vendor suffixes, values that cannot be read,
    /// items that stand there twice.
    pub extra: Vec<(String, String)>,
}

impl Reading {
    /// An empty reading for a code, resolved through the table.
    pub fn new(code: impl Into<Cow<'static, str>>) -> Self {
        let code = code.into();
        Self { pollutant: pollutant::find(&code), ..Self::empty(code) }
    }

    /// A reading of a code as it came; codes of the table need no allocation.
    pub(crate) fn received(code: &str) -> Self {
        let pollutant = pollutant::find(code);
        let code = match pollutant.and_then(|known| known.own_text(code)) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(code.to_owned()),
        };
        Self { pollutant, ..Self::empty(code) }
    }

    const fn empty(code: Cow<'static, str>) -> Self {
        Self {
            code,
            pollutant: None,
            sample_time: None,
            rtd: None,
            zs_rtd: None,
            cou: None,
            min: None,
            avg: None,
            max: None,
            zs_min: None,
            zs_avg: None,
            zs_max: None,
            flag: None,
            eflag: None,
            extra: Vec::new(),
        }
    }

    /// The suffix and the text of each figure that could not be read, or is empty.
    pub fn unreadable(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_one = |suffix: &str, text: &str| FIGURES.contains(&suffix) && read::decimal(text).is_none();
        let figures = self.extra.iter().filter(move |(suffix, text)| is_one(suffix, text));
        figures.map(|(suffix, text)| (suffix.as_str(), text.as_str()))
    }

    /// Whether any figure of the reading could be read.
    pub fn has_figures(&self) -> bool {
        self.numbers().iter().any(|(_, value)| value.is_some())
    }

    /// The place for a numeric suffix.
    pub(crate) fn number(&mut self, suffix: &str) -> Option<&mut Option<Decimal>> {
        Some(match suffix {
            "Rtd" => &mut self.rtd,
            "ZsRtd" => &mut self.zs_rtd,
            "Cou" => &mut self.cou,
            "Min" => &mut self.min,
            "Avg" => &mut self.avg,
            "Max" => &mut self.max,
            "ZsMin" => &mut self.zs_min,
            "ZsAvg" => &mut self.zs_avg,
            "ZsMax" => &mut self.zs_max,
            _ => return None,
        })
    }

    /// Writes the reading as one group.
    pub(crate) fn write(&self, cp: CpBuilder) -> CpBuilder {
        let key = |suffix: &str| format!("{}-{suffix}", self.code);
        let sampled = self.sample_time.map(|at| at.format(time::FORMAT));
        let mut cp = cp.group().optional(key("SampleTime"), sampled);
        for (suffix, value) in self.numbers() {
            cp = cp.optional(key(suffix), value);
        }
        cp = cp.optional(key("Flag"), self.flag).optional(key("EFlag"), self.eflag.as_ref());
        self.extra.iter().fold(cp, |cp, (suffix, text)| cp.item(key(suffix), text))
    }

    /// The order in which the standard lists them.
    const fn numbers(&self) -> [(&'static str, Option<Decimal>); 9] {
        [
            ("Rtd", self.rtd),
            ("ZsRtd", self.zs_rtd),
            ("Cou", self.cou),
            ("Min", self.min),
            ("Avg", self.avg),
            ("Max", self.max),
            ("ZsMin", self.zs_min),
            ("ZsAvg", self.zs_avg),
            ("ZsMax", self.zs_max),
        ]
    }
}
