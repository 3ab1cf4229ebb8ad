//! What other departments and companies know: feeds that declarations are compared with.

use chrono::{Datelike, NaiveDate};

use crate::month::Month;

text_enum! {
    /// A feed.
    pub enum Feed {
        /// Grid electricity, kWh.
        Power = "power",
        /// Waterworks, m³.
        Water = "water",
        /// Taxed turnover, yuan.
        Tax = "tax",
    }
}

text_enum! {
    /// Where the figure of a month comes from.
    pub enum Origin {
        /// It was entered or imported as it is; readings leave it alone.
        Entered = "entered",
        /// It was worked out from the readings of meters.
        Metered = "metered",
    }
}

/// The day of the month after until which figures may take: after each month, of taxes after each quarter. Agreed with those
/// who deliver; no rule fixes it.
pub const DUE_DAY: u32 = 20;

/// The newest month whose figures should be there on a day; none outside the years 2000 to 2999. Many file their taxes by the
/// quarter, so that nothing is known of a month before its quarter has ended.
pub fn newest_due(feed: Feed, today: NaiveDate) -> Option<Month> {
    let running = Month::containing(today)?;
    let last = running.previous();
    let due = if today.day() > DUE_DAY { last } else { last.previous() };
    Some(match feed {
        Feed::Power | Feed::Water => due,
        Feed::Tax => std::iter::successors(Some(due), |month| Some(month.previous()))
            .find(|month| month.first_day().month().is_multiple_of(3))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_late_after_the_twentieth_of_the_next() {
        for (today, want) in
            [("2026-11-20", "2026-09"), ("2026-11-21", "2026-10"), ("2027-01-20", "2026-11"), ("2027-01-31", "2026-12")]
        {
            for feed in [Feed::Power, Feed::Water] {
                assert_eq!(newest_due(feed, today.parse().unwrap()).unwrap().to_string(), want, "{today}");
            }
        }
        assert_eq!(newest_due(Feed::Water, "1999-05-05".parse().unwrap()), None);
    }

    #[test]
    fn taxes_are_late_after_the_twentieth_behind_their_quarter() {
        for (today, want) in [
            ("2026-10-20", "2026-06"),
            ("2026-10-21", "2026-09"),
            ("2026-12-01", "2026-09"),
            ("2027-01-20", "2026-09"),
            ("2027-01-21", "2026-12"),
        ] {
            assert_eq!(newest_due(Feed::Tax, today.parse().unwrap()).unwrap().to_string(), want, "{today}");
        }
    }
}
