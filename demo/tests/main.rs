//! The demo city and its loggers on a real database: SQLite, or PostgreSQL where `TEST_PG_URL` names one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod city;
mod simulate;
