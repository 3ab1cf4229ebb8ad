//! What the server hands to every page.

use std::sync::Arc;

use services::Ctx;

use super::{Assets, Site};

/// The state of the pages' router; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// Database, clock and channels of the use cases.
    pub ctx: Ctx,
    /// Who runs the portal.
    pub site: Arc<Site>,
    /// Where the built files are.
    pub assets: Arc<Assets>,
    /// Whether people reach the portal by TLS, so that cookies may insist on it.
    pub https: bool,
}
