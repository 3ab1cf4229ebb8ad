//! Whether the portal works, asked before anybody is told that it is ready.

use anyhow::ensure;
use axum::{Router, body::Body, extract::Request, http::StatusCode};
use tower::ServiceExt;

/// Renders the home page once.
pub async fn first_page(portal: &Router) -> anyhow::Result<()> {
    let response = portal.clone().oneshot(Request::get("/").body(Body::empty())?).await?;
    ensure!(response.status() == StatusCode::OK, "the home page answers {}", response.status());
    Ok(())
}
