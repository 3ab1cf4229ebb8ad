//! What is handed to the recorder, and what comes back.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use domain::time::Stamp;
use tokio::sync::oneshot;

use crate::monitoring::{
    interpret::{NewEvent, NewNotice, NewValue},
    registry::KnownDevice,
};

/// The verdict on a frame whose content was taken.
pub const ACCEPTED: &str = "accepted";
/// The verdict on a frame all of whose values had been stored before.
pub const DUPLICATE: &str = "duplicate";

/// The verdict on a frame whose values are so old that a person must say whether they are published. It is kept and
/// acknowledged.
pub const HELD: &str = "held";
/// The verdict on a held frame whose values a person released.
pub const RELEASED: &str = "released";
/// The verdict on a held frame whose values a person discarded.
pub const DISCARDED: &str = "discarded";
/// The verdict on a frame that the database does not take; its bytes are kept, and it is not acknowledged.
pub const UNSTORABLE: &str = "unstorable";

/// A frame that arrived.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// From which logger, where it is known.
    pub device: Option<Arc<KnownDevice>>,
    /// When.
    pub received_at: Stamp,
    /// The bytes.
    pub wire: Bytes,
    /// [`ACCEPTED`], or the code of the reason for which it was refused.
    pub verdict: &'static str,
    /// Defects that were accepted, comma-separated codes.
    pub tolerated: String,
    /// Values to store; none where it was refused.
    pub values: Vec<NewValue>,
    /// An event to store.
    pub event: Option<NewEvent>,
    /// What to notice about it.
    pub notices: Vec<NewNotice>,
    /// Whether it says the time, and the right one.
    pub on_time: bool,
    /// Whether its bytes are kept; of what strangers send samples are enough. It is counted all the same.
    pub keep: bool,
}

impl Arrival {
    /// The bytes alone, for the evidence, under a verdict that refuses them.
    #[must_use]
    pub fn refused(&self, verdict: &'static str) -> Self {
        let (values, notices) = (Vec::new(), Vec::new());
        Self { verdict, values, notices, event: None, tolerated: String::new(), keep: true, ..self.clone() }
    }
}

/// What became of an arrival. It is in the database now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The key of the stored frame.
    pub frame_id: i64,
    /// The verdict as stored: an accepted frame that brought nothing new is a [`DUPLICATE`].
    pub verdict: &'static str,
}

/// The arrival was not stored: the database does not answer, is locked or full, or the portal is stopping. The logger
/// must not be told that it was received; it will send again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the frame could not be stored")]
pub struct Failed;

/// The outcome of an arrival, once it is known.
#[derive(Debug)]
pub struct Pending(pub(super) oneshot::Receiver<Result<Recorded, Failed>>);

impl Pending {
    /// An outcome that is known already.
    pub fn failed(failed: Failed) -> Self {
        let (answer, pending) = oneshot::channel();
        let _received = answer.send(Err(failed));
        Self(pending)
    }
}

impl Future for Pending {
    type Output = Result<Recorded, Failed>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // A writer that went away without an answer has not committed.
        Pin::new(&mut self.0).poll(context).map(|outcome| outcome.unwrap_or(Err(Failed)))
    }
}
