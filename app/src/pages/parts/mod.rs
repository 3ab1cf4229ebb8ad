//! Words and pieces that several pages share: domain values as a reader meets them.

mod figures;
mod names;

pub use figures::{averaging_limit, figure, interval_word, number, range, reading_words};
pub use names::{outlet_address, enterprise_address, pollutant_name, quarter_name};
