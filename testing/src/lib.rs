//! A fresh world for a test: SQLite in a temporary folder, or a schema of its own in the PostgreSQL that
//! `TEST_PG_URL` names. The same test runs on both; the test command sees to it.

mod lines;
mod people;
mod provider;
mod works;

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use domain::time::Stamp;
use sea_orm::{ConnectionTrait, Database};

pub use lines::Lines;
pub use people::{PASSWORD as ACCOUNT_PASSWORD, client};
pub use provider::{IdProvider, Lie, PORTAL};
pub use works::{CREDIT_CODE, MN, PASSWORD};

use services::{Ctx, accounts::second_factor::Policy, mail::Mailer, store, tips::Keys};

/// A fresh, migrated database with a clock that stands still until it is told to move.
pub struct Bench {
    /// What use cases are given.
    pub ctx: Ctx,
    /// The address of the database, for a second connection.
    pub url: String,
    clock: Arc<AtomicI64>,
    // Dropped last: the files go with it.
    _folder: tempfile::TempDir,
}

/// The moment at which a bench starts: Sunday 22 November 2026, 14:35 in Beijing.
pub const START: &str = "2026-11-22T14:35:00+08:00";

impl Bench {
    /// A fresh world.
    ///
    /// # Panics
    /// Where it cannot be made: a test that cannot start should say where.
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match std::env::var("TEST_PG_URL") {
            Ok(server) => schema_of_its_own(&server).await,
            Err(_) => format!("sqlite://{}", folder.path().join("test.db").display()),
        };
        let store = store::connect(&url).await.unwrap();
        store::migrate(&store).await.unwrap();
        let clock = Arc::new(AtomicI64::new(Stamp::parse(START).unwrap().0));
        let hands = clock.clone();
        let ctx = Ctx::at(store, Arc::new(move || Stamp(hands.load(Ordering::Relaxed))))
            .with_mailer(Mailer::memory())
            .with_keys(Keys::passing())
            // Most tests are about something else; those of second factors ask for one.
            .with_second_factor(Policy::Optional);
        Self { ctx, url, clock, _folder: folder }
    }

    /// Sets the clock.
    pub fn set_clock(&self, moment: Stamp) {
        self.clock.store(moment.0, Ordering::Relaxed);
    }

    /// Moves the clock on by so many milliseconds.
    pub fn advance(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::Relaxed);
    }

    /// Whether this world stands on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// Reads the register again, after rows were put in behind the portal's back.
    ///
    /// # Panics
    /// Where the database does not answer.
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    pub async fn refresh(&self) {
        self.ctx.registry().refresh(&self.ctx.store).await.unwrap();
    }
}

/// The address of a database in which nothing is, and the folder that goes with it.
///
/// # Panics
/// Where it cannot be made.
#[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
pub async fn empty_place() -> (String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = match std::env::var("TEST_PG_URL") {
        Ok(server) => schema_of_its_own(&server).await,
        Err(_) => format!("sqlite://{}", folder.path().join("empty.db").display()),
    };
    (url, folder)
}

/// Creates a schema for one test and returns an address whose connections see only that schema.
#[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
async fn schema_of_its_own(server: &str) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let name = format!("t{nanos}_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let connection = Database::connect(server).await.unwrap();
    connection.execute_unprepared(&format!("CREATE SCHEMA {name}")).await.unwrap();
    connection.close().await.unwrap();
    let joint = if server.contains('?') { '&' } else { '?' };
    format!("{server}{joint}options=-c%20search_path%3D{name}")
}
