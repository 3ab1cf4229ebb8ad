//! One reading of one channel.

use super::Figure;

/// What a logger reports for one channel over one period, in the unit of the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What is judged: the mean or instant value; for converted gases the value at reference oxygen.
    pub value: Figure,
    /// The gas concentration before conversion.
    pub measured: Option<Figure>,
    /// Least of the period; absent for instants.
    pub low: Option<Figure>,
    /// Greatest of the period; absent for instants.
    pub high: Option<Figure>,
    /// Amount of the period in m³ (flow) or kg.
    pub amount: Option<Figure>,
    /// The mark of HJ 212.
    pub flag: char,
}

impl Sample {
    /// A value and its mark, without statistics.
    pub const fn instant(value: Figure, flag: char) -> Self {
        Self { value, measured: None, low: None, high: None, amount: None, flag }
    }
}
