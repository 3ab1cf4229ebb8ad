//! The public enterprise page, warm, against a plain route that returns the same bytes.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

use axum::{Router, http::header, routing::get, serve::ListenerExt};
use tokio::net::TcpListener;

use crate::{client, portal::Portal, report::Report};

/// Seconds of each measurement.
const SECONDS: f64 = 4.0;

pub async fn measure(report: &mut Report) {
    let portal = Portal::start();
    let path = format!("/enterprises/{}", first_enterprise(&portal).await);
    let body = client::get(portal.address, &path).await;
    let plain = Plain::start(&body);
    // In turn, so that a noisy minute hits both.
    let (mut ours, mut bare) = (0.0, 0.0);
    for _ in 0..3 {
        ours += client::rate(portal.address, &path, SECONDS / 3.0).await / 3.0;
        bare += client::rate(plain.address, "/", SECONDS / 3.0).await / 3.0;
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

/// A server with one route in a process of its own, as the portal is: one in this process would need no change of process
/// between question and answer.
struct Plain {
    child: Child,
    address: SocketAddr,
}

/// The argument by which this program serves the plain route and measures nothing.
pub const PLAIN: &str = "plain-route";

impl Plain {
    fn start(body: &[u8]) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(PLAIN)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(body).unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, address: line.trim().parse().unwrap() }
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// Serves what comes on standard input at a free port, which it prints.
pub async fn serve_plain() {
    let mut body = Vec::new();
    std::io::stdin().read_to_end(&mut body).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    let body = bytes::Bytes::from(body);
    let answer = move || {
        let body = body.clone();
        async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_ENCODING, "br")], body) }
    };
    let listener = listener.tap_io(|socket| socket.set_nodelay(true).unwrap());
    axum::serve(listener, Router::new().route("/", get(answer))).await.unwrap();
}
