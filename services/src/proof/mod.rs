//! Frames as evidence: whether the stored ones are those that came, and a stretch of them for somebody who has no database.
//!
//! The recorder chains each frame as it stores it (`domain::chain`). Here the chains are walked again ([`check`]), their
//! heads are handed out to be kept elsewhere ([`heads`]), and a stretch of an outlet is written into an archive
//! ([`export`]) that [`verify`] holds against itself, without a database.

mod check;
mod export;
mod form;
mod heads;
mod reach;
mod said;
mod verify;

pub use check::{Asked, Broken, Checked, What, check};
pub use export::{Exported, Wanted, write as export};
pub use heads::heads;
pub use verify::{About, Given, Refused, Trouble, Unfit, Untrue, Verified, verify};
