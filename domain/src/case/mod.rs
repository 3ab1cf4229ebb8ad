//! A penalty case (行政处罚案件): how it is published, for how long, and what of it is not.

mod classed;
mod content;
mod course;
mod discretion;
mod law;
mod limitation;
mod measure;
mod penalty;
mod personal;
mod progress;
mod publicity;
mod sanction;
mod slip;
mod stage;
mod transfer;

pub use classed::{Classed, GravityRule, GravityRules, PublicationTerm};
pub use content::{CaseContent, LONGEST_NUMBER, LONGEST_TEXT, unpublishable, wrong_fine};
pub use course::{Course, wrong_days};
pub use discretion::{DiscretionRule, DiscretionRules, Formula};
pub use law::{Law, Laws};
pub use limitation::Limitation;
pub use measure::{Measure, Measures};
pub use penalty::{Compared, FineRange, Judged, Named, Penalties, Provision, Sources};
pub use personal::{Personal, personal_number};
pub use progress::{Awaited, Progress, ProgressSlip, awaited, may_report, wrong_day};
pub use publicity::{Gravity, PUBLISH_WITHIN, Withdrawal, publish_by};
pub use sanction::{Sanction, sanctions};
pub use slip::{CaseField, CaseSlip};
pub use stage::{CaseEvent, CaseStage, Refused, next};
pub use transfer::Transfer;

text_enum! {
    /// What was done wrong: one act each, so that a case names the act that was committed.
    pub enum ViolationKind {
        /// Discharge without a permit.
        NoPermit = "no-permit",
        /// Discharge by somebody who holds a permit and needs another one for what was built, moved or added
        /// (应当重新申请取得排污许可证而未取得).
        NewPermitDue = "new-permit-due",
        /// Above the permitted concentration.
        OverLimit = "over-limit",
        /// Above the permitted amount.
        OverLoad = "over-load",
        /// Hidden pipe or other evasion.
        Evasion = "evasion",
        /// Falsified monitoring data.
        Falsification = "falsification",
        /// Monitor not installed or used as prescribed.
        MonitorMissing = "monitor-missing",
        /// Monitor not connected to that of the bureau.
        MonitorOffline = "monitor-offline",
        /// Monitor not kept running.
        MonitorFaulty = "monitor-faulty",
        /// Treatment facility not run as permitted.
        TreatmentIdle = "treatment-idle",
        /// Information not or falsely disclosed.
        Disclosure = "disclosure",
        /// Ledger not kept as prescribed.
        Ledger = "ledger",
        /// Self-monitoring not done as prescribed.
        SelfMonitoring = "self-monitoring",
        /// Execution report not handed in as prescribed.
        Report = "report",
    }
}

impl ViolationKind {
    /// Whether a tip-off can be about it: what somebody outside can have seen. Which act it was in law the bureau says.
    pub const fn is_seen_from_outside(self) -> bool {
        match self {
            Self::NoPermit
            | Self::OverLimit
            | Self::Evasion
            | Self::Falsification
            | Self::MonitorMissing
            | Self::TreatmentIdle
            | Self::Disclosure
            | Self::Ledger => true,
            Self::NewPermitDue
            | Self::OverLoad
            | Self::MonitorOffline
            | Self::MonitorFaulty
            | Self::SelfMonitoring
            | Self::Report => false,
        }
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
