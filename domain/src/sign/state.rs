//! What becomes of a sign.

use crate::dialogue::Turn;

text_enum! {
    /// Where a sign stands.
    pub enum SignStatus {
        /// Found; nobody has looked.
        Open = "open",
        /// The bureau asked the enterprise.
        Asked = "asked",
        /// The enterprise said what happened.
        Answered = "answered",
        /// The bureau found a cause, and no fault of the data (有合理解释).
        Explained = "explained",
        /// The bureau found that the data are not to be relied on (数据不可采信).
        Unreliable = "unreliable",
        /// Somebody goes and looks.
        Inspected = "inspected",
        /// Corrected data, or marks, leave nothing of it, and nobody had settled it.
        Gone = "gone",
    }
}

text_enum! {
    /// How the bureau settles it.
    pub enum SignOutcome {
        /// A cause was found, and no fault of the data.
        Explained = "explained",
        /// The data are not to be relied on.
        Unreliable = "unreliable",
        /// Paper does not settle it: somebody goes and looks.
        Inspection = "inspection",
    }
}

/// What happens to a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The bureau asks, or asks again.
    Ask,
    /// The enterprise says what happened, or adds to it.
    Answer,
    /// The bureau settles it.
    Settle(SignOutcome),
    /// Nothing of it is left.
    Vanish,
}

/// A step that a sign is not ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sign that is {status} cannot take this step")]
pub struct Refused {
    /// Where it stands.
    pub status: SignStatus,
}

/// The state after a step. The enterprise answers what it was asked, and not before: until then it sees nothing of a sign. It may add
/// to its answer while an inspection comes of which it is not told.
pub const fn next(status: SignStatus, step: Step) -> Result<SignStatus, Refused> {
    use SignStatus as S;
    Ok(match (status, step) {
        (S::Open | S::Answered, Step::Ask) => S::Asked,
        (S::Asked | S::Answered, Step::Answer) => S::Answered,
        (S::Open | S::Asked | S::Answered, Step::Settle(SignOutcome::Explained)) => S::Explained,
        (S::Open | S::Asked | S::Answered, Step::Settle(SignOutcome::Unreliable)) => S::Unreliable,
        (S::Open | S::Asked | S::Answered, Step::Settle(SignOutcome::Inspection)) | (S::Inspected, Step::Answer) => {
            S::Inspected
        }
        (S::Open | S::Asked | S::Answered, Step::Vanish) => S::Gone,
        (status, _) => return Err(Refused { status }),
    })
}

impl SignStatus {
    /// Where a sign stands by what was written about it, as long as nobody has settled it.
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

    /// Whether the bureau has said what is to be said: nothing that comes later changes what it was said of.
    pub const fn is_fixed(self) -> bool {
        matches!(self, Self::Explained | Self::Unreliable)
    }

    /// How far in its course it is: of two that become one the one goes on that is farther.
    pub const fn course(self) -> u8 {
        match self {
            Self::Gone => 0,
            Self::Open => 1,
            Self::Asked => 2,
            Self::Answered => 3,
            Self::Inspected => 4,
            Self::Explained | Self::Unreliable => 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_roads() {
        use {SignOutcome as O, SignStatus as S, Step as E};
        let steps =
            [E::Ask, E::Answer, E::Settle(O::Explained), E::Settle(O::Unreliable), E::Settle(O::Inspection), E::Vanish];
        let roads = |status: S| steps.map(|step| next(status, step).ok());
        let (explained, unreliable, inspected, gone) =
            (Some(S::Explained), Some(S::Unreliable), Some(S::Inspected), Some(S::Gone));
        assert_eq!(roads(S::Open), [Some(S::Asked), None, explained, unreliable, inspected, gone]);
        assert_eq!(roads(S::Asked), [None, Some(S::Answered), explained, unreliable, inspected, gone]);
        assert_eq!(roads(S::Answered), [Some(S::Asked), Some(S::Answered), explained, unreliable, inspected, gone]);
        assert_eq!(roads(S::Inspected), [None, inspected, None, None, None, None]);
        for settled in [S::Explained, S::Unreliable, S::Gone] {
            assert_eq!(roads(settled), [None; 6], "{settled}");
        }
    }
}
