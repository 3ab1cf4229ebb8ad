//! How soon a decision is published, the classes that decide how long it stays, and what a withdrawal means.

use chrono::NaiveDate;

use crate::calendar::{Calendar, Term};

/// A decision is published within seven working days (from memory, verify; domain dossier 7.1).
pub const PUBLISH_WITHIN: Term = Term::WorkingDays(7);

text_enum! {
    /// How grave a breach of trust is (失信类别): decides how long its publication lasts (credit-repair measures of the
    /// NDRC, in force since 2026-04-01; domain dossier 0), by the terms of [`GravityRules`](super::GravityRules).
    pub enum Gravity {
        /// Not published as a rule (轻微).
        Minor = "minor",
        /// Neither (一般).
        Ordinary = "ordinary",
        /// Grave (严重).
        Serious = "serious",
    }
}

text_enum! {
    /// Why a case was taken down before its term ended.
    pub enum Withdrawal {
        /// The decision was changed or quashed (Penalty Law, Art 48: within three working days, as Art 85 counts its
        /// short terms, and the reason is made public).
        Quashed = "quashed",
        /// It should not have been published, or not so.
        Mistake = "mistake",
        /// The credit repair was granted.
        Repaired = "repaired",
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
    fn seven_working_days() {
        let by = publish_by("2026-11-20".parse().unwrap(), &Calendar::built_in());
        assert_eq!(by.to_string(), "2026-12-01");
    }
}
