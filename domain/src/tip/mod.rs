//! A tip-off (举报).

mod deadline;
mod receipt_code;
mod state;
mod told;

pub use deadline::{CLOCKS, Clock, Due, Step, Times, due};
pub use receipt_code::{BadReceiptCode, ReceiptCode};
pub use state::{Refused, TipEvent, TipStatus, next};
pub use told::{Count, STEP, counted_until};

text_enum! {
    /// Who wrote a message of a tip-off's dialogue.
    pub enum TipAuthor {
        /// The reporter.
        Reporter = "reporter",
        /// The bureau.
        Bureau = "bureau",
    }
}
