//! Repeatable chance: the same stream for the same label, on every machine and in every version.

use crate::simulate::model::noise::{mix, seed_of};

/// A stream of numbers. Each enterprise and each subject has its own, so that adding one changes no other.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The stream of a subject (`"names"`, `"permit"`) for the n-th of its kind.
    pub fn of(subject: &str, n: usize) -> Self {
        Self(mix(seed_of(subject) ^ n as u64))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// From 0 to below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.bits() % (n.max(1) as u64)).unwrap_or(0)
    }

    /// From 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        f64::from(u32::try_from(self.bits() >> 32).unwrap_or(0)) / 4_294_967_296.0
    }

    /// From `least` to below `most`.
    pub fn between(&mut self, least: f64, most: f64) -> f64 {
        least + (most - least) * self.unit()
    }

    /// One of several; there must be one.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_repeatable_and_apart() {
        let draw = |subject, n| {
            let mut chance = Chance::of(subject, n);
            [chance.bits(), chance.bits(), chance.bits()]
        };
        assert_eq!(draw("names", 3), draw("names", 3));
        assert_ne!(draw("names", 3), draw("names", 4));
        assert_ne!(draw("names", 3), draw("permit", 3));
    }
}
