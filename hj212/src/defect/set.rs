//! A set of defects.

use std::{fmt, str::FromStr};

use super::{Defect, Severity, UnknownDefect};

/// A set of defects in one machine word, iterated in the order of [`Defect`].
///
/// ```
/// use hj212::{Defect, Defects};
/// let defects: Defects = "lf_only, crc_modbus".parse().unwrap();
/// assert!(defects.contains(Defect::LfOnly));
/// assert_eq!(defects.to_string(), "crc_modbus,lf_only");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Defects(u64);

impl Defects {
    /// No defect.
    pub const NONE: Self = Self(0);

    /// Puts a defect in.
    pub fn insert(&mut self, defect: Defect) {
        self.0 |= defect.bit();
    }

    /// Takes a defect out.
    pub fn remove(&mut self, defect: Defect) {
        self.0 &= !defect.bit();
    }

    /// Whether the defect is in.
    pub const fn contains(self, defect: Defect) -> bool {
        self.0 & defect.bit() != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Those of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are not in the other set.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those of one severity.
    #[must_use]
    pub fn of(self, severity: Severity) -> Self {
        self.iter().filter(|defect| defect.severity() == severity).collect()
    }

    /// One after the other.
    pub fn iter(self) -> impl Iterator<Item = Defect> {
        Defect::ALL.iter().copied().filter(move |defect| self.contains(*defect))
    }
}

impl From<Defect> for Defects {
    fn from(defect: Defect) -> Self {
        Self(defect.bit())
    }
}

impl FromIterator<Defect> for Defects {
    fn from_iter<T: IntoIterator<Item = Defect>>(defects: T) -> Self {
        let mut set = Self::NONE;
        set.extend(defects);
        set
    }
}

impl Extend<Defect> for Defects {
    fn extend<T: IntoIterator<Item = Defect>>(&mut self, defects: T) {
        defects.into_iter().for_each(|defect| self.insert(defect));
    }
}

impl fmt::Debug for Defects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The names with commas between.
impl fmt::Display for Defects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, defect) in self.iter().enumerate() {
            if place > 0 {
                f.write_str(",")?;
            }
            f.write_str(defect.code())?;
        }
        Ok(())
    }
}

/// Reads names with commas between; blanks and empty places do not matter.
impl FromStr for Defects {
    type Err = UnknownDefect;

    fn from_str(list: &str) -> Result<Self, UnknownDefect> {
        list.split(',').map(str::trim).filter(|code| !code.is_empty()).map(str::parse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_reads_back() {
        let all: Defects = Defect::ALL.iter().copied().collect();
        for set in [Defects::NONE, Defect::MnShort.into(), all] {
            assert_eq!(set.to_string().parse(), Ok(set));
        }
        assert_eq!(all.len() as usize, Defect::ALL.len());
        assert_eq!(all.without(all), Defects::NONE);
    }

    #[test]
    fn a_wrong_name_is_refused() {
        assert_eq!("lf_only,nonsense".parse::<Defects>(), Err(UnknownDefect("nonsense".to_owned())));
    }
}
