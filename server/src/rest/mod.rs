//! The open interface for programs, `/api/v1`: JSON, and CSV on lists, described by `/api/v1/openapi.json`.
//!
//! Reading needs no key, and any site's scripts may read. Every refusal has one shape ([`ApiError`]) and no answer
//! ever carries an internal message.

mod bearer;
mod cases;
mod declarations;
mod description;
mod draft;
mod enterprise;
mod enterprises;
mod error;
mod exceedances;
mod feeds;
mod json;
mod latest;
mod live;
mod marks;
mod means;
mod measurements;
mod number;
mod open;
mod page;
mod params;
mod tips;
mod token;

use std::future::ready;

use app::web::csv;
use axum::{Router, body::Bytes, extract::OriginalUri, http::Method, middleware, routing::get};
use services::{Ctx, throttle::Places};
use tokio_util::sync::CancellationToken;
use utoipa::{OpenApi as _, openapi::OpenApi};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use bearer::Bearer;
pub use error::{ApiError, Field, fields};
pub use json::Json;

/// What the handlers of the interface share.
#[derive(Clone)]
pub struct Rest {
    /// Database, clock and channels of the use cases.
    pub ctx: Ctx,
    /// Room for live streams, and for those of one client.
    pub streams: Places,
    /// Ends the live streams when the server stops.
    pub stop: CancellationToken,
}

/// The interface, to be put at `/api`, and its description. Whatever is not there answers in the interface's own
/// shape, not with a page.
pub fn router(rest: Rest) -> Router {
    let (v1, description) = parts();
    let description = description::at(rest.ctx.public_url(), description);
    let description = Bytes::from(description.to_pretty_json().unwrap_or_default());
    let v1 = v1.with_state(rest).route("/openapi.json", get(move || ready(description::show(&description))));
    let v1 = v1.method_not_allowed_fallback(wrong_method).fallback(unknown);
    Router::new().nest("/v1", v1).fallback(unknown).layer(middleware::from_fn(open::to_every_site))
}

/// The description of the interface, for `mingjian openapi` and the tests.
pub fn openapi() -> OpenApi {
    parts().1
}

fn parts() -> (Router<Rest>, OpenApi) {
    OpenApiRouter::with_openapi(description::Description::openapi())
        .routes(routes!(enterprises::list))
        .routes(routes!(enterprises::list_csv))
        .routes(routes!(enterprise::show))
        .routes(routes!(latest::list))
        .routes(routes!(latest::list_csv))
        .routes(routes!(measurements::list))
        .routes(routes!(measurements::list_csv))
        .routes(routes!(means::list))
        .routes(routes!(means::list_csv))
        .routes(routes!(exceedances::list))
        .routes(routes!(exceedances::list_csv))
        .routes(routes!(marks::list))
        .routes(routes!(declarations::list))
        .routes(routes!(declarations::list_csv))
        .routes(routes!(cases::list))
        .routes(routes!(cases::list_csv))
        .routes(routes!(cases::show))
        .routes(routes!(tips::statistics::statistics))
        .routes(routes!(tips::filing::file))
        .routes(routes!(live::stream))
        .routes(routes!(draft::show, draft::put))
        .routes(routes!(token::show))
        .routes(routes!(feeds::post))
        .split_for_parts()
}

async fn unknown(OriginalUri(uri): OriginalUri) -> ApiError {
    ApiError::not_found(format!("there is nothing at {}; /api/v1/openapi.json lists what there is", uri.path()))
}

async fn wrong_method(method: Method, OriginalUri(uri): OriginalUri) -> ApiError {
    ApiError::method_not_allowed(format!("{} cannot be asked with {method}", uri.path()))
}
