//! What can be wrong with a mark that somebody wants to set.

use serde::{Deserialize, Serialize};

use super::MarkKind;
use crate::time::Stamp;

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum MarkSlip {
    /// It ends before it begins, or at the same moment.
    #[error("the end must be later than the beginning")]
    EndsFirst,
    /// Only some kinds may be left open.
    #[error("this kind of mark needs an end")]
    NeedsEnd,
    /// It begins more than so many days from now.
    #[error("a mark may begin at most {0} days ahead")]
    TooFarAhead(i64),
    /// It begins more than so many days ago.
    #[error("a mark may begin at most {0} days back")]
    TooLongAgo(i64),
    /// It lasts more than so many days.
    #[error("a mark may last at most {0} days; set another one for what comes after")]
    TooLong(i64),
    /// There is another one at that time with which it cannot stand.
    #[error("it overlaps with the mark {kind} that begins at {}", from.rfc3339())]
    Overlaps {
        /// What the other one says.
        kind: MarkKind,
        /// When it begins.
        from: Stamp,
        /// When it ends; none while it is open.
        to: Option<Stamp>,
    },
    /// The outlet does not measure one of the pollutants.
    #[error("this outlet does not measure {0}")]
    NotMeasured(String),
    /// A day of it can no longer be marked, so that it has to be asked for.
    #[error("days that can no longer be marked need a reason")]
    NeedsReason,
    /// It ends later than now, or before it begins: the end of an open one is told when it has come.
    #[error("write when it ended: after its beginning, and not in the future")]
    EndNotYet,
}
