//! Through which states a tip-off goes.

text_enum! {
    /// Where a tip-off stands.
    pub enum TipStatus {
        /// Received, not yet read.
        Received = "received",
        /// Taken up.
        Accepted = "accepted",
        /// Not taken up, with a reason.
        Declined = "declined",
        /// With the unit that checks.
        Investigating = "investigating",
        /// Answered.
        Answered = "answered",
    }
}

text_enum! {
    /// What the bureau does with a tip-off.
    pub enum TipEvent {
        /// Takes it up.
        Accept = "accept",
        /// Does not take it up, and says why.
        Decline = "decline",
        /// Hands it over to the unit that checks.
        HandOver = "hand-over",
        /// Tells the reporter what came of it.
        Answer = "answer",
    }
}

/// An event that a tip-off is not ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tip-off that is {status} cannot take `{event}`")]
pub struct Refused {
    /// Where it stands.
    pub status: TipStatus,
    /// What was tried.
    pub event: TipEvent,
}

/// The state after an event. A small matter may be answered without being handed over.
pub fn next(status: TipStatus, event: TipEvent) -> Result<TipStatus, Refused> {
    use {TipEvent as E, TipStatus as S};
    Ok(match (status, event) {
        (S::Received, E::Accept) => S::Accepted,
        (S::Received, E::Decline) => S::Declined,
        (S::Accepted, E::HandOver) => S::Investigating,
        (S::Accepted | S::Investigating, E::Answer) => S::Answered,
        (status, event) => return Err(Refused { status, event }),
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// Every road there is; review sees a new one as a change of this picture.
    #[test]
    fn all_roads() {
        let mut roads = String::new();
        for &status in TipStatus::ALL {
            for &event in TipEvent::ALL {
                if let Ok(after) = next(status, event) {
                    writeln!(roads, "{status:<13} -{event}-> {after}").unwrap();
                }
            }
        }
        insta::assert_snapshot!(roads);
    }
}
