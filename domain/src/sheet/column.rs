//! A column of a table, and those that many tables have.

use super::unit::{bill_unit, is_quantity, limit_unit, load_unit, mass_unit, same_unit, seconds_unit};

/// What a figure of a column is measured in, and so what the brackets of its header may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Nothing: brackets are remarks.
    None,
    /// Degrees by WGS-84. Brackets that name another datum are refused.
    Degrees,
    /// Kilograms a year.
    Load,
    /// Seconds.
    Seconds,
    /// What a bill counts: kWh, m³.
    Bill,
    /// What a limit is set in: mg/L, mg/m³.
    Limit,
    /// What output is counted in, whatever that is: t, m², 件.
    Output,
    /// Parts of a hundred.
    Share,
    /// What waste weighs: kg, t.
    Mass,
    /// Degrees Celsius.
    Celsius,
    /// Metres a second.
    Speed,
    /// Millimetres of rain.
    Rain,
}

impl Measure {
    /// Whether its figures may be in this unit.
    pub(super) fn takes(self, unit: &str) -> bool {
        match self {
            Self::None | Self::Degrees => false,
            Self::Load => load_unit(unit).is_some(),
            Self::Seconds => seconds_unit(unit).is_some(),
            Self::Bill => bill_unit(unit).is_some(),
            Self::Limit => limit_unit(unit).is_some(),
            Self::Output => is_quantity(unit),
            Self::Share => same_unit(unit, "%"),
            Self::Mass => mass_unit(unit).is_some(),
            Self::Celsius => ["℃", "°C", "摄氏度"].iter().any(|known| same_unit(unit, known)),
            Self::Speed => ["m/s", "米/秒"].iter().any(|known| same_unit(unit, known)),
            Self::Rain => ["mm", "毫米"].iter().any(|known| same_unit(unit, known)),
        }
    }

    /// The units that it takes, for whoever wrote another one.
    pub(super) const fn units(self) -> &'static str {
        match self {
            Self::None | Self::Degrees => "",
            Self::Load | Self::Mass => "kg、t",
            Self::Seconds => "s、min",
            Self::Bill => "kWh、万kWh、m³",
            Self::Limit => "mg/L、mg/m³",
            Self::Output => "t、m²、件",
            Self::Share => "%",
            Self::Celsius => "°C",
            Self::Speed => "m/s",
            Self::Rain => "mm",
        }
    }
}

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// The entry's field.
    pub field: &'static str,
    /// Its header in Chinese, as templates have it.
    pub zh: &'static str,
    /// Its header in English.
    pub en: &'static str,
    /// Other headers by which it goes.
    pub also: &'static [&'static str],
    /// Whether a table without it is none.
    pub needed: bool,
    /// What its figures are measured in.
    pub measure: Measure,
    /// Whether what it holds looks like a number and is none: a template makes it a column of text, or a spreadsheet would
    /// drop zeros in front and shorten what is long.
    pub text: bool,
    /// What a template says about it; templates are in Chinese.
    pub hint: &'static str,
    /// Whether templates leave it out: a column that a file may have only where the law of the place lets it.
    pub unoffered: bool,
    /// What there is to choose from: as a table has it, and what a reader of English is told.
    pub choices: &'static [(&'static str, &'static str)],
}

impl Column {
    pub(super) const fn new(
        field: &'static str,
        zh: &'static str,
        en: &'static str,
        also: &'static [&'static str],
    ) -> Self {
        let (measure, unoffered) = (Measure::None, false);
        Self { field, zh, en, also, needed: true, measure, text: false, hint: "", unoffered, choices: &[] }
    }

    pub(super) const fn unoffered(self) -> Self {
        Self { unoffered: true, ..self }
    }

    pub(super) const fn optional(self) -> Self {
        Self { needed: false, ..self }
    }

    pub(super) const fn in_(self, measure: Measure) -> Self {
        Self { measure, ..self }
    }

    pub(super) const fn text(self) -> Self {
        Self { text: true, ..self }
    }

    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    pub(super) const fn of(self, choices: &'static [(&'static str, &'static str)]) -> Self {
        Self { choices, ..self }
    }

    /// Every header by which it goes.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.zh, self.en, self.field].into_iter().chain(self.also.iter().copied())
    }
}

pub(super) const ENTERPRISE: Column = Column::new(
    "enterprise",
    "统一社会信用代码",
    "credit code",
    &["信用代码", "社会信用代码", "企业信用代码", "credit_code", "uscc"],
)
.text()
.hint("18 位，列格式设为文本");

pub(super) const OUTLET: Column =
    Column::new("outlet", "排放口编号", "outlet code", &["排污口编号", "排口编号", "outlet"])
        .text()
        .hint("与排污许可证一致，例如 DW001、DA001");

pub(super) const POLLUTANT: Column = Column::new(
    "pollutant",
    "污染物",
    "pollutant",
    &["污染物代码", "污染因子", "因子代码", "污染物名称", "pollutant code"],
)
.text()
.hint("HJ 212 代码或名称，例如 w01018 或 化学需氧量");
