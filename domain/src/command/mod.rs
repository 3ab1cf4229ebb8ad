//! What the portal asks a data logger to do (反控命令), and what becomes of it (HJ 212-2017, 6.2 to 6.5 and appendix C;
//! domain dossier 1.4).
//!
//! A command is queued, sent, perhaps sent again, taken on or refused (9011 `QnRtn`), and carried out or not (9012 `ExeRtn`).
//! [`Course`] is all of that: what is heard of a command moves it on, and what has to be done with it next follows from it and
//! the time. [`next_missing`] finds what a back-fill asks for.

mod course;
mod kind;
mod missing;
mod slip;

pub use course::{CommandEvent, CommandState, CommandStep, Course, Due, Terms};
pub use kind::{AskedBy, CommandKind, OVER_TIME, RE_COUNT};
pub use missing::next_missing;
pub use slip::CommandSlip;
