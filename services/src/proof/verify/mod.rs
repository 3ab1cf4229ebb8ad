//! Holding an archive against itself, without a database and without a network.
//!
//! An archive comes from anywhere. It is read as a stream, twice at most, within bounds: nothing that it says of itself
//! decides how much memory is taken.

mod archive;
mod compare;
mod frames;
mod lines;
mod list;
mod refused;
mod rows;
mod said;
mod trouble;

use std::path::Path;

use domain::{chain::heads::Heads, time::Day};

pub use refused::Refused;
pub use trouble::{Trouble, Unfit, Untrue};

use self::archive::Archive;
use super::form::Manifest;

/// What whoever verifies knows from elsewhere, and not from the archive.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Heads that were kept elsewhere.
    pub heads: Vec<Heads>,
    /// Chains of days before this one may have been removed after their term. None: as the archive says, where there are no
    /// heads, and no chain at all where there are.
    pub removed_before: Option<Day>,
}

/// What was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What the archive says of itself.
    pub about: About,
    /// Files whose checksum fits.
    pub files: usize,
    /// Frames that have their bytes' digest and their link.
    pub linked: i64,
    /// Frames right behind a gap: their link could not be worked out.
    pub adrift: i64,
    /// Frames of before there were chains: they have neither.
    pub before: i64,
    /// Frames that the chains count, and that were removed after their term.
    pub removed: i64,
    /// Chains.
    pub chains: u64,
    /// Those of them that are of days of which no heads were given.
    pub unproved: u64,
    /// Frames that were held at arrival, and were released or discarded later.
    pub decided: u64,
    /// Values that are in the frame that they name.
    pub values: u64,
    /// Values without a frame: history that was imported.
    pub without_frame: u64,
    /// Values whose frame was removed after its term.
    pub frame_removed: u64,
    /// Figures in frames that were taken, and no row for them; nothing where there are too many values to know.
    pub left_out: Option<u64>,
    /// Marks in force.
    pub marks: u64,
    /// Events of exceedance.
    pub events: u64,
    /// Heads from elsewhere that belong to these loggers and days.
    pub deposited: u64,
    /// How much is wrong.
    pub troubles: u64,
}

/// What an archive says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The enterprise and the outlet.
    pub what: String,
    /// The days.
    pub days: String,
    /// When it was made.
    pub made_at: String,
    /// Who asked for it.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl About {
    fn of(manifest: &Manifest) -> Self {
        let Manifest { enterprise, outlet, from, to, made_at, by, reason, .. } = manifest;
        // It may come from anybody, and goes to a terminal.
        let shown = |text: &str| domain::input::printable(text, 200);
        Self {
            what: shown(&format!("{} {} {}", enterprise.credit_code, enterprise.name, outlet.code)),
            days: format!("{from} – {to}"),
            made_at: shown(made_at),
            by: shown(by),
            reason: shown(reason),
        }
    }
}

/// Verifies an archive, also against what is known from elsewhere; tells what is wrong as it finds it.
///
/// # Errors
/// Why it cannot be read, or not to its end.
pub fn verify(file: &Path, given: &Given, tell: &mut dyn FnMut(Trouble)) -> Result<Verified, Refused> {
    let mut troubles = 0;
    let mut tell = |trouble: Trouble| {
        troubles += 1;
        tell(trouble);
    };
    let mut archive = Archive::open(file)?;
    let manifest = list::manifest(&mut archive)?;
    let files = list::sums(&mut archive, &manifest, &mut tell)?;
    list::days(&manifest, &mut tell);
    let known = list::known(&mut archive, &mut tell)?;
    let said = said::said(&mut archive, &manifest, &known, &mut tell)?;
    // Two files are read side by side, and an archive gives one at a time.
    let mut other = Archive::open(file)?;
    let mut verified =
        Verified { files, ..frames::check((&mut archive, &mut other), &manifest, (known, said), given, &mut tell)? };
    verified.troubles = troubles;
    Ok(verified)
}
