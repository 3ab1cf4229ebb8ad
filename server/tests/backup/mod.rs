//! Backup and restore: the same city again in another place, and what was acknowledged while the copy was made.

mod command;
mod drill;
mod refused;
mod same;
