//! What can be wrong with a command that somebody wants to give.

use serde::{Deserialize, Serialize};

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CommandSlip {
    /// The stretch ends before it begins.
    #[error("the end must not be before the beginning")]
    EndsFirst,
    /// It asks for more means at once than a request may.
    #[error("at most {0} means at once; ask for the rest in another command")]
    TooMany(i64),
    /// It asks for what is more than so many days old.
    #[error("at most {0} days back")]
    TooLongAgo(i64),
    /// It asks for a period that has not ended.
    #[error("this period has not ended yet")]
    NotEnded,
    /// The outlet does not measure this.
    #[error("this outlet does not measure {0}")]
    NotMeasured(String),
    /// Seconds or repetitions that HJ 212 cannot carry: 1 to 99.
    #[error("write a whole number from 1 to 99")]
    OneTo99,
}
