//! How soon a decision is published, how long it stays, and what a withdrawal means.

use chrono::{Months, NaiveDate};

use crate::calendar::{Calendar, Term};

/// A decision is published within seven working days (from memory, verify; domain dossier 7.1).
pub const PUBLISH_WITHIN: Term = Term::WorkingDays(7);

text_enum! {
    /// How grave a breach of trust is (失信类别): decides how long its publication lasts (credit-repair measures of the
    /// NDRC, in force since 2026-04-01; domain dossier 0).
    pub enum Gravity {
        /// Normally not published; three months at most where it must be (轻微).
        Minor = "minor",
        /// Three months to one year (一般).
        Ordinary = "ordinary",
        /// One to three years (严重).
        Serious = "serious",
    }
}

text_enum! {
    /// Why a case was taken down before its term ended.
    pub enum Withdrawal {
        /// The decision was changed or quashed (Penalty Law, Art 48: within three days, and the reason is made public).
        Quashed = "quashed",
        /// It should not have been published, or not so.
        Mistake = "mistake",
        /// The credit repair was granted.
        Repaired = "repaired",
    }
}

impl Gravity {
    /// The last day on which a decision of that day can be public at all. The term runs from the document and not from its
    /// publication (公示期限自司法、行政公务文书认定之日起开始计算; sourced: 财联社 2025-11-26, as quoted at jnyxfs.com).
    pub fn last_day(self, decided_on: NaiveDate) -> NaiveDate {
        let months = match self {
            Self::Minor => 3,
            Self::Ordinary => 12,
            Self::Serious => 36,
        };
        decided_on.checked_add_months(Months::new(months)).unwrap_or(decided_on)
    }
}

impl Gravity {
    /// The first day on which the credit repair may be asked for, where the act was put right and the decision carried out:
    /// the day after the least term of publication (the measures, as the dossier quotes them: three months of an ordinary
    /// breach, a year of a serious one). None of a minor one, which is not published as a rule.
    pub fn repairable_from(self, decided_on: NaiveDate) -> Option<NaiveDate> {
        let months = match self {
            Self::Minor => return None,
            Self::Ordinary => 3,
            Self::Serious => 12,
        };
        decided_on.checked_add_months(Months::new(months))?.succ_opt()
    }
}

impl Withdrawal {
    /// Whether the case still counts in the numbers of the city, without a name, though its page is gone. A decision
    /// that fell, or never was, does not.
    pub const fn still_counts(self) -> bool {
        matches!(self, Self::Repaired)
    }

    /// Whether the public is told why the page is gone.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Quashed | Self::Mistake)
    }
}

/// The last day on which a decision may be published in time.
pub fn publish_by(decided_on: NaiveDate, calendar: &Calendar) -> NaiveDate {
    calendar.end(decided_on, PUBLISH_WITHIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_end_by_themselves() {
        #[rustfmt::skip]
        let cases = [
            (Gravity::Minor,    "2026-11-30", "2027-02-28"),
            (Gravity::Ordinary, "2026-11-22", "2027-11-22"),
            (Gravity::Serious,  "2024-02-29", "2027-02-28"),
        ];
        for (gravity, decided, last) in cases {
            assert_eq!(gravity.last_day(decided.parse().unwrap()).to_string(), last, "{gravity}");
        }
        let first =
            |gravity: Gravity| gravity.repairable_from("2026-11-30".parse().unwrap()).map(|day| day.to_string());
        assert_eq!(
            [Gravity::Minor, Gravity::Ordinary, Gravity::Serious].map(first),
            [None, Some("2027-03-01".to_owned()), Some("2027-12-01".to_owned())]
        );
    }

    #[test]
    fn seven_working_days() {
        let by = publish_by("2026-11-20".parse().unwrap(), &Calendar::built_in());
        assert_eq!(by.to_string(), "2026-12-01");
    }
}
