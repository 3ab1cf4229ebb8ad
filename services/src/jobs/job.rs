//! Every job there is.

use serde::{Deserialize, Serialize};

use super::SendMail;
use crate::{Ctx, Error};

/// A job with its input. The kind and the input are stored: keep reading what older versions wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "kebab-case")]
pub enum Job {
    /// Hand a mail to the mail server.
    SendMail(SendMail),
}

/// Why a job did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It may work later.
    #[error("{0}")]
    Later(String),
    /// It never will; trying again would only hide it.
    #[error("{0}")]
    Never(String),
}

impl Job {
    /// Its kind, as stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SendMail(_) => "send-mail",
        }
    }

    /// Does the work.
    pub(super) async fn run(self, ctx: &Ctx) -> Result<(), Failure> {
        match self {
            Self::SendMail(job) => job.run(ctx).await,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Later(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn kinds_are_stored_as_they_are_called() {
        let job = Job::SendMail(SendMail { mail_id: 7 });
        let stored = serde_json::to_value(&job).unwrap();
        assert_eq!(stored, json!({ "kind": "send-mail", "payload": { "mail_id": 7 } }));
        assert_eq!(stored["kind"], job.kind());
    }
}
