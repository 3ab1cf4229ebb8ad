//! Through which states a finding goes.

text_enum! {
    /// Where a finding stands.
    pub enum FindingStatus {
        /// Nobody has looked.
        Open = "open",
        /// The enterprise was asked.
        Asked = "asked",
        /// The enterprise answered.
        Explained = "explained",
        /// Closed with a reason.
        Closed = "closed",
        /// Became an inspection.
        Inspected = "inspected",
        /// Overtaken, unsettled: a newer version of the declaration was signed and checked, or the check was run again
        /// and no longer finds it.
        Superseded = "superseded",
    }
}

text_enum! {
    /// What happens to a finding.
    pub enum FindingEvent {
        /// The bureau asks the enterprise, or asks again.
        Ask = "ask",
        /// The enterprise explains, or adds to what it said.
        Explain = "explain",
        /// The bureau closes it.
        Close = "close",
        /// The bureau takes it to an inspection.
        Inspect = "inspect",
        /// The cross-check ran again and no longer finds it, or found it anew about a newer version.
        Supersede = "supersede",
    }
}

/// An event that a finding is not ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a finding that is {status} cannot take `{event}`")]
pub struct Refused {
    /// Where it stands.
    pub status: FindingStatus,
    /// What was tried.
    pub event: FindingEvent,
}

/// The state after an event. An enterprise may still explain what has gone to an inspection: it is not told that one
/// is coming.
pub fn next(status: FindingStatus, event: FindingEvent) -> Result<FindingStatus, Refused> {
    use {FindingEvent as E, FindingStatus as S};
    Ok(match (status, event) {
        (S::Open | S::Explained, E::Ask) => S::Asked,
        (S::Asked | S::Explained, E::Explain) => S::Explained,
        (S::Open | S::Asked | S::Explained, E::Close) => S::Closed,
        (S::Open | S::Asked | S::Explained, E::Supersede) => S::Superseded,
        (S::Open | S::Asked | S::Explained, E::Inspect) | (S::Inspected, E::Explain) => S::Inspected,
        (status, event) => return Err(Refused { status, event }),
    })
}

impl FindingStatus {
    /// Whether nothing more is to be done about it.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Closed | Self::Inspected | Self::Superseded)
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
        for &status in FindingStatus::ALL {
            for &event in FindingEvent::ALL {
                if let Ok(after) = next(status, event) {
                    writeln!(roads, "{status:<9} -{event}-> {after}").unwrap();
                }
            }
        }
        insta::assert_snapshot!(roads);
    }

    #[test]
    fn what_is_closed_stays_closed() {
        for &event in FindingEvent::ALL {
            let refused = Refused { status: FindingStatus::Closed, event };
            assert_eq!(next(FindingStatus::Closed, event), Err(refused));
        }
    }
}
