//! How many five-minute means of a furnace may miss their limit in a day.

use chrono::NaiveDate;
use serde::Deserialize;

/// A rule with its days.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurnaceRule {
    /// The first day on which it holds.
    from: NaiveDate,
    /// The last one; none as long as it holds.
    to: Option<NaiveDate>,
    /// As many of a day are spared; one more, and the furnace was too cold on that day.
    pub spared: u32,
    /// Where it is from, and how sure it is.
    pub source: String,
}

impl FurnaceRule {
    /// Whether it holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
