//! Marks (标记) on the data of outlets: the enterprise sets them, the bureau judges those that come late.
//!
//! A mark is in force at once while every day of it can still be marked, until noon of the next day
//! ([`domain::mark::deadline`]). What comes later is asked for, with a reason, and in force when the bureau grants it. Rows are
//! never changed: [`state`](domain::mark::MarkState) follows from the steps that stand beside them.

mod again;
mod counts;
mod day;
mod decided;
mod load;
mod outlets;
mod own;
mod published;
mod queue;
mod row;
mod set;
mod show;
mod steps;
mod write;

pub use crate::basis::marks::{MarksInForce, in_force, rule_of};
pub use counts::waiting;
pub use day::{DayStrip, StripHour};
pub use outlets::{OwnOutlet, outlets};
pub use own::{OutletStrips, OwnMarks, own};
pub use published::{MarksPart, PublicMark, published};
pub use queue::{Filter, Show, queue};
pub use row::{MarkRow, StepDone};
pub use set::{NewMark, SetMark, set};
pub use show::{MarkView, show, show_own};
pub use steps::{end, grant, refuse, withdraw};
pub use write::{LONGEST_TEXT, Note, Words};
