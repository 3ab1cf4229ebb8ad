//! Mail: written by a use case in its transaction, sent by a job afterwards. A dead mail server delays it, nothing
//! loses it.

mod exceedance;
mod letter;
mod mailer;
mod mark;
mod question;
mod queue;
mod receipt;
mod sign;
mod templates;

pub use exceedance::{ExceedanceAsked, ExceedanceRecorded};
pub use letter::{Letter, Undelivered, address};
pub use mailer::{BadSetting, Mailer};
pub use mark::MarkDecided;
pub use question::FindingAsked;
pub(crate) use queue::is_queued;
pub use queue::queue;
pub use receipt::ReceiptIssued;
pub use sign::SignAsked;
pub use templates::{
    AccountChanged, CoverNamed, IdentityChanged, Invitation, PasswordChanged, SecondFactorChanged, Template,
    TipsArrived,
};
