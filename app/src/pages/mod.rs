//! The pages: axum handlers that read through `services` and answer HTML. A page is one file or folder.

mod about;
mod data;
pub mod error;
mod sign_in;
mod sitemap;
mod tip;

use axum::Router;
use axum::routing::get;

use crate::web::AppState;

/// Every page. Other addresses are the server's to answer, with [`error::not_found`] where there is nothing.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/about", get(about::show))
        .route("/data", get(data::show))
        .route("/sign-in", get(sign_in::show))
        .route("/sitemap", get(sitemap::show))
        .route("/tip", get(tip::show))
}
