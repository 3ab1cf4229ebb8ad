//! What becomes of an event.

use serde::{Deserialize, Serialize};

use super::Ground;
use crate::{calendar::Term, dialogue::Turn};

/// How long an enterprise has for the answer to a question: five working days. No law sets this term: it is the portal's proposal.
pub const ANSWER_TERM: Term = Term::WorkingDays(5);

/// How long the bureau takes to settle an event from the day on which it was recorded, or ended where that is later: ten working days. The portal's proposal,
/// too.
pub const HANDLING_TERM: Term = Term::WorkingDays(10);

text_enum! {
    /// Where an event stands.
    pub enum EventStatus {
        /// Recorded; the enterprise has been told, and nobody has looked.
        Open = "open",
        /// The bureau asked the enterprise.
        Asked = "asked",
        /// The enterprise said what happened.
        Answered = "answered",
        /// The bureau found the data sound: the means stood above the limit. Whether that is a violation is another matter.
        Confirmed = "confirmed",
        /// The bureau found that the data are no basis, and why.
        Exempt = "exempt",
        /// Somebody goes and looks.
        Inspected = "inspected",
        /// Corrected values no longer stand above the limit, marks cover them, or another event has taken its periods over, and
        /// nobody had settled it.
        Gone = "gone",
    }
}

text_enum! {
    /// What happens to an event.
    pub enum Step {
        /// The bureau asks, or asks again.
        Ask = "ask",
        /// The enterprise says what happened, or adds to it.
        Answer = "answer",
        /// The bureau finds the data sound.
        Confirm = "confirm",
        /// The bureau finds that they are no basis.
        Exempt = "exempt",
        /// The bureau has somebody go and look.
        Inspect = "inspect",
        /// Corrected values or marks take it away, or another event takes its periods over.
        Vanish = "vanish",
    }
}

text_enum! {
    /// How the bureau settles it.
    pub enum EventOutcome {
        /// The data are sound.
        Confirmed = "confirmed",
        /// The data are no basis.
        Exempt = "exempt",
        /// Paper does not settle it: somebody goes and looks.
        Inspection = "inspection",
    }
}

impl EventOutcome {
    /// What happens to the event.
    pub const fn step(self) -> Step {
        match self {
            Self::Confirmed => Step::Confirm,
            Self::Exempt => Step::Exempt,
            Self::Inspection => Step::Inspect,
        }
    }
}

/// A step that an event is not ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an event that is {status} cannot take `{step}`")]
pub struct Refused {
    /// Where it stands.
    pub status: EventStatus,
    /// What was tried.
    pub step: Step,
}

/// The state after a step. The enterprise answers without being asked, and may add to its answer while an inspection comes of
/// which it is not told.
pub fn next(status: EventStatus, step: Step) -> Result<EventStatus, Refused> {
    use {EventStatus as S, Step as E};
    Ok(match (status, step) {
        (S::Open | S::Answered, E::Ask) => S::Asked,
        (S::Open | S::Asked | S::Answered, E::Answer) => S::Answered,
        (S::Open | S::Asked | S::Answered, E::Confirm) => S::Confirmed,
        (S::Open | S::Asked | S::Answered, E::Exempt) => S::Exempt,
        (S::Open | S::Asked | S::Answered, E::Inspect) | (S::Inspected, E::Answer) => S::Inspected,
        (S::Open | S::Asked | S::Answered, E::Vanish) => S::Gone,
        (status, step) => return Err(Refused { status, step }),
    })
}

impl EventStatus {
    /// Where an event stands by what was written about it, as long as nobody has settled it: one that was gone and comes back
    /// goes on there.
    pub const fn by(turn: Turn) -> Self {
        match turn {
            Turn::Nobody => Self::Open,
            Turn::Enterprise => Self::Asked,
            Turn::Bureau => Self::Answered,
        }
    }

    /// Whether the bureau still has to say something.
    pub const fn is_unsettled(self) -> bool {
        matches!(self, Self::Open | Self::Asked | Self::Answered)
    }
}

/// What is missing before an event may be settled so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Lacks {
    /// It goes on: what is said now would be said of hours that nobody has seen.
    #[error("the event still goes on")]
    End,
    /// “No basis”, and not why.
    #[error("the ground for which the data are no basis is missing")]
    Ground,
}

/// Goes on only with an outcome that can be said. Somebody may go and look while it goes on; the data are found sound or no basis
/// when all of them are there.
pub const fn ground(outcome: EventOutcome, has_ended: bool, why: Option<Ground>) -> Result<(), Lacks> {
    match outcome {
        EventOutcome::Confirmed | EventOutcome::Exempt if !has_ended => Err(Lacks::End),
        EventOutcome::Exempt if why.is_none() => Err(Lacks::Ground),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// Every road there is; review sees a new one as a change of this picture.
    #[test]
    fn all_roads() {
        let mut roads = String::new();
        for &status in EventStatus::ALL {
            for &step in Step::ALL {
                if let Ok(after) = next(status, step) {
                    writeln!(roads, "{status:<9} -{step}-> {after}").unwrap();
                }
            }
        }
        insta::assert_snapshot!(roads);
    }

    #[test]
    fn what_goes_on_is_not_settled_and_no_basis_needs_its_ground() {
        let why = Some(Ground::Condition);
        for (outcome, ended, ground_given, answer) in [
            (EventOutcome::Inspection, false, None, Ok(())),
            (EventOutcome::Confirmed, false, None, Err(Lacks::End)),
            (EventOutcome::Exempt, false, why, Err(Lacks::End)),
            (EventOutcome::Exempt, true, None, Err(Lacks::Ground)),
            (EventOutcome::Exempt, true, why, Ok(())),
            (EventOutcome::Confirmed, true, None, Ok(())),
        ] {
            assert_eq!(ground(outcome, ended, ground_given), answer, "{outcome} {ended} {ground_given:?}");
        }
    }
}
