//! What waits for a role, and one enterprise on one page.

mod file;
mod inbox;
mod timeline;
