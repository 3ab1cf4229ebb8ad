//! The door for browsers and programs: pages, the REST interface and the built files behind one set of rules.
//!
//! From outside in, a request passes: a trace, an id, the security headers, the panic catcher, the limits on its size
//! and time, the shared page cache (public pages only), the refusal of other sites' forms, and then the page, the server
//! function or the REST handler.

mod accept;
mod admin;
mod assets;
mod client;
mod cross_site;
mod first_page;
mod former_code;
mod gauges;
mod guard;
mod headers;
mod health;
mod one_address;
#[cfg(test)]
mod operations;
mod page_cache;
mod refusal;
mod request_line_limit;
mod serve;
mod settings;
mod timeouts;
mod trace;
mod unread;
mod well_known;
mod whole;

use std::{future::ready, sync::Arc};

use app::web::{AppState, resubmit};
use axum::{Router, extract::State, middleware, routing::get};
use services::{Ctx, throttle::Places};
use tokio_util::sync::CancellationToken;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;

pub use admin::spawn_admin;
pub use first_page::first_page;
pub use gauges::{Gauges, free};
pub use serve::{serve, serve_with};
pub use settings::Settings;
pub use timeouts::ConnectionTimeouts;

use crate::rest::{self, Rest};
use assets::SiteFiles;
use page_cache::PageCache;

/// The whole portal as one service. `stop` ends its live streams.
pub fn portal(ctx: &Ctx, settings: &Settings, stop: &CancellationToken) -> anyhow::Result<Router> {
    let files = Arc::new(SiteFiles::load());
    ctx.site().begin_with(&settings.site);
    let app = AppState {
        ctx: ctx.clone(),
        site: Arc::new(settings.site.clone()),
        assets: Arc::new(files.addresses()?),
        https: settings.https,
    };
    let rest =
        Rest { ctx: ctx.clone(), streams: Places::new(settings.streams, settings.streams_each), stop: stop.clone() };
    Ok(Router::new()
        .merge(pages(&app, settings))
        .merge(functions(&app))
        .nest("/api", rest::router(rest).layer(CompressionLayer::new()).with_state(()))
        .route("/healthz", get(health::process))
        .route("/readyz", get(health::database))
        .route("/robots.txt", get(well_known::robots))
        .route("/.well-known/security.txt", get(well_known::security))
        .fallback(move |State(app), request| ready(assets::file_or_not_found(&files, &app, &request)))
        // All at once, the outermost first: a router that gets them one by one boxes each with all within it, and every
        // request pays for the boxes.
        .layer(
            ServiceBuilder::new()
                .layer(trace::layer())
                .layer(middleware::from_fn(trace::measure))
                .layer(middleware::from_fn_with_state(settings.https, headers::secure))
                .layer(middleware::from_fn_with_state(settings.behind_proxy, client::recognise))
                .layer(middleware::from_fn(whole::hand_over))
                .layer(middleware::from_fn(unread::read_to_the_end))
                .layer(middleware::from_fn_with_state(app.clone(), guard::catch_panics))
                .layer(middleware::from_fn_with_state(app.clone(), guard::refuse_what_is_too_large))
                .layer(middleware::from_fn_with_state(app.clone(), one_address::lead))
                .layer(middleware::from_fn_with_state((app.clone(), settings.answer_within), guard::answer_in_time))
                .layer(middleware::from_fn_with_state(app.clone(), former_code::lead)),
        )
        .with_state(app))
}

/// What islands ask for: as pages are, but for the shared cache, and a refusal is data.
fn functions(app: &AppState) -> Router<AppState> {
    app::web::functions::router()
        .layer(middleware::from_fn_with_state(app.clone(), resubmit))
        .layer(middleware::from_fn_with_state(app.clone(), cross_site::refuse_foreign_forms))
        .layer(middleware::map_response(app::web::functions::refuse))
        .layer(CompressionLayer::new())
}

fn pages(app: &AppState, settings: &Settings) -> Router<AppState> {
    app::pages::router().method_not_allowed_fallback(refusal::wrong_method).layer(
        ServiceBuilder::new()
            .layer(middleware::from_fn_with_state(PageCache::new(settings.page_ttl, app.ctx.site()), page_cache::serve))
            .layer(CompressionLayer::new())
            .layer(middleware::map_response(app::pages::refusals::render))
            .layer(middleware::from_fn_with_state(app.clone(), cross_site::refuse_foreign_forms))
            .layer(middleware::from_fn_with_state(app.clone(), resubmit)),
    )
}
