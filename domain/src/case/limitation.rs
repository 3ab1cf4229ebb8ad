//! Until when an act that was not discovered can be punished (追责期限).

use chrono::{Months, NaiveDate};
use serde::Deserialize;

/// A rule for it, with the days whose acts it judges. The term runs from the last day of an act that lasted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limitation {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    /// Law and article.
    pub basis: String,
    /// Years within which an act must be discovered.
    years: u32,
    /// Years within which one must be that did harm.
    years_with_harm: u32,
    /// Which harm that is, in the words of the law.
    pub harm: String,
    /// Where it is from, and how sure it is.
    pub source: String,
}

impl Limitation {
    /// Whether it judges acts of a day.
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The last day on which an act that did no harm could be discovered to be punished.
    pub fn last_day_without_harm(&self, ended_on: NaiveDate) -> NaiveDate {
        after(ended_on, self.years)
    }

    /// The last day of all.
    pub fn last_day(&self, ended_on: NaiveDate) -> NaiveDate {
        after(ended_on, self.years_with_harm)
    }
}

fn after(day: NaiveDate, years: u32) -> NaiveDate {
    day.checked_add_months(Months::new(years * 12)).unwrap_or(day)
}
