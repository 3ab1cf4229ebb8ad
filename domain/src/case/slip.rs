//! The fields of a case, and what can be wrong with one.

use chrono::NaiveDate;

use super::{FineRange, Measure, Personal};

text_enum! {
    /// A field of a case.
    pub enum CaseField {
        /// What was done.
        Kind = "kind",
        /// The day of the act; of one that lasted the first.
        ActedOn = "acted_on",
        /// The last day of an act that lasted.
        ActedUntil = "acted_until",
        /// The day on which it was discovered.
        FoundOn = "found_on",
        /// The day of the decision.
        DecidedOn = "decided_on",
        /// The day on which it was handed over as a suspected crime.
        TransferredOn = "transferred_on",
        /// The day on which it came back without a criminal punishment.
        ReturnedOn = "returned_on",
        /// The number on the document.
        DocumentNo = "document_no",
        /// Who decided.
        Authority = "authority",
        /// What was found.
        Facts = "facts",
        /// The provision that was broken.
        Breached = "breached",
        /// Law and article by which it is punished.
        Basis = "basis",
        /// How the amount was worked out.
        Discretion = "discretion",
        /// The fine.
        Fine = "fine",
        /// What is ordered beside the fine.
        Measures = "measures",
        /// How grave the breach of trust is.
        Gravity = "gravity",
        /// What that follows from.
        GravityBasis = "gravity_basis",
        /// What has been put right.
        Rectification = "rectification",
        /// The enterprise's own words.
        Statement = "statement",
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum CaseSlip {
    /// It must be filled in before the review.
    #[error("fill this in")]
    Missing,
    /// It is too long.
    #[error("at most {0} characters")]
    Long(usize),
    /// The day has not come yet.
    #[error("this day has not come yet")]
    Future,
    /// A decision cannot come before the act.
    #[error("the decision is before the act")]
    BeforeAct,
    /// It is before the day that it must follow.
    #[error("this is before {0}")]
    Before(NaiveDate),
    /// It was discovered after this day, the last one on which an act that did no harm could be, and the last of all.
    #[error("it was discovered after {0}, too late to be punished")]
    Barred(NaiveDate),
    /// Nobody discharges without a permit who holds one until this day.
    #[error("the enterprise holds a permit until {0}: name the act that was committed")]
    HoldsPermit(NaiveDate),
    /// Since this day it is with the police as a suspected crime: no fine is decided until it comes back.
    #[error("since {0} this is with the police as a suspected crime: no fine before it comes back")]
    OpenTransfer(NaiveDate),
    /// No fine is negative, or so large.
    #[error("this is no amount of a fine")]
    NoAmount,
    /// The fine lies outside of what the provision allows.
    #[error("the fine is outside of {}", ranges(.0))]
    Range(Vec<FineRange>),
    /// The basis does not say by which provision the fine is given.
    #[error("the basis names none of these provisions: {}", ranges(.0))]
    Provision(Vec<FineRange>),
    /// The provision obliges to one of these measures, and none is ordered.
    #[error("the provision obliges to {}", words(.0))]
    Owed(Vec<Measure>),
    /// The term of publication, which runs from the decision, is over.
    #[error("the term of publication ended on {0}")]
    TermOver(NaiveDate),
    /// Something of a person stands in it, which must not be published.
    #[error("`{1}` looks like a number of a person ({0}), which must not be published")]
    Personal(Personal, String),
}

/// `《…》第三十六条 20000.00 to 200000.00 yuan; …`.
fn ranges(ranges: &[FineRange]) -> String {
    let one = |range: &FineRange| format!("{} {} to {} yuan", range.basis, range.least, range.most);
    ranges.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn words(measures: &[Measure]) -> String {
    measures.iter().map(|measure| measure.as_str()).collect::<Vec<_>>().join(" or ")
}
