//! Meters of power and water: from what was delivered of one to what each enterprise used in each month.
//!
//! A reading is a quantity over a [`Period`] of days. [`by_day`] lays the readings of a meter over its days, [`of_month`] gives
//! each day to those who share the meter on it and adds up months of which every day is known. Nothing is rounded away: the
//! parts of a whole add up to it. [`turned`] tells what a dial turned by, and a meter that runs backwards from one that was
//! exchanged or has begun anew at zero.

mod dial;
mod divide;
mod months;
mod period;

pub use dial::{Turned, turned};
pub use divide::{WHOLE, by_shares, evenly};
pub use months::{Delivered, Share, by_day, first_over, of_month};
pub use period::{LONGEST_PERIOD, Period};
