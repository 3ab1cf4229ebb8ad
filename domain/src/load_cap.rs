//! Which of the yearly caps of a permit holds in a year.

use crate::fixed::Micro;

/// The years in which a cap holds, as the permit says them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CapYears {
    /// The first year; none: since ever.
    pub from: Option<i32>,
    /// The last year; open when absent.
    pub to: Option<i32>,
}

impl CapYears {
    /// Whether it holds in a year.
    pub fn hold_in(self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// Of the caps of one pollutant the one that holds in a year: the one that begins last. A permit that says the amounts year
/// by year has one for each; a year without one of its own has the newest before it that has no end.
pub fn of_year<T>(caps: &[T], years: impl Fn(&T) -> CapYears, year: i32) -> Option<&T> {
    caps.iter().filter(|cap| years(cap).hold_in(year)).max_by_key(|cap| years(cap).from)
}

/// How much is allowed in a year, of the caps of one pollutant.
pub fn amount(caps: &[(CapYears, Micro)], year: i32) -> Option<Micro> {
    of_year(caps, |(years, _)| *years, year).map(|(_, kg)| *kg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caps(said: &[(i32, i32, i64)]) -> Vec<(CapYears, Micro)> {
        let year = |year: i32| (year > 0).then_some(year);
        said.iter().map(|(from, to, kg)| (CapYears { from: year(*from), to: year(*to) }, Micro(*kg))).collect()
    }

    #[test]
    fn each_year_has_its_own_or_the_newest_open_one_before_it() {
        for (said, year, want) in [
            (&[(0, 0, 1)][..], 2026, Some(1)),
            (&[(2024, 2024, 3), (2025, 2025, 2), (2026, 2026, 1)], 2025, Some(2)),
            (&[(2024, 2024, 3), (2025, 2025, 2)], 2026, None),
            (&[(2024, 0, 3), (2025, 2025, 2)], 2026, Some(3)),
            (&[(2024, 0, 3), (2026, 0, 2)], 2025, Some(3)),
            (&[(2024, 0, 3), (2026, 0, 2)], 2027, Some(2)),
            (&[(2026, 0, 2), (0, 0, 9)], 2025, Some(9)),
            (&[(2026, 0, 2)], 2025, None),
            (&[], 2025, None),
        ] {
            assert_eq!(amount(&caps(said), year), want.map(Micro), "{said:?} {year}");
        }
    }
}
