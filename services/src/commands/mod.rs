//! What data loggers are asked to do (反控命令): a queue for each, sent over whatever connection a logger has, and what came
//! back.
//!
//! The table is the truth: a command survives a restart, and its answer is matched by its number (QN) whenever it comes.
//! `domain::command` says what becomes of a command; here [`turn`] does what is due: it notes what loggers answered, asks what
//! the rules want asked (`clock`, `gaps`), and sends. In memory, on the [`Desk`], stand the connections that loggers have now,
//! and what came in and is not noted yet: the gateway never waits for the database because of a command.

mod answers;
mod ask;
mod clock;
mod desk;
mod gaps;
mod list;
mod queue;
mod send;
mod switch;
mod turn;
mod withdraw;

pub use ask::{DAYS_BACK, LONGEST_REASON, NewCommand, Reason, Seconds, ask};
pub use desk::{Desk, Line, Linked, Told, What};
pub use gaps::look_for_gaps;
pub use list::{CommandRow, CommandsPage, StepRow, list};
pub use switch::{allow, forbid};
pub use turn::{keep, turn};
pub use withdraw::withdraw;
