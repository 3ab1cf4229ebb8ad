//! Export and import: the same files from either database, and the same city again of them.

mod command;
mod refused;
mod same_files;
