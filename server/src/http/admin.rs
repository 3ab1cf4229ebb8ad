//! The door for operators: figures about the process. Never public.

use std::time::Duration;

use anyhow::Context;
use axum::{Router, http::header::CONTENT_TYPE, response::IntoResponse, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::{net::TcpListener, task::JoinHandle, time::sleep};
use tokio_util::sync::CancellationToken;

use super::{gauges::Gauges, health};

/// How often measured times are added up. Each is kept singly until then: where nobody reads the figures, and nobody
/// adds them up, they fill the memory.
const UPKEEP: Duration = Duration::from_secs(5);

/// Begins to count, and serves the counts and `gauges` at `/metrics` until `stop`.
pub fn spawn_admin(listener: TcpListener, gauges: Gauges, stop: CancellationToken) -> anyhow::Result<JoinHandle<()>> {
    let figures = PrometheusBuilder::new().install_recorder().context("the figures cannot be collected")?;
    tokio::spawn(stop.clone().run_until_cancelled_owned(keep_up(figures.clone())));
    let serving = axum::serve(listener, router(figures, Some(gauges))).with_graceful_shutdown(stop.cancelled_owned());
    Ok(tokio::spawn(async move {
        if let Err(error) = serving.await {
            tracing::error!(%error, "the figures are no longer served");
        }
    }))
}

async fn keep_up(figures: PrometheusHandle) {
    loop {
        sleep(UPKEEP).await;
        figures.run_upkeep();
    }
}

fn router(figures: PrometheusHandle, gauges: Option<Gauges>) -> Router {
    let show = move || {
        let (figures, gauges) = (figures.clone(), gauges.clone());
        async move {
            if let Some(gauges) = gauges {
                gauges.set().await;
            }
            figures.run_upkeep();
            ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], figures.render()).into_response()
        }
    };
    Router::new().route("/metrics", get(show)).route("/healthz", get(health::process))
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, extract::Request};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn figures_are_served_as_text() {
        let recorder = PrometheusBuilder::new().build_recorder();
        let figures = recorder.handle();
        metrics::with_local_recorder(&recorder, || metrics::counter!("frames_total").increment(3));
        let answer =
            router(figures, None).oneshot(Request::get("/metrics").body(Body::empty()).unwrap()).await.unwrap();
        let text = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
        assert!(String::from_utf8_lossy(&text).contains("frames_total 3"));
    }
}
