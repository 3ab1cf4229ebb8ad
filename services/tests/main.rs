//! The use cases on a real database: SQLite, or PostgreSQL where `TEST_PG_URL` names one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod api_tokens;
mod audit;
mod bureau;
mod cases;
mod commands;
mod declarations;
mod deliveries;
mod devices;
mod duplicates;
mod exceedances;
mod feeds;
mod findings;
mod import;
mod jobs;
mod life;
mod map;
mod marks;
mod messages;
mod once;
mod own_means;
mod proof;
mod public;
mod record;
mod register;
mod register_dated;
mod register_rows;
mod retention;
mod schema;
mod signs;
mod site;
mod store;
mod tips;
mod working_days;
