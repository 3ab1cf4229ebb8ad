//! The rules of Mingjian (明鉴): pure functions and value types of public environmental supervision.
//!
//! Nothing here reads a clock, a file, a socket or a database: what a rule needs is passed in. That makes every
//! rule testable by a table, and lets the browser run the same rules as the server (the crate compiles to
//! WebAssembly). With the feature `sea-orm` the value types can be columns; that adds derives, no queries.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[macro_use]
mod text_enum;

pub mod access;
pub mod audit;
pub mod calendar;
pub mod case;
pub mod chain;
pub mod command;
pub mod credit_code;
pub mod crosscheck;
pub mod declaration;
pub mod delivery;
pub mod device;
pub mod dialogue;
pub mod division;
pub mod duplicate;
pub mod enterprise;
pub mod exceedance;
pub mod finding;
pub mod fixed;
pub mod health;
pub mod input;
pub mod judgement;
pub mod lang;
pub mod life;
pub mod limit;
pub mod load_cap;
pub mod map;
pub mod mark;
pub mod matching;
pub mod means;
pub mod measurement;
pub mod message;
pub mod message_kind;
pub mod metering;
pub mod money;
pub mod month;
pub mod outlet;
pub mod person;
pub mod plausible;
pub mod pollutant;
pub mod premises;
pub mod quarter;
pub mod retention;
pub mod sheet;
pub mod sign;
pub mod site;
pub mod source;
pub mod succession;
pub mod time;
pub mod tip;
mod typed;
pub mod utility;
pub mod wire;

/// A word that is not one of an enumeration's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a known {kind}")]
pub struct UnknownWord {
    /// The enumeration.
    pub kind: &'static str,
    /// The word as given.
    pub word: String,
}
