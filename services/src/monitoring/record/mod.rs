//! Recording what loggers send: one writer, many frames to a commit.
//!
//! A connection hands over an [`Arrival`] and waits for its [`Pending`]. While one transaction is being committed the
//! next arrivals gather, and go into the next one together. So the time of a commit is shared by all that waited, and
//! a lone frame waits for nobody. What is reported as recorded has been committed.

mod arrival;
mod chains;
mod commit;
mod frame_id;
mod known;
mod notices;
mod revise;
mod writer;

pub use arrival::{ACCEPTED, Arrival, DISCARDED, DUPLICATE, Failed, HELD, Pending, RELEASED, Recorded, UNSTORABLE};
pub(crate) use commit::release;
pub(crate) use frame_id::{arrival_day, first_id, is_apart, moment_of};
pub(crate) use notices::FORGOTTEN;
pub use writer::{Recorder, start};
