//! What must have happened before a finding may be closed with an outcome: a closing that says what is not so would be
//! read as a fact by whoever counts how often a rule is right.

use super::Outcome;

/// What the enterprise has done about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// It has explained.
    pub explained: bool,
    /// It has signed a newer version than the one that the finding is about.
    pub corrected: bool,
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum Lacks {
    /// “The explanation holds”, and there is none.
    #[error("the enterprise has not explained this finding")]
    Explanation,
    /// “Was wrong and has been corrected”, and nothing was.
    #[error("the enterprise has signed no correction since this finding was made")]
    Correction,
}

/// Goes on only with an outcome that is so. That the other side's data are wrong, or that somebody must go and look, is
/// the reviewer's own knowledge and needs nothing of the enterprise.
pub const fn ground(outcome: Outcome, said: Said) -> Result<(), Lacks> {
    match outcome {
        Outcome::Justified if !said.explained => Err(Lacks::Explanation),
        Outcome::Corrected if !said.corrected => Err(Lacks::Correction),
        Outcome::Justified | Outcome::Corrected | Outcome::Source | Outcome::Inspection => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_claims_only_what_has_happened() {
        let nothing = Said { explained: false, corrected: false };
        let explained = Said { explained: true, ..nothing };
        let corrected = Said { corrected: true, ..nothing };
        for (outcome, said, answer) in [
            (Outcome::Justified, nothing, Err(Lacks::Explanation)),
            (Outcome::Justified, corrected, Err(Lacks::Explanation)),
            (Outcome::Justified, explained, Ok(())),
            (Outcome::Corrected, nothing, Err(Lacks::Correction)),
            (Outcome::Corrected, explained, Err(Lacks::Correction)),
            (Outcome::Corrected, corrected, Ok(())),
            (Outcome::Source, nothing, Ok(())),
            (Outcome::Inspection, nothing, Ok(())),
        ] {
            assert_eq!(ground(outcome, said), answer, "{outcome} with {said:?}");
        }
    }
}
