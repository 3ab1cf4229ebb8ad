//! A penalty case (行政处罚案件): how it is published, for how long, and what of it is not.

mod content;
mod discretion;
mod law;
mod measure;
mod penalty;
mod personal;
mod progress;
mod publicity;
mod stage;

pub use content::{CaseContent, CaseField, CaseSlip, LONGEST_NUMBER, LONGEST_TEXT};
pub use discretion::{DiscretionRule, DiscretionRules, Formula};
pub use law::Law;
pub use measure::{Measure, Measures};
pub use penalty::{Compared, FineRange, Judged, Named, Penalties, Provision};
pub use personal::{Personal, PublicWords, personal_number};
pub use progress::{Awaited, Progress, ProgressSlip, awaited, may_report, wrong_day};
pub use publicity::{Gravity, PUBLISH_WITHIN, Withdrawal, publish_by};
pub use stage::{CaseEvent, CaseStage, Refused, next};

text_enum! {
    /// What was done wrong.
    pub enum ViolationKind {
        /// Discharge without a permit.
        NoPermit = "no-permit",
        /// Above the permitted concentration or amount.
        OverLimit = "over-limit",
        /// Hidden pipe or other evasion.
        Evasion = "evasion",
        /// Falsified monitoring data.
        Falsification = "falsification",
        /// Monitor not installed or not connected.
        MonitorMissing = "monitor-missing",
        /// Treatment facility not run as permitted.
        TreatmentIdle = "treatment-idle",
        /// Information not or falsely disclosed.
        Disclosure = "disclosure",
        /// Ledger, self-monitoring or report missing or untrue.
        Ledger = "ledger",
    }
}

text_enum! {
    /// Where a case stands.
    pub enum CaseStatus {
        /// Filed, being investigated; not public.
        Filed = "filed",
        /// Decided and served.
        Decided = "decided",
        /// The violation has been put right.
        Rectified = "rectified",
        /// The fine is paid and the file closed.
        Closed = "closed",
    }
}
