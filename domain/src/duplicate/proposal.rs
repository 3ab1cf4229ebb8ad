//! Which of two should stay.

use super::reason::organisation;
use crate::{credit_code::CreditCode, time::Stamp};

/// One of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first.
    First,
    /// The second.
    Second,
}

text_enum! {
    /// Why one of two should stay.
    pub enum Why {
        /// The check character of its organisation code is right, that of the other one is not.
        CheckCharacter = "check-character",
        /// It runs; the other one is closed.
        Runs = "runs",
        /// It is public; the other one is in trial.
        Public = "public",
        /// More quarters were declared under it.
        Declarations = "declarations",
        /// More loggers send for it.
        Loggers = "loggers",
        /// It has been in the register for longer.
        Older = "older",
        /// Nothing tells: the one with the smaller credit code.
        Nothing = "nothing",
    }
}

/// What is known of one of them that tells which should stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Credit code.
    pub credit_code: CreditCode,
    /// Whether it is closed.
    pub closed: bool,
    /// Whether everybody sees it.
    pub public: bool,
    /// Quarters that were declared under it.
    pub declarations: u64,
    /// Loggers that stand at its outlets.
    pub loggers: u64,
    /// Since when it is in the register.
    pub since: Stamp,
}

/// A proposal. A person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Which should stay.
    pub stays: Side,
    /// Why.
    pub why: Why,
}

/// The weight of each of the first eight places of an organisation code (GB 11714-1997).
const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Proposes which of two stays: what comes first below and tells them apart, decides.
pub fn propose(first: &Record, second: &Record) -> Proposal {
    let told: [(Why, std::cmp::Ordering); 6] = [
        (Why::CheckCharacter, is_sound(first.credit_code).cmp(&is_sound(second.credit_code))),
        (Why::Runs, second.closed.cmp(&first.closed)),
        (Why::Public, first.public.cmp(&second.public)),
        (Why::Declarations, first.declarations.cmp(&second.declarations)),
        (Why::Loggers, first.loggers.cmp(&second.loggers)),
        (Why::Older, second.since.cmp(&first.since)),
    ];
    let told = told.into_iter().find(|(_, order)| order.is_ne());
    let (why, order) = told.unwrap_or((Why::Nothing, second.credit_code.cmp(&first.credit_code)));
    Proposal { stays: if order.is_lt() { Side::Second } else { Side::First }, why }
}

/// Whether the check character of the organisation code within a credit code is right (GB 11714-1997). That of the credit code
/// itself always is: another code is not taken.
pub fn is_sound(code: CreditCode) -> bool {
    let organisation = organisation(code);
    let value = |c: char| c.to_digit(36).unwrap_or_default();
    let sum: u32 = organisation.chars().zip(WEIGHTS).map(|(c, weight)| value(c) * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or_default(),
    };
    organisation.ends_with(check)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of GB 32100-2015, and the same with two digits swapped.
    const SOUND: &str = "91350100M000100Y4";
    const SWAPPED: &str = "91350100M001000Y4";

    fn record(first_17: &str) -> Record {
        Record {
            credit_code: CreditCode::complete(first_17).unwrap(),
            closed: false,
            public: true,
            declarations: 0,
            loggers: 0,
            since: Stamp(0),
        }
    }

    #[test]
    fn the_check_character_of_the_organisation_code() {
        for (first_17, want) in [(SOUND, true), (SWAPPED, false), ("91350100M000100Y5", false)] {
            assert_eq!(is_sound(CreditCode::complete(first_17).unwrap()), want, "{first_17}");
        }
    }

    #[test]
    fn what_comes_first_decides() {
        use Side::{First, Second};
        let (a, b) = (record("91441900MA0FC0001"), record("91441900MA0FC0002"));
        for (first, second, stays, why) in [
            (record(SOUND), Record { declarations: 9, ..record(SWAPPED) }, First, Why::CheckCharacter),
            (record(SWAPPED), record(SOUND), Second, Why::CheckCharacter),
            (Record { closed: true, declarations: 9, ..a }, b, Second, Why::Runs),
            (Record { public: false, declarations: 9, ..a }, b, Second, Why::Public),
            (Record { declarations: 2, ..a }, Record { declarations: 3, loggers: 0, ..b }, Second, Why::Declarations),
            (Record { loggers: 1, since: Stamp(9), ..a }, b, First, Why::Loggers),
            (Record { since: Stamp(9), ..a }, b, Second, Why::Older),
            (a, b, First, Why::Nothing),
            (b, a, Second, Why::Nothing),
        ] {
            assert_eq!(propose(&first, &second), Proposal { stays, why }, "{first:?} {second:?}");
        }
    }
}
