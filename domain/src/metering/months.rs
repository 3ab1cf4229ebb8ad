//! From the readings of a meter to the months of those who share it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Period, by_shares, divide::WHOLE, evenly};
use crate::{fixed::Micro, month::Month};

/// A quantity over days, as it was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// Which days.
    pub period: Period,
    /// kWh or m³, never below zero.
    pub quantity: Micro,
}

/// Whose a meter is, or a part of it, from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share<T> {
    /// Whose.
    pub of: T,
    /// How much of it, per mille.
    pub per_mille: u16,
    /// First day.
    pub from: NaiveDate,
    /// Last day; open when absent.
    pub to: Option<NaiveDate>,
}

impl<T> Share<T> {
    /// Whether it counts on a day.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// The first day on which shares come to more than the whole.
pub fn first_over<T>(shares: &[Share<T>]) -> Option<NaiveDate> {
    let begins: BTreeSet<NaiveDate> = shares.iter().map(|share| share.from).collect();
    let sum = |day: NaiveDate| -> u32 {
        shares.iter().filter(|share| share.is_on(day)).map(|share| u32::from(share.per_mille)).sum()
    };
    // The sum grows only where one of them begins.
    begins.into_iter().find(|day| sum(*day) > u32::from(WHOLE))
}

/// What a meter counted on each day that a reading covers. A reading over several days counts evenly. Where readings overlap
/// the shortest says most of its days, and a longer one divides among its other days what is left of it. Readings of the same
/// days are of several meters at one connection, and are added.
pub fn by_day(readings: &[Delivered]) -> BTreeMap<NaiveDate, Micro> {
    let mut together: BTreeMap<Period, Micro> = BTreeMap::new();
    for reading in readings {
        let sum = together.entry(reading.period).or_default();
        *sum = Micro(sum.0.saturating_add(reading.quantity.0));
    }
    let mut shortest_first: Vec<(Period, Micro)> = together.into_iter().collect();
    shortest_first.sort_by_key(|(period, _)| (period.length(), *period));
    let mut days: BTreeMap<NaiveDate, Micro> = BTreeMap::new();
    for (period, quantity) in shortest_first {
        let known: i64 = period.days().filter_map(|day| days.get(&day)).map(|amount| amount.0).sum();
        let open: Vec<NaiveDate> = period.days().filter(|day| !days.contains_key(day)).collect();
        let left = Micro(quantity.0.saturating_sub(known).max(0));
        let parts = u32::try_from(open.len()).unwrap_or_default();
        days.extend(open.into_iter().zip(evenly(left, parts)));
    }
    days
}

/// What each of those who share a meter used of it in a month; none where a day of the month is not known on which they have
/// a share. Who has no share in the month is not among them.
pub fn of_month<T: Copy + Ord>(
    days: &BTreeMap<NaiveDate, Micro>,
    shares: &[Share<T>],
    month: Month,
) -> BTreeMap<T, Option<Micro>> {
    let mut all: BTreeMap<T, Option<Micro>> = BTreeMap::new();
    for day in Period::of(month).days() {
        let on: Vec<&Share<T>> = shares.iter().filter(|share| share.is_on(day)).collect();
        let per_mille: Vec<u16> = on.iter().map(|share| share.per_mille).collect();
        let parts = days.get(&day).map(|amount| by_shares(*amount, &per_mille));
        for (at, share) in on.iter().enumerate() {
            let part = parts.as_ref().and_then(|parts| parts.get(at).copied());
            let sum = all.entry(share.of).or_insert(Some(Micro(0)));
            *sum = sum.zip(part).map(|(sum, part)| Micro(sum.0.saturating_add(part.0)));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn reading(first: &str, last: &str, quantity: i64) -> Delivered {
        Delivered { period: Period::new(day(first), day(last)).unwrap(), quantity: Micro(quantity) }
    }

    fn share(of: u8, per_mille: u16, from: &str, to: &str) -> Share<u8> {
        Share { of, per_mille, from: day(from), to: (!to.is_empty()).then(|| day(to)) }
    }

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    fn sums(readings: &[Delivered], shares: &[Share<u8>], of: &str) -> Vec<(u8, Option<i64>)> {
        let all = of_month(&by_day(readings), shares, month(of));
        all.into_iter().map(|(of, sum)| (of, sum.map(|sum| sum.0))).collect()
    }

    const ALWAYS: &str = "2020-01-01";

    #[test]
    fn a_period_that_is_no_month_is_split_by_days() {
        let own = [share(1, 1000, ALWAYS, "")];
        let bills = [reading("2026-06-16", "2026-07-15", 300), reading("2026-07-16", "2026-08-15", 310)];
        // 15 days of the first, 16 of the second.
        assert_eq!(sums(&bills, &own, "2026-07"), [(1, Some(150 + 160))]);
        assert_eq!(sums(&bills, &own, "2026-06"), [(1, None)], "half a month is none");
        assert_eq!(sums(&bills, &own, "2026-05"), [(1, None)]);
        assert_eq!(sums(&[reading("2026-07-01", "2026-07-31", 31)], &own, "2026-07"), [(1, Some(31))]);
    }

    #[test]
    fn shares_count_on_their_days() {
        let july = [reading("2026-07-01", "2026-07-31", 3_100)];
        let shares = [
            share(1, 600, ALWAYS, "2026-07-10"),
            share(2, 400, ALWAYS, ""),
            share(1, 300, "2026-07-11", ""),
            share(3, 100, "2026-08-01", ""),
        ];
        assert_eq!(sums(&july, &shares, "2026-07"), [(1, Some(10 * 60 + 21 * 30)), (2, Some(31 * 40))]);
        // Who moved in on the 11th needs only the days from then on.
        let late = [reading("2026-07-11", "2026-07-31", 2_100)];
        assert_eq!(sums(&late, &[share(1, 1000, "2026-07-11", "")], "2026-07"), [(1, Some(2_100))]);
        assert_eq!(sums(&late, &[], "2026-07"), []);
    }

    #[test]
    fn what_overlaps_counts_once() {
        let own = [share(1, 1000, ALWAYS, "")];
        let month = reading("2026-07-01", "2026-07-31", 3_100);
        let ten: Vec<_> =
            (1..=10).map(|n| reading(&format!("2026-07-{n:02}"), &format!("2026-07-{n:02}"), 200)).collect();
        let both = [ten.clone(), vec![month]].concat();
        assert_eq!(sums(&both, &own, "2026-07"), [(1, Some(3_100))], "the bill is the sum, the days say when");
        assert_eq!(by_day(&both)[&day("2026-07-10")], Micro(200));
        // Days that come to more than the bill are believed.
        assert_eq!(
            sums(&[ten, vec![reading("2026-07-01", "2026-07-31", 5)]].concat(), &own, "2026-07"),
            [(1, Some(2_000))]
        );
        // Two meters at one connection; one that was exchanged in between.
        assert_eq!(sums(&[month, month], &own, "2026-07"), [(1, Some(6_200))]);
        let exchanged = [reading("2026-07-01", "2026-07-12", 120), reading("2026-07-13", "2026-07-31", 190)];
        assert_eq!(sums(&exchanged, &own, "2026-07"), [(1, Some(310))]);
    }

    #[test]
    fn shares_beyond_the_whole_are_found_by_their_first_day() {
        let over = |shares: &[Share<u8>]| first_over(shares).map(|day| day.to_string());
        assert_eq!(over(&[share(1, 600, ALWAYS, ""), share(2, 400, "2026-01-01", "")]), None);
        let third = share(3, 1, "2026-05-01", "2026-05-02");
        assert_eq!(
            over(&[share(1, 600, ALWAYS, ""), share(2, 400, "2026-01-01", ""), third]),
            Some("2026-05-01".into())
        );
        let gone = share(1, 600, ALWAYS, "2026-04-30");
        assert_eq!(over(&[gone, share(2, 1000, "2026-05-01", "")]), None);
    }

    proptest! {
        /// However a period lies, its days add up to it, and shares of the whole to its months.
        #[test]
        fn nothing_is_lost(from in 0_u64..400, length in 1_u64..90, quantity in 0_i64..1_000_000_000_000, cut in 0_u16..=1000) {
            let first = day("2026-01-01") + chrono::Days::new(from);
            let last = first + chrono::Days::new(length - 1);
            let one = Delivered { period: Period::new(first, last).unwrap(), quantity: Micro(quantity) };
            let days = by_day(&[one]);
            prop_assert_eq!(days.values().map(|amount| amount.0).sum::<i64>(), quantity);
            let shares =
                [Share { of: 1, per_mille: cut, from: first, to: Some(last) }, Share { of: 2, per_mille: 1000 - cut, from: first, to: Some(last) }];
            let months = one.period.months().flat_map(|month| of_month(&days, &shares, month).into_values());
            prop_assert_eq!(months.map(|part| part.unwrap().0).sum::<i64>(), quantity);
        }

        /// Days inside of a longer period change when it was used, and not how much, as long as they are no more than it.
        #[test]
        fn days_inside_of_a_bill_keep_its_sum(parts in proptest::collection::vec(0_i64..1_000, 1..31), more in 0_i64..100_000) {
            let first = day("2026-03-01");
            let days: Vec<Delivered> = parts.iter().enumerate().map(|(at, amount)| {
                let day = first + chrono::Days::new(at as u64);
                Delivered { period: Period::new(day, day).unwrap(), quantity: Micro(*amount) }
            }).collect();
            let whole = parts.iter().sum::<i64>() + more;
            let bill = Delivered { period: Period::of("2026-03".parse().unwrap()), quantity: Micro(whole) };
            let all = by_day(&[days, vec![bill]].concat());
            prop_assert_eq!(all.values().map(|amount| amount.0).sum::<i64>(), whole);
        }
    }
}
