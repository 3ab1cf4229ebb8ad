//! From what somebody typed to what it means.

use std::{fmt, ops::Deref};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Issue, LatLng, PositionIssue, Text, clean, day::day, figure, position};
use crate::credit_code::CreditCode;
use crate::money::Fen;

/// Something that can be read from what a person types. The reading is the rule: what can be read may be kept.
pub trait Read: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with it.
    fn read(typed: &str) -> Result<Self, Issue>;
}

/// A field of what comes in: what was typed, so that it can be given back, and what it means or what is wrong with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Input<T> {
    typed: String,
    read: Result<T, Issue>,
}

impl<T: Read> Input<T> {
    /// Reads what was typed.
    pub fn of(typed: impl Into<String>) -> Self {
        let typed = typed.into();
        let read = T::read(&typed);
        Self { typed, read }
    }
}

impl<T> Input<T> {
    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether nothing was.
    pub fn is_blank(&self) -> bool {
        clean(&self.typed).is_empty()
    }

    /// What it means.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn get(&self) -> Result<&T, &Issue> {
        self.read.as_ref()
    }
}

impl<T: Read> Default for Input<T> {
    fn default() -> Self {
        Self::of("")
    }
}

impl<'de, T: Read> Deserialize<'de> for Input<T> {
    /// Whatever is wrong with it is a matter of its own; a null is nothing typed.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of(Option::<String>::deserialize(deserializer)?.unwrap_or_default()))
    }
}

/// `validator` wants to keep the value beside an error about it. It gets none: passwords are among them.
impl<T> Serialize for Input<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

/// What people type is for no log, and an issue may repeat it: the number of a person, a day that there is not.
impl<T> fmt::Debug for Input<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.read.is_ok() { "Input(sound)" } else { "Input(with an issue)" })
    }
}

/// A text of so many characters at least and at most, counted as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words<const LEAST: usize, const MOST: usize>(Text);

impl<const LEAST: usize, const MOST: usize> Words<LEAST, MOST> {
    /// The characters.
    pub fn into_string(self) -> String {
        self.0.into_string()
    }
}

impl<const LEAST: usize, const MOST: usize> Deref for Words<LEAST, MOST> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const LEAST: usize, const MOST: usize> Read for Words<LEAST, MOST> {
    fn read(typed: &str) -> Result<Self, Issue> {
        Text::read(typed, LEAST..=MOST).map(Self)
    }
}

/// The fewest characters of a password. Length is what resists guessing; no rules about kinds of characters.
pub const SHORTEST_PASSWORD: usize = 10;
/// The most characters: hashing must not become a way to keep the server busy.
pub const LONGEST_PASSWORD: usize = 200;

/// A password that somebody wants to have. It is taken as it was typed, and is in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl NewPassword {
    /// The characters.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Read for NewPassword {
    fn read(typed: &str) -> Result<Self, Issue> {
        match typed.chars().count() {
            ..SHORTEST_PASSWORD => Err(Issue::ShortPassword(SHORTEST_PASSWORD)),
            SHORTEST_PASSWORD..=LONGEST_PASSWORD => Ok(Self(typed.to_owned())),
            _ => Err(Issue::LongPassword(LONGEST_PASSWORD)),
        }
    }
}

/// The password that somebody has, to be compared.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The characters.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Read for Password {
    fn read(typed: &str) -> Result<Self, Issue> {
        if typed.is_empty() { Err(Issue::Missing) } else { Ok(Self(typed.to_owned())) }
    }
}

/// A box that must be ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticked;

impl Read for Ticked {
    fn read(typed: &str) -> Result<Self, Issue> {
        if typed.is_empty() { Err(Issue::NotTicked) } else { Ok(Self) }
    }
}

/// A field that may be left empty.
impl<T: Read> Read for Option<T> {
    fn read(typed: &str) -> Result<Self, Issue> {
        if clean(typed).is_empty() { Ok(None) } else { T::read(typed).map(Some) }
    }
}

impl Read for CreditCode {
    fn read(typed: &str) -> Result<Self, Issue> {
        let plain = clean(typed);
        if plain.is_empty() {
            return Err(Issue::Missing);
        }
        plain.to_uppercase().parse().map_err(Issue::CreditCode)
    }
}

impl Read for LatLng {
    fn read(typed: &str) -> Result<Self, Issue> {
        position(typed)?.ok_or(Issue::Position(PositionIssue::Unreadable))
    }
}

impl Read for NaiveDate {
    fn read(typed: &str) -> Result<Self, Issue> {
        day(typed).map_err(Issue::Day)?.ok_or(Issue::Missing)
    }
}

/// Yuan, at most two digits after the point.
impl Read for Fen {
    fn read(typed: &str) -> Result<Self, Issue> {
        let yuan = figure(typed).map_err(|_no_figure| Issue::NoAmount)?.ok_or(Issue::Missing)?;
        let fen = yuan.checked_mul(Decimal::ONE_HUNDRED).ok_or(Issue::NoAmount)?.normalize();
        if fen.scale() > 0 {
            return Err(Issue::NoAmount);
        }
        fen.to_i64().map(Self).ok_or(Issue::NoAmount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::Progress, input::DayIssue};

    #[test]
    fn amounts_as_people_write_them() {
        for (text, want) in [
            ("325000", Ok(Fen::yuan(325_000))),
            (" 325,000.50 ", Ok(Fen(32_500_050))),
            ("３２５０００", Ok(Fen::yuan(325_000))),
            ("", Err(Issue::Missing)),
            ("0.001", Err(Issue::NoAmount)),
            ("3,25", Err(Issue::NoAmount)),
            ("三十万", Err(Issue::NoAmount)),
            ("99999999999999999999999999", Err(Issue::NoAmount)),
        ] {
            assert_eq!(Fen::read(text), want, "{text}");
        }
    }

    #[test]
    fn what_was_typed_stays_beside_what_it_means() {
        let sound = Input::<Words<2, 4>>::of(" 一二\0三 ");
        assert_eq!((sound.typed(), sound.get().map(|words| &**words)), (" 一二\0三 ", Ok("一二三")));
        let long: Input<Words<2, 4>> = serde_json::from_str("\"一二三四五\"").unwrap();
        assert_eq!((long.typed(), long.get()), ("一二三四五", Err(&Issue::Long(4))));
        let null: Input<Words<2, 4>> = serde_json::from_str("null").unwrap();
        assert!(null.is_blank() && null == Input::default());
        assert!(!format!("{long:?}{sound:?}").contains('二'), "nothing typed is in a log");
    }

    #[test]
    fn choices_codes_and_passwords() {
        assert_eq!(Progress::read(" closed "), Ok(Progress::Closed));
        assert_eq!(Progress::read("open"), Err(Issue::NoChoice));
        assert_eq!(Option::<Progress>::read("\u{200b}"), Ok(None));
        assert!(matches!(CreditCode::read("12"), Err(Issue::CreditCode(_))));
        assert!(NewPassword::read("足够长的一个口令了吧").is_ok());
        assert_eq!(NewPassword::read("短短短短短短短短短").err(), Some(Issue::ShortPassword(10)));
        assert_eq!(NewPassword::read(&"x".repeat(201)).err(), Some(Issue::LongPassword(200)));
        assert_eq!(Ticked::read(""), Err(Issue::NotTicked));
        assert_eq!(NaiveDate::read(" "), Err(Issue::Missing));
        assert_eq!(NaiveDate::read("gestern"), Err(Issue::Day(DayIssue::Unreadable)));
    }
}
