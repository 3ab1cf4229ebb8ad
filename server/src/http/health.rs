//! For whoever watches the process.

use app::web::AppState;
use axum::{extract::State, http::StatusCode};

/// `/healthz`: the process answers.
pub async fn process() -> &'static str {
    "ok\n"
}

/// `/readyz`: the database answers too.
pub async fn database(State(app): State<AppState>) -> (StatusCode, &'static str) {
    match app.ctx.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
