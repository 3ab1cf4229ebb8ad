//! Which defects are put up with, device by device.

use std::{fmt, str::FromStr};

use crate::{Defect, Defects, Edition, Received, Severity, defect::UnknownDefect};

/// Characters of the MN in HJ/T 212-2005.
const MN_OF_2005: usize = 14;

/// The defects that one device may have. The default is strict: none.
///
/// ```
/// use hj212::{Defect, Policy};
/// let policy: Policy = "crc_modbus,lf_only".parse().unwrap();
/// assert!(policy.tolerates(Defect::LfOnly));
/// assert_eq!(policy.to_string(), "crc_modbus,lf_only");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Policy {
    tolerated: Defects,
    edition: Option<Edition>,
}

/// What becomes of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Take it; at most notes.
    Accept,
    /// Take it, because the policy tolerates these.
    AcceptLeniently(Defects),
    /// Do not take it, for this reason.
    Refuse(Defect),
}

impl Policy {
    /// Nothing is tolerated.
    pub const STRICT: Self = Self { tolerated: Defects::NONE, edition: None };

    /// Tolerates these; those that are fatal have no effect.
    pub const fn tolerating(tolerated: Defects) -> Self {
        Self { tolerated, edition: None }
    }

    /// The same policy for a device that was registered with an edition: another one in its Flag is
    /// `edition_flag_odd`, as with devices that say 2025 and speak 2017.
    #[must_use]
    pub const fn expecting(mut self, edition: Edition) -> Self {
        self.edition = Some(edition);
        self
    }

    /// What a device of this edition normally needs: nothing since 2017; before, QN and Flag may be
    /// absent. Its MN of 14 characters and its codes need no leniency: they are those of its edition.
    pub fn for_edition(edition: Edition) -> Self {
        let tolerated = match edition {
            Edition::E2005 => Defects::from_iter([Defect::MissingQn, Defect::MissingFlag]),
            Edition::E2017 | Edition::E2025 => Defects::NONE,
        };
        Self::tolerating(tolerated).expecting(edition)
    }

    /// What is tolerated.
    pub const fn tolerated(&self) -> Defects {
        self.tolerated
    }

    /// Whether this defect is put up with.
    pub fn tolerates(&self, defect: Defect) -> bool {
        match defect.severity() {
            Severity::Note => true,
            Severity::Tolerable => self.tolerated.contains(defect),
            Severity::Fatal => false,
        }
    }

    /// Judges what came. Fatal defects are named first, then the first that is not tolerated.
    pub fn judge(&self, received: &Received) -> Verdict {
        let defects = self.deviations(received);
        let fatal = defects.of(Severity::Fatal).iter().next();
        let tolerable = defects.of(Severity::Tolerable);
        match fatal.or_else(|| tolerable.without(self.tolerated).iter().next()) {
            Some(defect) => Verdict::Refuse(defect),
            None if tolerable.is_empty() => Verdict::Accept,
            None => Verdict::AcceptLeniently(tolerable),
        }
    }

    /// How a packet departs from the standard in the edition of this device: what HJ/T 212-2005 itself prescribes,
    /// an MN of 14 characters and codes of its own, is no departure of a device that was registered with it.
    pub fn deviations(&self, received: &Received) -> Defects {
        let mut defects = received.defects;
        if self.edition == Some(Edition::E2005) {
            defects = defects.without(Defect::LegacyCode.into());
            if received.packet.as_ref().is_some_and(|packet| packet.mn.len() == MN_OF_2005) {
                defects = defects.without(Defect::MnShort.into());
            }
        }
        let spoken = received.packet.as_ref().map(crate::Packet::edition);
        if self.edition.zip(spoken).is_some_and(|(expected, spoken)| expected != spoken) {
            defects.insert(Defect::EditionFlagOdd);
        }
        defects
    }
}

/// The tolerated names with commas between.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tolerated.fmt(f)
    }
}

/// Reads names with commas between; an empty text is the strict policy.
impl FromStr for Policy {
    type Err = UnknownDefect;

    fn from_str(list: &str) -> Result<Self, UnknownDefect> {
        list.parse().map(Self::tolerating)
    }
}
