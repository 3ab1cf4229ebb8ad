//! What waits for a role, and one enterprise on one page.

mod enterprise;
mod inbox;
mod timeline;
