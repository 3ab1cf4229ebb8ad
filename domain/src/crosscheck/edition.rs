//! Editions of a rule: its thresholds, which change over the years while its findings must stay explicable.

use super::{evidence::Evidence, opinion::Opinion, sentence::Sentence};
use crate::{message::Text, quarter::Quarter};

/// Thresholds and the quarters that they hold for. An edition that has made a finding is never edited: a change is a
/// new one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edition<T> {
    /// 1, 2, …: written into each finding.
    pub version: i32,
    /// The first quarter, as year and number.
    pub from: (u16, u8),
    /// The last quarter; open when absent.
    pub to: Option<(u16, u8)>,
    /// The thresholds.
    pub thresholds: T,
}

impl<T> Edition<T> {
    fn holds(&self, quarter: Quarter) -> bool {
        let quarter = (quarter.year(), quarter.number());
        self.from <= quarter && self.to.is_none_or(|last| quarter <= last)
    }
}

/// Which edition is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted {
    /// The newest that holds for the quarter of the evidence.
    InForce,
    /// The one of a version.
    Version(i32),
}

/// An edition's version and its opinions.
pub(super) type Judged = (i32, Vec<Opinion>);

/// A rule of the register.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its number in the register of the city (`X04`).
    pub id: &'static str,
    /// What it compares.
    pub title: Text,
    /// Why a difference means something, and where the rule comes from: for whoever must judge a finding.
    pub why: Text,
    /// What it says, each with the names and the unit of its two figures.
    pub sentences: &'static [Sentence],
    /// Picks the edition and checks; none when there is no such edition.
    pub(super) judge: fn(&Evidence, Wanted) -> Option<Judged>,
}

impl Rule {
    /// The opinions of the edition in force, with its version.
    pub(super) fn in_force(&self, evidence: &Evidence) -> Option<Judged> {
        (self.judge)(evidence, Wanted::InForce)
    }

    /// The opinions of one edition.
    pub(super) fn version(&self, evidence: &Evidence, version: i32) -> Option<Vec<Opinion>> {
        (self.judge)(evidence, Wanted::Version(version)).map(|(_, opinions)| opinions)
    }

    /// The sentence of a key.
    pub fn sentence(&self, key: &str) -> Option<&'static Sentence> {
        self.sentences.iter().find(|sentence| sentence.key == key)
    }
}

/// What every rule does: pick the edition, check.
pub(super) fn judge<T>(
    editions: &[Edition<T>],
    evidence: &Evidence,
    wanted: Wanted,
    check: fn(&Evidence, &T) -> Vec<Opinion>,
) -> Option<Judged> {
    let edition = match wanted {
        Wanted::InForce => editions.iter().filter(|e| e.holds(evidence.quarter)).max_by_key(|e| e.version),
        Wanted::Version(version) => editions.iter().find(|e| e.version == version),
    }?;
    Some((edition.version, check(evidence, &edition.thresholds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_edition_that_holds_is_taken() {
        let edition = |version, from, to| Edition { version, from, to, thresholds: () };
        let editions = [edition(1, (2025, 1), Some((2026, 2))), edition(2, (2026, 2), None)];
        let pick = |quarter: &str, wanted| {
            let evidence = Evidence::of(quarter.parse().unwrap());
            judge(&editions, &evidence, wanted, |_, ()| Vec::new()).map(|(version, _)| version)
        };
        for (quarter, want) in
            [("2024Q4", None), ("2025Q1", Some(1)), ("2026Q1", Some(1)), ("2026Q2", Some(2)), ("2030Q1", Some(2))]
        {
            assert_eq!(pick(quarter, Wanted::InForce), want, "{quarter}");
        }
        assert_eq!(pick("2026Q3", Wanted::Version(1)), Some(1));
        assert_eq!(pick("2026Q3", Wanted::Version(3)), None);
    }
}
