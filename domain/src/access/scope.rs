//! What an API token is for.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDate};

use crate::UnknownWord;
use crate::input::Issue;

text_enum! {
    /// Something that a program may do over the REST interface with a token.
    pub enum Scope {
        /// Read and save drafts of the declarations of the token's enterprise; a person signs them.
        Declarations = "declarations",
        /// Deliver bills of electricity.
        Power = "power",
        /// Deliver bills of water.
        Water = "water",
        /// Deliver what the tax office tells.
        Tax = "tax",
        /// Deliver the weather.
        Weather = "weather",
        /// Deliver the register of legal persons.
        Registry = "registry",
        /// Deliver manifests of hazardous waste.
        Manifests = "manifests",
        /// Deliver results of laboratories.
        Lab = "lab",
        /// Deliver holidays and working weekends.
        Calendar = "calendar",
        /// Enter and change the register: enterprises, permits, outlets, limits, loggers.
        Register = "register",
    }
}

impl Scope {
    /// The feeds: what departments deliver.
    pub const FEEDS: &[Self] = &[
        Self::Power,
        Self::Water,
        Self::Tax,
        Self::Weather,
        Self::Registry,
        Self::Manifests,
        Self::Lab,
        Self::Calendar,
        Self::Register,
    ];

    /// Whether it is a feed of a department, and nothing of an enterprise.
    pub const fn is_feed(self) -> bool {
        !matches!(self, Self::Declarations)
    }
}

/// What a token is for, each once, in the order of [`Scope::ALL`]. As text their words with a blank between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// These, each once.
    pub fn of(scopes: impl IntoIterator<Item = Scope>) -> Self {
        let mut all: Vec<_> = scopes.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Scope> + '_ {
        self.0.iter().copied()
    }

    /// Whether it is one of them.
    pub fn has(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> = self.0.iter().map(|scope| scope.as_str()).collect();
        f.write_str(&words.join(" "))
    }
}

impl FromStr for Scopes {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::of(text.split_whitespace().map(str::parse).collect::<Result<Vec<Scope>, _>>()?))
    }
}

/// The most days that a token may last: whoever made it has looked at it once more after two years.
pub const LONGEST_TOKEN: u64 = 731;

/// Whether a token made today may last until this day.
///
/// # Errors
/// [`Issue::Before`] for a day that is over, [`Issue::After`] for one that is too far away.
pub fn may_last(today: NaiveDate, last_day: NaiveDate) -> Result<(), Issue> {
    let latest = today.checked_add_days(Days::new(LONGEST_TOKEN)).unwrap_or(NaiveDate::MAX);
    match last_day {
        day if day < today => Err(Issue::Before(today)),
        day if day > latest => Err(Issue::After(latest)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_text_and_back() {
        let all = Scopes::of([Scope::Water, Scope::Power, Scope::Water]);
        assert_eq!(all.to_string(), "power water");
        assert_eq!("water power".parse::<Scopes>().unwrap(), all);
        assert!(all.has(Scope::Water) && !all.has(Scope::Tax) && !all.is_empty());
        assert!("".parse::<Scopes>().unwrap().is_empty());
        assert!("water wine".parse::<Scopes>().is_err());
    }

    #[test]
    fn everything_but_declarations_is_a_feed() {
        for &scope in Scope::ALL {
            assert_eq!(Scope::FEEDS.contains(&scope), scope.is_feed(), "{scope}");
            assert_eq!(scope.is_feed(), scope != Scope::Declarations, "{scope}");
        }
    }

    #[test]
    fn a_token_ends_and_not_in_the_past() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-22");
        for (last, want) in [
            ("2026-11-22", Ok(())),
            ("2028-11-22", Ok(())),
            ("2026-11-21", Err(Issue::Before(today))),
            ("2028-11-23", Err(Issue::After(day("2028-11-22")))),
        ] {
            assert_eq!(may_last(today, day(last)), want, "{last}");
        }
    }
}
