//! On which way a case becomes public, and who stands at which step.

text_enum! {
    /// How far a case is on its way to the public.
    pub enum CaseStage {
        /// The officer is writing it.
        Draft = "draft",
        /// With the reviewer, who reads it before it is published.
        Review = "review",
        /// Cleared; with the publisher.
        Cleared = "cleared",
        /// Published; the public sees it until its term ends.
        Published = "published",
        /// Taken down before its term ended.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What happens to a case.
    pub enum CaseEvent {
        /// The officer hands it to the reviewer.
        Submit = "submit",
        /// The reviewer or the publisher sends it back to the officer, with a reason.
        Return = "return",
        /// The reviewer clears it.
        Clear = "clear",
        /// The publisher publishes it.
        Publish = "publish",
        /// The publisher takes it down, with a reason.
        Withdraw = "withdraw",
        /// The officer reports that the violation was put right, with the day and in words.
        ReportRectified = "report-rectified",
        /// The officer reports that the file was closed, with the day and in words.
        ReportClosed = "report-closed",
        /// The publisher publishes what was reported.
        PublishReport = "publish-report",
        /// The publisher sends the report back, with a reason.
        ReturnReport = "return-report",
    }
}

/// An event that a case is not ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a case that is at `{stage}` cannot take `{event}`")]
pub struct Refused {
    /// Where it stands.
    pub stage: CaseStage,
    /// What was tried.
    pub event: CaseEvent,
}

/// The stage after an event. What was taken down does not come back: a new decision is a new case.
pub fn next(stage: CaseStage, event: CaseEvent) -> Result<CaseStage, Refused> {
    use {CaseEvent as E, CaseStage as S};
    Ok(match (stage, event) {
        (S::Draft, E::Submit) => S::Review,
        (S::Review | S::Cleared, E::Return) => S::Draft,
        (S::Review, E::Clear) => S::Cleared,
        (S::Published, E::Withdraw) => S::Withdrawn,
        // What becomes of a published case changes what the public reads of it, and not that it is public.
        (S::Cleared, E::Publish)
        | (S::Published, E::ReportRectified | E::ReportClosed | E::PublishReport | E::ReturnReport) => S::Published,
        (stage, event) => return Err(Refused { stage, event }),
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
        for &stage in CaseStage::ALL {
            for &event in CaseEvent::ALL {
                if let Ok(after) = next(stage, event) {
                    writeln!(roads, "{stage:<9} -{event}-> {after}").unwrap();
                }
            }
        }
        insta::assert_snapshot!(roads);
    }
}
