//! What waits for a role, and one enterprise on one page.

mod desk;
mod file;
mod timeline;
