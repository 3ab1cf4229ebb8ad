//! Through which states a declaration goes.

text_enum! {
    /// Where a declaration stands.
    pub enum DeclarationStatus {
        /// Being filled in; only the enterprise sees it.
        Draft = "draft",
        /// Signed and filed.
        Submitted = "submitted",
        /// Filed again by the enterprise with a reason.
        Corrected = "corrected",
        /// Returned by the bureau with comments.
        Returned = "returned",
        /// Accepted by the bureau.
        Accepted = "accepted",
    }
}

text_enum! {
    /// What happens to a declaration.
    pub enum Event {
        /// The enterprise signs it.
        Submit = "submit",
        /// The enterprise files a new version with a reason.
        Correct = "correct",
        /// The bureau sends it back with comments.
        Return = "return",
        /// The bureau accepts it.
        Accept = "accept",
    }
}

/// An event that a declaration is not ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a declaration that is {status} cannot take `{event}`")]
pub struct Refused {
    /// Where it stands.
    pub status: DeclarationStatus,
    /// What was tried.
    pub event: Event,
}

/// The state after an event. What was accepted stays as it is.
pub fn next(status: DeclarationStatus, event: Event) -> Result<DeclarationStatus, Refused> {
    use {DeclarationStatus as S, Event as E};
    Ok(match (status, event) {
        (S::Draft | S::Returned, E::Submit) => S::Submitted,
        (S::Submitted | S::Corrected, E::Correct) => S::Corrected,
        (S::Submitted | S::Corrected, E::Return) => S::Returned,
        (S::Submitted | S::Corrected, E::Accept) => S::Accepted,
        (status, event) => return Err(Refused { status, event }),
    })
}

/// Whether the draft may still be changed.
pub const fn is_editable(status: DeclarationStatus) -> bool {
    matches!(status, DeclarationStatus::Draft | DeclarationStatus::Returned)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// Every road there is; review sees a new one as a change of this picture.
    #[test]
    fn all_roads() {
        let mut roads = String::new();
        for &status in DeclarationStatus::ALL {
            for &event in Event::ALL {
                if let Ok(after) = next(status, event) {
                    writeln!(roads, "{status:<9} -{event}-> {after}").unwrap();
                }
            }
        }
        insta::assert_snapshot!(roads);
    }
}
