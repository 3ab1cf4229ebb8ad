//! What can go wrong in a use case.

use domain::input::Issue;
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

use crate::{Conflict, input::Issues};

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
    /// The role needs a second factor, and the account has none yet.
    #[error("this account needs a second factor first")]
    NeedsSecondFactor,
    /// The login or the password is wrong; which one is not told.
    #[error("the login or the password is wrong")]
    SignInRefused,
    /// Asked too often.
    #[error("too many tries; try again in {}", span(*.seconds))]
    Throttled {
        /// How long to wait.
        seconds: u64,
    },
    /// The input does not make sense: everything that is wrong with it, and where.
    #[error("{0}")]
    Invalid(Issues),
    /// It clashes with what is there.
    #[error(transparent)]
    Conflict(#[from] Conflict),
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
    /// An input that makes no sense, in English: for what only programs and the command line send.
    #[allow(clippy::needless_pass_by_value, reason = "callers hand errors over as they get them")]
    pub fn invalid(field: &'static str, message: impl ToString) -> Self {
        Self::issue(field, Issue::Said(message.to_string()))
    }

    /// One thing that is wrong with what came in.
    pub fn issue(field: &'static str, issue: impl Into<Issue>) -> Self {
        Self::Invalid(Issues::one(field, issue))
    }

    /// Whether something is wrong with this field.
    pub fn is_about(&self, field: &str) -> bool {
        self.issue_at(field).is_some()
    }

    /// What is wrong with a field.
    pub fn issue_at(&self, field: &str) -> Option<&Issue> {
        match self {
            Self::Invalid(issues) => issues.at(field),
            _ => None,
        }
    }

    /// Turns the violation of a unique key into a conflict; other errors stay what they are.
    pub fn on_unique(error: DbErr, conflict: Conflict) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Conflict(conflict),
            _ => error.into(),
        }
    }
}

impl Issues {
    /// Goes on where nothing is wrong.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all of it.
    pub fn into_result<T>(self, value: T) -> Result<T> {
        if self.is_empty() { Ok(value) } else { Err(Error::Invalid(self)) }
    }
}

/// For a value that a form has judged before: a door that asks for it all the same gets an error, and not a panic.
impl From<&Issue> for Error {
    fn from(issue: &Issue) -> Self {
        Self::issue("", issue.clone())
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::RecordNotFound(_) => Self::NotFound,
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error),
            _ if is_passing(&error) => Self::Unavailable(error),
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

/// Whether the database is locked, full, unreachable or going down: a state that passes, not a defect. Told by the code
/// that it gives, never by its words.
fn is_passing(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error else {
        return false;
    };
    match &**cause {
        sqlx::Error::Database(cause) => cause.code().is_some_and(|code| is_passing_code(&code)),
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => true,
        _ => false,
    }
}

/// SQLite gives its result code as a number, PostgreSQL its SQLSTATE, which has five characters.
fn is_passing_code(code: &str) -> bool {
    match code.parse::<u32>() {
        // The low byte is the code, the rest tells more: busy, locked, read-only, input or output, full, cannot open.
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 6 | 8 | 10 | 13 | 14),
        // Connection exceptions; insufficient resources (disk full, too many connections); operator intervention
        // (shutting down, starting up); errors of the system (input or output); a lock that was not got in time; a
        // transaction that may only read, because the server is a standby.
        _ => ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class)) || matches!(code, "55P03" | "25006"),
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, ConnectionTrait, Database};

    use super::*;

    #[test]
    fn a_wait_is_told_in_words() {
        let told = [1, 59, 60, 61, 900].map(|seconds| Error::Throttled { seconds }.to_string());
        let waits = told.map(|sentence| sentence.replace("too many tries; try again in ", ""));
        assert_eq!(waits, ["1 second", "59 seconds", "1 minute", "2 minutes", "15 minutes"]);
    }

    #[tokio::test]
    async fn a_full_disk_is_not_a_defect() {
        let mut only_one = ConnectOptions::new("sqlite::memory:");
        only_one.max_connections(1);
        let db = Database::connect(only_one).await.unwrap();
        db.execute_unprepared("CREATE TABLE letter (text TEXT); PRAGMA max_page_count = 2").await.unwrap();
        let full = db.execute_unprepared("INSERT INTO letter VALUES (hex(randomblob(100000)))").await.unwrap_err();
        assert!(matches!(Error::from(full), Error::Unavailable(_)));
        let defect = db.execute_unprepared("INSERT INTO town VALUES (1)").await.unwrap_err();
        assert!(defect.to_string().contains("no such table"), "{defect}");
        assert!(matches!(Error::from(defect), Error::Database(_)));
        let words = DbErr::Exec(RuntimeErr::Internal("a row says: database is locked".into()));
        assert!(matches!(Error::from(words), Error::Database(_)), "words decide nothing");
    }

    #[test]
    fn what_passes_is_told_by_its_code() {
        for code in [
            "5", "261", "6", "8", "1032", "10", "13", "14", "08006", "53100", "53300", "57P01", "57P03", "58030",
            "55P03", "25006",
        ] {
            assert!(is_passing_code(code), "{code}");
        }
        for code in ["1", "19", "2067", "787", "23505", "42P01", "22021", "40001", "25P02", ""] {
            assert!(!is_passing_code(code), "{code}");
        }
    }

    #[test]
    fn an_invalid_input_says_everything_at_its_place() {
        let mut issues = Issues::one("reason", Issue::Missing);
        issues.add("happened_on", Issue::NoChoice);
        let error = Error::Invalid(issues);
        assert!(error.is_about("reason") && error.is_about("happened_on") && !error.is_about("words"));
        assert_eq!(error.to_string(), "reason: write something; happened_on: this is none of the choices");
    }
}
