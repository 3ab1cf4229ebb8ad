//! The pages: axum handlers that read through `services` and answer HTML. A page is one file or folder.

mod about;
mod cases;
mod data;
mod enterprise;
mod enterprises;
pub mod error;
mod home;
mod outlet;
mod parts;
mod screen;
mod sign_in;
mod sitemap;
mod statistics;
mod tip;

use axum::Router;
use axum::routing::get;

use crate::web::AppState;

/// Every page. Other addresses are the server's to answer, with [`error::not_found`] where there is nothing.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/", get(home::show))
        .route("/about", get(about::show))
        .route("/cases", get(cases::board))
        .route("/cases/{case_no}", get(cases::case))
        .route("/data", get(data::show))
        .route("/enterprises", get(enterprises::show))
        .route("/enterprises/{credit_code}", get(enterprise::show))
        .route("/enterprises/{credit_code}/outlets/{code}", get(outlet::show))
        .route("/screen/{credit_code}", get(screen::show))
        .route("/sign-in", get(sign_in::show))
        .route("/sitemap", get(sitemap::show))
        .route("/statistics", get(statistics::show))
        .route("/tip", get(tip::show))
}
