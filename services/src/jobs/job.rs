//! Every job there is.

use std::time::Duration;

use domain::{time::Stamp, utility::Feed};
use serde::{Deserialize, Serialize};

/// A job with its input. The kind and the input are stored: keep reading what older versions wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "kebab-case")]
pub enum Job {
    /// Hand a mail to the mail server.
    SendMail(SendMail),
    /// Post a message to the webhook.
    PostMessage(PostMessage),
    /// Compare a signed declaration with what others know.
    CrossCheck(CrossCheck),
    /// Note what a reporter did.
    NoteReport(NoteReport),
    /// Work out what meters come to, month by month.
    SettleBills(SettleBills),
    /// Count the terms of what is open anew.
    CountTerms(CountTerms),
}

/// Which mail is to be handed to the mail server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendMail {
    /// Which mail.
    pub mail_id: i64,
}

/// Which message is to be posted to the webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostMessage {
    /// Which message.
    pub message_id: i64,
}

/// Which signed declaration is to be compared with what others know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossCheck {
    /// Which signed version.
    pub version_id: i64,
}

/// Of which meters the months are to be worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettleBills {
    /// Those that a delivery says something new of.
    Delivery(i64),
    /// This one, by its key among the subjects of deliveries.
    Subject(i64),
    /// Those whose shares were changed.
    Meters {
        /// Power or water.
        feed: Feed,
        /// Their numbers.
        numbers: Vec<String>,
    },
}

/// After which delivery of working days terms are to be counted anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountTerms {
    /// Which delivery.
    pub delivery_id: i64,
}

/// What a reporter did, to be noted when the hour in which it was done is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteReport {
    /// About which tip-off.
    pub(crate) tip_id: i64,
    /// In which hour.
    pub(crate) hour: Stamp,
    /// What was done.
    pub(crate) report: Report,
}

/// What a reporter did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// Filed a tip-off with so many photos.
    Filed {
        /// How many.
        photos: usize,
    },
    /// Wrote this message.
    Wrote {
        /// Its key.
        message: i64,
    },
}

/// Which jobs a worker does. Mail and the webhook have workers of their own: a server that accepts and says nothing holds
/// up what goes to it and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// All.
    Any,
    /// Mail.
    Mail,
    /// Messages for the webhook.
    Webhook,
    /// Everything else.
    Work,
}

impl Job {
    /// The kind of those that send mail.
    pub(super) const MAIL: &'static str = "send-mail";
    /// The kind of those that post to the webhook.
    pub(super) const WEBHOOK: &'static str = "post-message";

    /// How long a job of a kind may take. Far below the lease, after which another worker would take it too.
    pub(crate) fn longest(kind: &str) -> Duration {
        if kind == Self::MAIL || kind == Self::WEBHOOK { Duration::from_mins(1) } else { Duration::from_mins(5) }
    }

    /// Its kind, as stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SendMail(_) => Self::MAIL,
            Self::PostMessage(_) => Self::WEBHOOK,
            Self::CrossCheck(_) => "cross-check",
            Self::NoteReport(_) => "note-report",
            Self::SettleBills(_) => "settle-bills",
            Self::CountTerms(_) => "count-terms",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn kinds_are_stored_as_they_are_called() {
        let jobs = [
            (Job::SendMail(SendMail { mail_id: 7 }), json!({ "kind": "send-mail", "payload": { "mail_id": 7 } })),
            (
                Job::PostMessage(PostMessage { message_id: 7 }),
                json!({ "kind": "post-message", "payload": { "message_id": 7 } }),
            ),
            (
                Job::CrossCheck(CrossCheck { version_id: 7 }),
                json!({ "kind": "cross-check", "payload": { "version_id": 7 } }),
            ),
            (
                Job::NoteReport(NoteReport { tip_id: 7, hour: Stamp(0), report: Report::Filed { photos: 2 } }),
                json!({
                    "kind": "note-report",
                    "payload": { "tip_id": 7, "hour": 0, "report": { "filed": { "photos": 2 } } },
                }),
            ),
            (
                Job::SettleBills(SettleBills::Delivery(7)),
                json!({ "kind": "settle-bills", "payload": { "delivery": 7 } }),
            ),
            (
                Job::CountTerms(CountTerms { delivery_id: 7 }),
                json!({ "kind": "count-terms", "payload": { "delivery_id": 7 } }),
            ),
        ];
        for (job, want) in jobs {
            let stored = serde_json::to_value(&job).unwrap();
            assert_eq!(stored, want);
            assert_eq!(stored["kind"], job.kind());
        }
    }
}
