//! The city's map: importing it as a whole, and what stands.
//!
//! A file is read aside ([`domain::map::read`]); what is wrong with it comes back as data, all of it. Where nothing is wrong
//! it takes the place of what was there, in one transaction; a file that draws the same changes nothing.

mod import;
mod standing;

pub use import::{MapFile, Outcome, Report, import, import_form};
pub use standing::{Standing, standing};
