//! What people type, before anything is done with it: texts, figures, days, and positions as maps give them.

mod broken;
mod clean;
mod day;
mod figure;
mod invisible;
mod issue;
mod mark;
mod moment;
mod position;
mod printable;
mod public_words;
mod read;
mod text;

pub use clean::clean;
pub use day::DayIssue;
pub use figure::{FigureIssue, figure, grouped};
pub use issue::Issue;
pub use position::{LatLng, PositionIssue, position};
pub use printable::printable;
pub use public_words::PublicWords;
pub use read::{Input, LONGEST_PASSWORD, NewPassword, Password, Read, SHORTEST_PASSWORD, Ticked, Words};
pub use text::{Text, can_name};

/// A full-width letter, figure or sign as its plain one: U+FF01 to U+FF5E stand 0xFEE0 above their ASCII twins.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}
