//! A finding (疑点): what the cross-check thinks does not fit, and how it is settled.

mod deadline;
mod ground;
mod state;

use crate::dialogue::Word;
pub use deadline::{ANSWER_TERM, answer_day};
pub use ground::{Lacks, Said, ground};
pub use state::{FindingEvent, FindingStatus, Refused, next};

text_enum! {
    /// How grave a finding is.
    pub enum Severity {
        /// The enterprise is asked to explain.
        Inform = "inform",
        /// The township checks.
        Warning = "warning",
        /// Joint inspection with sampling.
        Red = "red",
    }
}

text_enum! {
    /// What came out of a finding; without it nobody could tell how often a rule is right.
    pub enum Outcome {
        /// The explanation holds: the declaration is right as it stands.
        Justified = "justified",
        /// The enterprise was wrong and filed a corrected version.
        Corrected = "corrected",
        /// The declaration is right; what it was held against (a bill, a logger, the register) is not.
        Source = "source",
        /// Paper does not settle it: somebody goes and looks.
        Inspection = "inspection",
    }
}

text_enum! {
    /// What somebody wrote about a finding.
    pub enum EntryKind {
        /// The bureau asks the enterprise.
        Question = "question",
        /// The enterprise explains.
        Explanation = "explanation",
        /// The bureau says why it closes the finding, or takes it to an inspection.
        Closing = "closing",
    }
}

impl Outcome {
    /// What happens to the finding.
    pub const fn event(self) -> FindingEvent {
        match self {
            Self::Justified | Self::Corrected | Self::Source => FindingEvent::Close,
            Self::Inspection => FindingEvent::Inspect,
        }
    }
}

impl EntryKind {
    /// What it is in the dialogue.
    pub const fn word(self) -> Word {
        match self {
            Self::Question => Word::Question,
            Self::Explanation => Word::Answer,
            Self::Closing => Word::Closing,
        }
    }

    /// Whether the enterprise wrote it; the bureau did otherwise.
    pub const fn is_of_enterprise(self) -> bool {
        matches!(self, Self::Explanation)
    }
}
