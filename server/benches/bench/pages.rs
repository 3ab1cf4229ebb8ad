//! The public enterprise page, warm, against a plain route that returns the same bytes.

use axum::{Router, http::header, routing::get};
use tokio::net::TcpListener;

use crate::{client, portal::Portal, report::Report};

/// Seconds of each measurement.
const SECONDS: f64 = 4.0;

pub async fn measure(report: &mut Report) {
    let portal = Portal::start();
    let path = format!("/enterprises/{}", first_enterprise(&portal).await);
    let body = client::get(portal.address, &path).await;
    let plain = plain_route(body).await;
    // In turn, so that a noisy minute hits both.
    let (mut ours, mut bare) = (0.0, 0.0);
    for _ in 0..3 {
        ours += client::rate(portal.address, &path, SECONDS / 3.0).await / 3.0;
        bare += client::rate(plain, "/", SECONDS / 3.0).await / 3.0;
    }
    report.at_least("enterprise page, warm", "requests/s", ours, 0.0, bare);
}

async fn first_enterprise(portal: &Portal) -> String {
    let csv = client::get(portal.address, "/api/v1/enterprises?class=key&per_page=1").await;
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut csv.as_slice(), &mut text).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&text).unwrap();
    json["items"][0]["credit_code"].as_str().unwrap().to_owned()
}

/// A server of its own in this process, with one route.
async fn plain_route(body: Vec<u8>) -> std::net::SocketAddr {
    use axum::serve::ListenerExt;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let body = bytes::Bytes::from(body);
    let answer = move || {
        let body = body.clone();
        async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_ENCODING, "br")], body) }
    };
    let listener = listener.tap_io(|socket| socket.set_nodelay(true).unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/", get(answer))).await.unwrap() });
    address
}
