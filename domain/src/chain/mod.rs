//! The chain of evidence: each kept frame is bound to the one before it of the same logger and day.
//!
//! The *digest* of a frame is the SHA-256 of its exact bytes. Its *link* is the SHA-256 of nine lines of ASCII, each ended
//! by one line feed (0x0A), the last one too:
//!
//! ```text
//! mingjian-link-1
//! 12                       the logger's key; 0 where no logger of the register is known
//! 2026-11-20               the day of arrival in Beijing (UTC+8)
//! 1                        the place in the chain of that logger and day, from 1
//! 0000…0000                the link before, 64 hexadecimal digits; 64 zeros before the first
//! 1866731520000000001      the frame's number
//! 1780243200000            the arrival, in milliseconds since 1970-01-01T00:00:00Z
//! 9f86d0…0f00a08           the frame's digest, 64 hexadecimal digits
//! accepted                 the verdict at arrival
//! ```
//!
//! (The words beside them are not part of it.) Numbers are decimal without signs or zeros in front, hexadecimal digits are
//! in small letters. The *head* of a chain is the link of its last frame, with how many frames there are.
//!
//! A head that lies elsewhere ([`heads`]) proves every frame before it, as long as all of them are there: nobody finds other
//! frames that end in the same head. Without one a chain proves that nobody changed a frame and left the rest alone; whoever can write to the database and
//! has the program can make a whole chain anew.

mod digest;
pub mod heads;
mod link;
mod said;
mod verdict;
mod walk;

pub use digest::{BadDigest, Digest};
pub use link::{FORM, Link};
pub use verdict::{Decisions, at_arrival};
pub use walk::{Fault, Head, Met, Noted, Seen, Walk};
