//! What can go wrong in a use case.

use domain::input::Issue;
use sea_orm::{DbErr, SqlErr};

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong in a use case. Each door (page, REST, command line) gives it its own words and status.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The row does not exist, or is not this person's to see.
    #[error("not found")]
    NotFound,
    /// The role may not do this.
    #[error("not allowed")]
    Forbidden,
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    Unauthenticated,
    /// The login or the password is wrong; which one is not told.
    #[error("the login or the password is wrong")]
    SignInRefused,
    /// Asked too often.
    #[error("too many tries; try again in {}", span(*.seconds))]
    Throttled {
        /// How long to wait.
        seconds: u64,
    },
    /// The input does not make sense; says what and where.
    #[error("{field}: {message}")]
    Invalid {
        /// The field or parameter.
        field: &'static str,
        /// What kind of thing is wrong with it, where a door says it in its own words.
        issue: Option<Issue>,
        /// What is wrong with it, in English.
        message: String,
    },
    /// It clashes with what is there.
    #[error("{0}")]
    Conflict(String),
    /// The database does not answer, is locked or full.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] DbErr),
    /// The database refused a statement: a defect of the portal.
    #[error("database: {0}")]
    Database(#[source] DbErr),
    /// The key file is missing or does not fit the database.
    #[error("{0}")]
    Key(String),
    /// A file or socket failed.
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
}

impl Error {
    /// An input that makes no sense.
    #[allow(clippy::needless_pass_by_value, reason = "callers hand errors over as they get them")]
    pub fn invalid(field: &'static str, message: impl ToString) -> Self {
        Self::Invalid { field, issue: None, message: message.to_string() }
    }

    /// A text that cannot be kept, with the kind of what is wrong.
    pub fn issue(field: &'static str, issue: Issue) -> Self {
        Self::Invalid { field, issue: Some(issue), message: issue.to_string() }
    }

    /// Turns the violation of a unique key into a sentence; other errors stay what they are.
    pub fn on_unique(error: DbErr, sentence: &str) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Conflict(sentence.to_owned()),
            _ => error.into(),
        }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::RecordNotFound(_) => Self::NotFound,
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error),
            _ if is_passing(&error.to_string()) => Self::Unavailable(error),
            _ => Self::Database(error),
        }
    }
}

/// A wait in words: seconds up to a minute, then begun minutes.
fn span(seconds: u64) -> String {
    match (seconds, seconds.div_ceil(60)) {
        (1, _) => "1 second".to_owned(),
        (..60, _) => format!("{seconds} seconds"),
        (_, 1) => "1 minute".to_owned(),
        (_, minutes) => format!("{minutes} minutes"),
    }
}

/// Whether the database says that it is locked, full or going down: a state that passes, not a defect.
fn is_passing(message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    [
        "database is locked",
        "lock timeout",
        "database table is locked",
        "disk is full",
        "no space left",
        "disk i/o error",
        "readonly database",
        "terminating connection",
        "too many clients",
        "shutting down",
        "starting up",
    ]
    .iter()
    .any(|sign| message.contains(sign))
}

#[cfg(test)]
mod tests {
    use sea_orm::RuntimeErr;

    use super::*;

    #[test]
    fn a_wait_is_told_in_words() {
        let told = [1, 59, 60, 61, 900].map(|seconds| Error::Throttled { seconds }.to_string());
        let waits = told.map(|sentence| sentence.replace("too many tries; try again in ", ""));
        assert_eq!(waits, ["1 second", "59 seconds", "1 minute", "2 minutes", "15 minutes"]);
    }

    #[test]
    fn a_full_disk_is_not_a_defect() {
        let full = DbErr::Exec(RuntimeErr::Internal("(code: 13) database or disk is full".into()));
        assert!(matches!(Error::from(full), Error::Unavailable(_)));
        let defect = DbErr::Exec(RuntimeErr::Internal("no such table: town".into()));
        assert!(matches!(Error::from(defect), Error::Database(_)));
    }
}
